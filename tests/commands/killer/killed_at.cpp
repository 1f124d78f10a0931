// Loaded into the program before everything else (LD_PRELOAD): counts the calls that change files or their names, and
// ends the program as a loss of power or `kill -9` would before the one whose number $ASSENT_KILLED_AT is.

#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>

namespace {

std::atomic<long> calls = 0;

void count() {
  static const long last = [] {
    const char* const text = std::getenv("ASSENT_KILLED_AT");
    return text == nullptr ? 0L : std::strtol(text, nullptr, 10);
  }();
  if (++calls == last) {
    ::kill(::getpid(), SIGKILL);
    for (;;) ::pause();
  }
}

template <class Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

}  // namespace

// `specifier` as the system's headers have it.
#define PASSED_ON(result, name, parameters, specifier, arguments)  \
  extern "C" result name parameters specifier {                    \
    static auto* const passed_to = real<result parameters>(#name); \
    count();                                                       \
    return passed_to arguments;                                    \
  }

PASSED_ON(ssize_t, write, (int file, const void* bytes, size_t size), , (file, bytes, size))
PASSED_ON(ssize_t, pwrite, (int file, const void* bytes, size_t size, off_t at), , (file, bytes, size, at))
PASSED_ON(ssize_t, pwrite64, (int file, const void* bytes, size_t size, off64_t at), , (file, bytes, size, at))
PASSED_ON(int, fsync, (int file), , (file))
PASSED_ON(int, fdatasync, (int file), , (file))
PASSED_ON(int, ftruncate, (int file, off_t size), noexcept, (file, size))
PASSED_ON(int, ftruncate64, (int file, off64_t size), noexcept, (file, size))
PASSED_ON(int, fchmod, (int file, mode_t mode), noexcept, (file, mode))
PASSED_ON(int, rename, (const char* from, const char* to), noexcept, (from, to))
PASSED_ON(int, renameat2, (int from_folder, const char* from, int to_folder, const char* to, unsigned flags), noexcept,
          (from_folder, from, to_folder, to, flags))
PASSED_ON(int, link, (const char* from, const char* to), noexcept, (from, to))
PASSED_ON(int, unlink, (const char* name), noexcept, (name))
PASSED_ON(int, mkostemp, (char* pattern, int flags), , (pattern, flags))

namespace {

int opened(const char* function, const char* name, int flags, mode_t mode) {
  if ((flags & O_CREAT) != 0) count();
  return real<int(const char*, int, ...)>(function)(name, flags, mode);
}

}  // namespace

extern "C" int open(const char* name, int flags, ...) {
  va_list list;
  va_start(list, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0;
  va_end(list);
  return opened("open", name, flags, mode);
}

extern "C" int open64(const char* name, int flags, ...) {
  va_list list;
  va_start(list, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(list, mode_t) : 0;
  va_end(list);
  return opened("open64", name, flags, mode);
}
