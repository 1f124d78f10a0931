// A library that is loaded before all others (LD_PRELOAD). It stands between the program and the system's library,
// counts calls, makes one of them fail, and can write down what happens to files. report.hpp says how it is controlled.
//
// Only calls after main() has begun count. The library allocates nothing itself while the program runs, so that
// counting changes nothing.

#include "report.hpp"
#include "trace.hpp"

#include <dirent.h>
#include <dlfcn.h>
#include <execinfo.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string_view>

extern "C" {
// The real allocator, under other names than those replaced here.
void* __libc_malloc(std::size_t);                 // NOLINT(bugprone-reserved-identifier)
void* __libc_calloc(std::size_t, std::size_t);    // NOLINT(bugprone-reserved-identifier)
void* __libc_realloc(void*, std::size_t);         // NOLINT(bugprone-reserved-identifier)
void* __libc_memalign(std::size_t, std::size_t);  // NOLINT(bugprone-reserved-identifier)
}

namespace {

using namespace assent::faults;

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}
// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): the name stands both as a type and as a text
#define REAL(name) static const auto real = next<decltype(&::name)>(#name)

bool armed = false;  // main() has begun
bool copy = false;   // this process is the copy whose call fails
bool copy_lasts = false;
bool touched = false;  // the folder may have changed, or files open in it matter
bool moved = false;    // to the copy of the folder
std::atomic<int> threads = 1;
thread_local bool quiet = false;  // in this library's own work

Report* report = nullptr;
Kind chosen{};
std::uint64_t at = 0;
std::uint64_t every = 0;
bool each_place_once = false;
int error = 0;
bool lasts = false;
constexpr std::size_t kJoinedBytes = 2 * PATH_MAX + 2;
char folder[PATH_MAX];
char copied[PATH_MAX];
int pipes[2] = {-1, -1};
int trace = -1;
pthread_mutex_t tracing = PTHREAD_MUTEX_INITIALIZER;

// Memory that the program shares with others through a file of the folder.
struct Shared {
  void* start;
  std::size_t size;
  int protection;
  int descriptor;
  off_t offset;
};
Shared shared_maps[32];

class Quiet {
 public:
  Quiet() : before_(quiet) { quiet = true; }
  ~Quiet() { quiet = before_; }
  Quiet(const Quiet&) = delete;
  Quiet& operator=(const Quiet&) = delete;

 private:
  bool before_;
};

std::uint64_t number(const char* name) {
  const char* text = std::getenv(name);
  return text == nullptr ? 0 : std::strtoull(text, nullptr, 10);
}

void take(const char* name, char* into) {
  const char* text = std::getenv(name);
  if (text != nullptr) std::strncpy(into, text, PATH_MAX - 1);
}

void begin() {
  const Quiet own;
  const char* file = std::getenv("ASSENT_FAULT_REPORT");
  if (file == nullptr) return;
  const int descriptor = ::open(file, O_RDWR | O_CLOEXEC);
  void* start = ::mmap(nullptr, kReportBytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
  ::close(descriptor);
  if (start == MAP_FAILED) std::abort();
  report = static_cast<Report*>(start);
  chosen = static_cast<Kind>(number("ASSENT_FAULT_KIND"));
  at = number("ASSENT_FAULT_AT");
  every = number("ASSENT_FAULT_EVERY");
  lasts = number("ASSENT_FAULT_LASTS") == 1;
  each_place_once = number("ASSENT_FAULT_PLACES") == 1;
  void* loads_the_unwinder[1];
  ::backtrace(loads_the_unwinder, 1);
  const char* told = std::getenv("ASSENT_FAULT_ERROR");
  error = told == nullptr ? EIO : std::atoi(told);
  take("ASSENT_FAULT_FOLDER", folder);
  take("ASSENT_FAULT_COPY", copied);
  if (const char* both = std::getenv("ASSENT_FAULT_PIPES")) std::sscanf(both, "%d,%d", &pipes[0], &pipes[1]);
  if (const char* path = std::getenv("ASSENT_FAULT_TRACE")) {
    const int made = ::open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    trace = ::fcntl(made, F_DUPFD_CLOEXEC, 700);
    ::close(made);
  }
  armed = true;
}

// --- Copying the program with its folder ---------------------------------------------------------------------------

void copy_file(const char* from, const char* to) {
  static char buffer[1 << 16];
  const int in = ::open(from, O_RDONLY | O_CLOEXEC);
  if (in < 0) return;
  struct stat status {};
  ::fstat(in, &status);
  const int out = ::open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  ::fchmod(out, status.st_mode & 07777);
  for (ssize_t count = 0; (count = ::read(in, buffer, sizeof buffer)) > 0;) {
    if (::write(out, buffer, static_cast<std::size_t>(count)) != count) std::_Exit(99);
  }
  ::close(in);
  ::close(out);
}

void copy_folder() {
  DIR* listing = ::opendir(folder);
  if (listing == nullptr) std::_Exit(99);
  char from[PATH_MAX + 256];
  char to[PATH_MAX + 256];
  while (const dirent* each = ::readdir(listing)) {
    if (each->d_type != DT_REG) continue;
    std::snprintf(from, sizeof from, "%s/%s", folder, each->d_name);
    std::snprintf(to, sizeof to, "%s/%s", copied, each->d_name);
    copy_file(from, to);
  }
  ::closedir(listing);
}

// Descriptors of files in the folder become descriptors of the copied files, at the same offsets.
void move_descriptors() {
  DIR* listing = ::opendir("/proc/self/fd");
  if (listing == nullptr) std::_Exit(99);
  const std::size_t length = std::strlen(folder);
  while (const dirent* each = ::readdir(listing)) {
    const int descriptor = std::atoi(each->d_name);
    if (each->d_name[0] == '.' || descriptor == ::dirfd(listing)) continue;
    char link[64];
    char path[PATH_MAX + 1] = {};
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    if (::readlink(link, path, PATH_MAX) < 0) continue;
    if (std::strncmp(path, folder, length) != 0 || path[length] != '/') continue;
    char to[kJoinedBytes];
    std::snprintf(to, sizeof to, "%s%s", copied, path + length);
    const int flags = ::fcntl(descriptor, F_GETFL);
    const int made = ::open(to, (flags & ~(O_CREAT | O_EXCL | O_TRUNC)) | O_CLOEXEC);
    if (made < 0) continue;  // removed meanwhile
    ::lseek(made, ::lseek(descriptor, 0, SEEK_CUR), SEEK_SET);
    ::dup3(made, descriptor, O_CLOEXEC);
    ::close(made);
  }
  ::closedir(listing);
}

void capture(int descriptor, const char* suffix) {
  char path[PATH_MAX + 8];
  std::snprintf(path, sizeof path, "%s.%s", copied, suffix);
  const int made = ::open(path, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600);
  ::dup2(made, descriptor);
  ::close(made);
}

// From now on the copy has its own folder.
void move() {
  const Quiet own;
  copy_folder();
  move_descriptors();
  for (const Shared& each : shared_maps) {
    if (each.start == nullptr) continue;
    ::mmap(each.start, each.size, each.protection, MAP_SHARED | MAP_FIXED, each.descriptor, each.offset);
  }
  if (::chdir(copied) != 0) std::_Exit(99);
  moved = true;
}

// Called before anything that changes the folder. Most copies end before, and need no folder of their own.
void touch() {
  if (touched || !armed || quiet) return;
  touched = true;
  if (copy) move();
}

void become_a_copy(bool lasting) {
  // The copy has its own counts.
  static Report before;
  std::memcpy(static_cast<void*>(&before), static_cast<const void*>(report), 4096);
  void* page = ::mmap(report, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
  std::memcpy(page, static_cast<const void*>(&before), 4096);
  capture(STDOUT_FILENO, "out");
  capture(STDERR_FILENO, "err");
  copy = true;
  copy_lasts = lasting;
  if (touched) move();
  ::alarm(30);
}

// True in the copy.
bool copy_and_wait(std::uint64_t call) {
  const Quiet own;
  for (const bool lasting : {false, true}) {
    report->failed = 0;
    const pid_t child = ::fork();
    if (child == 0) {
      become_a_copy(lasting);
      return true;
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    const Told told{call, static_cast<std::uint32_t>(status), lasting ? 1U : 0U};
    char answer = 0;
    if (::write(pipes[0], &told, sizeof told) != sizeof told) std::_Exit(98);
    if (::read(pipes[1], &answer, 1) != 1) std::_Exit(98);
  }
  return false;
}

// --- Whether a call fails ------------------------------------------------------------------------------------------

void note(const char* function, const char* path, int descriptor) {
  if (report->failed++ > 0) return;
  const Quiet own;
  std::memset(report->path.data(), 0, report->path.size());
  std::strncpy(report->function.data(), function, report->function.size() - 1);
  if (path != nullptr) {
    std::strncpy(report->path.data(), path, report->path.size() - 1);
  } else if (descriptor >= 0) {
    char link[64];
    std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    static_cast<void>(::readlink(link, report->path.data(), report->path.size() - 1) < 0);
  }
}

void note_flush(int descriptor) {
  if (!armed || quiet || chosen != Kind::sync || report->failed == 0) return;
  const Quiet own;
  char link[64];
  char path[sizeof report->path] = {};
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  if (::readlink(link, path, sizeof path - 1) < 0) return;
  if (std::strcmp(path, report->path.data()) == 0) report->flushed_later = true;
}

constexpr long kNanoseconds = 1'000'000'000;
std::atomic<long> skipped = 0;  // nanoseconds that were not waited

bool skips_waiting() { return armed && chosen == Kind::lock && report->failed > 0; }

timespec moved_by(timespec time, long nanoseconds) {
  const long all = time.tv_sec * kNanoseconds + time.tv_nsec + nanoseconds;
  return {all / kNanoseconds, all % kNanoseconds};
}

// Whether the program makes this call for the first time from here, by the chain of callers.
bool is_new_place() {
  constexpr int kDepth = 20;
  constexpr std::size_t kPlaces = 1 << 16;
  static std::uint64_t seen[kPlaces];
  static std::size_t count = 0;
  const Quiet own;
  void* frames[kDepth];
  const int depth = ::backtrace(frames, kDepth);
  std::uint64_t hash = 14695981039346656037U;
  for (int i = 0; i < depth; ++i) hash = (hash ^ reinterpret_cast<std::uintptr_t>(frames[i])) * 1099511628211U;
  if (hash == 0) hash = 1;
  std::size_t slot = (hash >> 32) % kPlaces;
  for (; seen[slot] != 0; slot = (slot + 1) % kPlaces) {
    if (seen[slot] == hash) return false;
  }
  if (++count == kPlaces) std::_Exit(97);
  seen[slot] = hash;
  return true;
}

bool decide(std::uint64_t call) {
  if (copy) return copy_lasts;
  if (threads > 1) {
    std::uint64_t none = 0;
    report->threaded_from.compare_exchange_strong(none, call);
    report->threaded_to = std::max(report->threaded_to.load(), call);
  }
  if (at == 0 || call < at) return false;
  if (every == 0) return call == at || lasts;
  if (threads > 1 || (call - at) % every != 0 || (each_place_once && !is_new_place())) return false;
  return copy_and_wait(call);
}

bool fails(Kind kind, const char* function, const char* path, int descriptor = -1) {
  if (!armed || quiet) return false;
  const std::uint64_t call = ++report->calls[static_cast<std::size_t>(kind)];
  if (kind != chosen || !decide(call)) return false;
  note(function, path, descriptor);
  errno = error > 0 ? error : ENOSPC;
  return true;
}

// The path for this process: a copy works in its own folder.
class Here {
 public:
  explicit Here(const char* path) : path_(path) {
    if (!moved || path == nullptr) return;
    const std::size_t length = std::strlen(folder);
    if (std::strncmp(path, folder, length) != 0 || (path[length] != '/' && path[length] != '\0')) return;
    std::snprintf(moved_, sizeof moved_, "%s%s", copied, path + length);
    path_ = moved_;
  }
  operator const char*() const { return path_; }  // NOLINT(google-explicit-constructor): stands for it

 private:
  const char* path_;
  char moved_[kJoinedBytes];
};

// --- Writing down what happens to files ----------------------------------------------------------------------------

class Tracing {
 public:
  Tracing() : on_(trace >= 0 && armed && !quiet), own_(quiet) {
    if (!on_) return;
    ::pthread_mutex_lock(&tracing);
    quiet = true;
  }
  ~Tracing() {
    if (!on_) return;
    const int kept = errno;
    quiet = own_;
    ::pthread_mutex_unlock(&tracing);
    errno = kept;
  }
  Tracing(const Tracing&) = delete;
  Tracing& operator=(const Tracing&) = delete;

  bool on() const { return on_; }

 private:
  bool on_;
  bool own_;
};

void put(const void* bytes, std::size_t size) {
  const int kept = errno;
  if (::write(trace, bytes, size) != static_cast<ssize_t>(size)) std::abort();
  errno = kept;
}

void put(TraceKind kind, std::uint64_t file, std::uint64_t offset, const void* first, std::size_t first_size,
         const void* second = nullptr, std::size_t second_size = 0) {
  const TraceHead head{static_cast<std::uint32_t>(kind), static_cast<std::uint32_t>(first_size), file, offset,
                       second_size};
  put(&head, sizeof head);
  if (first_size > 0) put(first, first_size);
  if (second_size > 0) put(second, second_size);
}

// The name relative to the folder; nullptr: the file is not in it.
const char* name_in_folder(const char* path, char* absolute) {
  if (path == nullptr) return nullptr;
  if (path[0] == '/') {
    std::snprintf(absolute, kJoinedBytes, "%s", path);
  } else {
    std::snprintf(absolute, kJoinedBytes, "%s/%s", folder, path);  // the folder in which the program works
  }
  const std::size_t length = std::strlen(folder);
  if (std::strncmp(absolute, folder, length) != 0) return nullptr;
  if (absolute[length] == '\0') return absolute + length;
  return absolute[length] == '/' ? absolute + length + 1 : nullptr;
}

bool file_in_folder(int descriptor, std::uint64_t& inode, bool& is_folder, char* path) {
  char link[64];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t size = ::readlink(link, path, PATH_MAX - 1);
  if (size < 0) return false;
  path[size] = '\0';
  const std::size_t length = std::strlen(folder);
  if (std::strncmp(path, folder, length) != 0) return false;
  if (path[length] != '\0' && path[length] != '/') return false;
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return false;
  inode = status.st_ino;
  is_folder = S_ISDIR(status.st_mode);
  return is_folder || S_ISREG(status.st_mode);
}

void trace_write(int descriptor, std::uint64_t offset, const void* bytes, std::size_t size) {
  std::uint64_t inode = 0;
  bool is_folder = false;
  char path[PATH_MAX];
  if (file_in_folder(descriptor, inode, is_folder, path)) put(TraceKind::write, inode, offset, nullptr, 0, bytes, size);
}

void trace_size(int descriptor, std::uint64_t size) {
  std::uint64_t inode = 0;
  bool is_folder = false;
  char path[PATH_MAX];
  if (file_in_folder(descriptor, inode, is_folder, path)) put(TraceKind::size, inode, size, nullptr, 0);
}

void trace_sync(int descriptor) {
  std::uint64_t inode = 0;
  bool is_folder = false;
  char path[PATH_MAX];
  if (!file_in_folder(descriptor, inode, is_folder, path)) return;
  put(is_folder ? TraceKind::sync_folder : TraceKind::sync, inode, 0, nullptr, 0);
}

void trace_names(TraceKind kind, const char* from, const char* to) {
  char first[kJoinedBytes];
  char second[kJoinedBytes];
  const char* one = name_in_folder(from, first);
  const char* other = to == nullptr ? nullptr : name_in_folder(to, second);
  if (one == nullptr || (to != nullptr && other == nullptr)) return;
  put(kind, 0, 0, one, std::strlen(one), other, other == nullptr ? 0 : std::strlen(other));
}

// After an open: records what it made or emptied.
void trace_open(const char* path, int flags, int descriptor, bool was_there) {
  if (descriptor < 0) return;
  std::uint64_t inode = 0;
  bool is_folder = false;
  char real_path[PATH_MAX];
  if (!file_in_folder(descriptor, inode, is_folder, real_path) || is_folder) return;
  char absolute[kJoinedBytes];
  const char* name = name_in_folder(path, absolute);
  if (name == nullptr) return;
  put(was_there ? TraceKind::known : TraceKind::made, inode, 0, name, std::strlen(name));
  if (was_there && (flags & O_TRUNC) != 0) put(TraceKind::size, inode, 0, nullptr, 0);
}

bool there(const char* path) {
  struct stat status {};
  return ::lstat(path, &status) == 0;
}

// A write, whole, short or failing.
ssize_t write_or_fail(const char* function, int descriptor, const void* bytes, std::size_t count, off_t offset,
                      ssize_t (*real)(int, const void*, std::size_t, off_t)) {
  if (descriptor > STDERR_FILENO) touch();
  const Tracing traced;
  if (!traced.on() && fails(Kind::write, function, nullptr, descriptor)) {
    if (error > 0 || count < 2 || (report->failed > 1)) return -1;
    return real(descriptor, bytes, count / 2, offset);
  }
  const off_t begun = !traced.on() ? 0 : offset >= 0 ? offset : ::lseek(descriptor, 0, SEEK_CUR);
  const ssize_t done = real(descriptor, bytes, count, offset);
  if (traced.on() && done > 0) {
    trace_write(descriptor, static_cast<std::uint64_t>(std::max<off_t>(begun, 0)), bytes,
                static_cast<std::size_t>(done));
  }
  return done;
}

struct Start {
  void* (*body)(void*);
  void* argument;
};

void* run_thread(void* given) {
  const Start start = *static_cast<Start*>(given);
  std::free(given);
  struct Ended {
    ~Ended() { --threads; }
  } ended;
  return start.body(start.argument);
}

void remember_map(void* start, std::size_t size, int protection, int flags, int descriptor, off_t offset) {
  if (start == MAP_FAILED || descriptor < 0 || (flags & MAP_SHARED) == 0 || quiet || !armed) return;
  for (Shared& each : shared_maps) {
    if (each.start != nullptr) continue;
    each = {start, size, protection, descriptor, offset};
    return;
  }
}

mode_t mode_after(int flags, va_list rest) { return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(rest, mode_t) : 0; }

template <class Open>
int open_or_fail(const char* function, const char* path, int flags, Open open) {
  if ((flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) != 0) touch();
  const Tracing traced;
  if (fails(Kind::open, function, path)) return -1;
  const bool was_there = traced.on() && there(path);
  const int made = open();
  if (traced.on()) trace_open(path, flags, made, was_there);
  return made;
}

int fcntl_or_fail(const char* function, int descriptor, int what, void* with, int (*real)(int, int, ...)) {
  switch (what) {
    case F_DUPFD:
    case F_DUPFD_CLOEXEC:
      if (fails(Kind::open, function, nullptr, descriptor)) return -1;
      break;
    case F_SETLK:
    case F_SETLKW:
    case F_OFD_SETLK:
    case F_OFD_SETLKW:
      touch();
      if (fails(Kind::lock, function, nullptr, descriptor)) return -1;
      break;
    default: break;
  }
  return real(descriptor, what, with);
}
using Main = int (*)(int, char**, char**);
Main real_main = nullptr;

int main_and_count(int argc, char** argv, char** environment) {
  begin();
  return real_main(argc, argv, environment);
}

}  // namespace

// NOLINTBEGIN: these are other people's names and signatures
extern "C" {

int __libc_start_main(Main main, int argc, char** argv, void (*init)(), void (*fini)(), void (*rtld_fini)(),
                      void* stack_end) {
  real_main = main;
  using Function = int (*)(Main, int, char**, void (*)(), void (*)(), void (*)(), void*);
  return next<Function>("__libc_start_main")(main_and_count, argc, argv, init, fini, rtld_fini, stack_end);
}

// memory

void* malloc(std::size_t size) {
  if (fails(Kind::memory, "malloc", nullptr)) return nullptr;
  return __libc_malloc(size);
}
void* calloc(std::size_t count, std::size_t size) {
  if (fails(Kind::memory, "calloc", nullptr)) return nullptr;
  return __libc_calloc(count, size);
}
void* realloc(void* before, std::size_t size) {
  if (fails(Kind::memory, "realloc", nullptr)) return nullptr;
  return __libc_realloc(before, size);
}
void* memalign(std::size_t alignment, std::size_t size) {
  if (fails(Kind::memory, "memalign", nullptr)) return nullptr;
  return __libc_memalign(alignment, size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
  if (fails(Kind::memory, "aligned_alloc", nullptr)) return nullptr;
  return __libc_memalign(alignment, size);
}
int posix_memalign(void** out, std::size_t alignment, std::size_t size) {
  if (fails(Kind::memory, "posix_memalign", nullptr)) return ENOMEM;
  *out = __libc_memalign(alignment, size);
  return *out == nullptr ? ENOMEM : 0;
}

// map

void* mmap(void* where, std::size_t size, int protection, int flags, int descriptor, off_t offset) noexcept {
  if (descriptor >= 0 && (flags & MAP_SHARED) != 0) touch();
  if (fails(Kind::map, "mmap", nullptr, descriptor)) return MAP_FAILED;
  REAL(mmap);
  void* start = real(where, size, protection, flags, descriptor, offset);
  remember_map(start, size, protection, flags, descriptor, offset);
  return start;
}
void* mmap64(void* where, std::size_t size, int protection, int flags, int descriptor, off64_t offset) noexcept {
  if (descriptor >= 0 && (flags & MAP_SHARED) != 0) touch();
  if (fails(Kind::map, "mmap64", nullptr, descriptor)) return MAP_FAILED;
  REAL(mmap64);
  void* start = real(where, size, protection, flags, descriptor, offset);
  remember_map(start, size, protection, flags, descriptor, offset);
  return start;
}
int munmap(void* start, std::size_t size) noexcept {
  for (Shared& each : shared_maps) {
    if (each.start == start) each = {};
  }
  REAL(munmap);
  return real(start, size);
}
void* mremap(void* before, std::size_t size, std::size_t wanted, int flags, ...) noexcept {
  if (fails(Kind::map, "mremap", nullptr)) return MAP_FAILED;
  REAL(mremap);
  return real(before, size, wanted, flags);
}

// write

ssize_t write(int descriptor, const void* bytes, std::size_t count) {
  return write_or_fail("write", descriptor, bytes, count, -1, [](int to, const void* from, std::size_t size, off_t) {
    REAL(write);
    return real(to, from, size);
  });
}
ssize_t pwrite(int descriptor, const void* bytes, std::size_t count, off_t offset) {
  return write_or_fail("pwrite", descriptor, bytes, count, offset,
                       [](int to, const void* from, std::size_t size, off_t where) {
                         REAL(pwrite);
                         return real(to, from, size, where);
                       });
}
ssize_t pwrite64(int descriptor, const void* bytes, std::size_t count, off64_t offset) {
  return write_or_fail("pwrite64", descriptor, bytes, count, offset,
                       [](int to, const void* from, std::size_t size, off_t where) {
                         REAL(pwrite64);
                         return real(to, from, size, where);
                       });
}
ssize_t writev(int descriptor, const struct iovec* parts, int count) {
  if (fails(Kind::write, "writev", nullptr, descriptor)) return -1;
  REAL(writev);
  if (trace < 0 || quiet || !armed) return real(descriptor, parts, count);
  ssize_t all = 0;
  for (int i = 0; i < count; ++i) {
    const ssize_t done = ::write(descriptor, parts[i].iov_base, parts[i].iov_len);
    if (done < 0) return all > 0 ? all : -1;
    all += done;
    if (static_cast<std::size_t>(done) < parts[i].iov_len) break;
  }
  return all;
}
int ftruncate(int descriptor, off_t size) noexcept {
  touch();
  const Tracing traced;
  if (fails(Kind::write, "ftruncate", nullptr, descriptor)) return -1;
  REAL(ftruncate);
  const int done = real(descriptor, size);
  if (traced.on() && done == 0) trace_size(descriptor, static_cast<std::uint64_t>(size));
  return done;
}
int ftruncate64(int descriptor, off64_t size) noexcept {
  touch();
  const Tracing traced;
  if (fails(Kind::write, "ftruncate64", nullptr, descriptor)) return -1;
  REAL(ftruncate64);
  const int done = real(descriptor, size);
  if (traced.on() && done == 0) trace_size(descriptor, static_cast<std::uint64_t>(size));
  return done;
}
std::size_t fwrite(const void* bytes, std::size_t size, std::size_t count, FILE* file) {
  REAL(fwrite);
  if (file != stderr && fails(Kind::write, "fwrite", file == stdout ? "standard output" : nullptr)) return 0;
  return real(bytes, size, count, file);
}
int fflush(FILE* file) {
  REAL(fflush);
  if (file != stderr && fails(Kind::write, "fflush", file == stdout ? "standard output" : nullptr)) return EOF;
  return real(file);
}

// A wait for a lock that never comes need not take time here: the clock is moved on instead.

int usleep(useconds_t microseconds) {
  if (skips_waiting()) return 0;
  REAL(usleep);
  return real(microseconds);
}
int nanosleep(const timespec* wanted, timespec* left) {
  if (skips_waiting()) {
    skipped += wanted->tv_sec * kNanoseconds + wanted->tv_nsec;
    return 0;
  }
  REAL(nanosleep);
  return real(wanted, left);
}
int clock_gettime(clockid_t which, timespec* now) noexcept {
  REAL(clock_gettime);
  const int done = real(which, now);
  if (which == CLOCK_MONOTONIC && skipped > 0) *now = moved_by(*now, skipped);
  return done;
}
int pthread_cond_clockwait(pthread_cond_t* condition, pthread_mutex_t* mutex, clockid_t which, const timespec* until) {
  REAL(pthread_cond_clockwait);
  if (which != CLOCK_MONOTONIC || skipped == 0) return real(condition, mutex, which, until);
  const timespec really = moved_by(*until, -skipped);
  return real(condition, mutex, which, &really);
}

// sync

int fsync(int descriptor) {
  const Tracing traced;
  if (fails(Kind::sync, "fsync", nullptr, descriptor)) return -1;
  REAL(fsync);
  const int done = real(descriptor);
  if (traced.on() && done == 0) trace_sync(descriptor);
  if (done == 0) note_flush(descriptor);
  return done;
}
int fdatasync(int descriptor) {
  const Tracing traced;
  if (fails(Kind::sync, "fdatasync", nullptr, descriptor)) return -1;
  REAL(fdatasync);
  const int done = real(descriptor);
  if (traced.on() && done == 0) trace_sync(descriptor);
  if (done == 0) note_flush(descriptor);
  return done;
}
int syncfs(int descriptor) noexcept {
  if (fails(Kind::sync, "syncfs", nullptr, descriptor)) return -1;
  REAL(syncfs);
  return real(descriptor);
}
int msync(void* start, std::size_t size, int flags) {
  if (fails(Kind::sync, "msync", nullptr)) return -1;
  REAL(msync);
  return real(start, size, flags);
}

// name

int rename(const char* from, const char* to) noexcept {
  touch();
  const Tracing traced;
  if (fails(Kind::name, "rename", to)) return -1;
  REAL(rename);
  const int done = real(Here(from), Here(to));
  if (traced.on() && done == 0) trace_names(TraceKind::rename, from, to);
  return done;
}
int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) noexcept {
  touch();
  const Tracing traced;
  if (fails(Kind::name, "renameat2", to)) return -1;
  REAL(renameat2);
  const int done = real(from_folder, Here(from), to_folder, Here(to), flags);
  if (traced.on() && done == 0) {
    trace_names((flags & RENAME_EXCHANGE) != 0 ? TraceKind::exchange : TraceKind::rename, from, to);
  }
  return done;
}
int link(const char* from, const char* to) noexcept {
  touch();
  const Tracing traced;
  if (fails(Kind::name, "link", to)) return -1;
  REAL(link);
  const int done = real(Here(from), Here(to));
  if (traced.on() && done == 0) trace_names(TraceKind::link, from, to);
  return done;
}
int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) noexcept {
  touch();
  const Tracing traced;
  if (fails(Kind::name, "linkat", to)) return -1;
  REAL(linkat);
  const int done = real(from_folder, Here(from), to_folder, Here(to), flags);
  if (traced.on() && done == 0) trace_names(TraceKind::link, from, to);
  return done;
}
int unlink(const char* path) noexcept {
  touch();
  const Tracing traced;
  if (fails(Kind::name, "unlink", path)) return -1;
  REAL(unlink);
  const int done = real(Here(path));
  if (traced.on() && done == 0) trace_names(TraceKind::unlink, path, nullptr);
  return done;
}
int remove(const char* path) noexcept {
  touch();
  const Tracing traced;
  if (fails(Kind::name, "remove", path)) return -1;
  REAL(remove);
  const int done = real(Here(path));
  if (traced.on() && done == 0) trace_names(TraceKind::unlink, path, nullptr);
  return done;
}
int mkdir(const char* path, mode_t mode) noexcept {
  touch();
  if (fails(Kind::name, "mkdir", path)) return -1;
  REAL(mkdir);
  return real(Here(path), mode);
}
int symlink(const char* text, const char* path) noexcept {
  touch();
  if (fails(Kind::name, "symlink", path)) return -1;
  REAL(symlink);
  return real(text, Here(path));
}
int fchmod(int descriptor, mode_t mode) noexcept {
  touch();
  if (fails(Kind::name, "fchmod", nullptr, descriptor)) return -1;
  REAL(fchmod);
  return real(descriptor, mode);
}
int chmod(const char* path, mode_t mode) noexcept {
  touch();
  if (fails(Kind::name, "chmod", path)) return -1;
  REAL(chmod);
  return real(Here(path), mode);
}

// open

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_after(flags, rest);
  va_end(rest);
  return open_or_fail("open", path, flags, [&] {
    REAL(open);
    return real(Here(path), flags, mode);
  });
}
int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_after(flags, rest);
  va_end(rest);
  return open_or_fail("open64", path, flags, [&] {
    REAL(open64);
    return real(Here(path), flags, mode);
  });
}
int openat(int folder_descriptor, const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_after(flags, rest);
  va_end(rest);
  return open_or_fail("openat", path, flags, [&] {
    REAL(openat);
    return real(folder_descriptor, Here(path), flags, mode);
  });
}
int openat64(int folder_descriptor, const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = mode_after(flags, rest);
  va_end(rest);
  return open_or_fail("openat64", path, flags, [&] {
    REAL(openat64);
    return real(folder_descriptor, Here(path), flags, mode);
  });
}
}  // extern "C"

namespace {

// The name is made in the folder of this process, and reported as of the other folder.
template <class Make>
int make_here(char* pattern, Make make) {
  const Here here(pattern);
  const char* there = here;
  if (there == pattern) return make(pattern);
  char own[kJoinedBytes];
  std::strncpy(own, there, sizeof own - 1);
  own[sizeof own - 1] = '\0';
  const int made = make(own);
  constexpr std::size_t kLetters = 6;
  std::memcpy(pattern + std::strlen(pattern) - kLetters, own + std::strlen(own) - kLetters, kLetters);
  return made;
}

}  // namespace

extern "C" {
int mkostemp(char* pattern, int flags) {
  touch();
  const Tracing traced;
  if (fails(Kind::open, "mkostemp", pattern)) return -1;
  REAL(mkostemp);
  const int made = make_here(pattern, [&](char* name) { return real(name, flags); });
  if (traced.on()) trace_open(pattern, flags, made, false);
  return made;
}
int mkostemp64(char* pattern, int flags) {
  touch();
  const Tracing traced;
  if (fails(Kind::open, "mkostemp64", pattern)) return -1;
  REAL(mkostemp64);
  const int made = make_here(pattern, [&](char* name) { return real(name, flags); });
  if (traced.on()) trace_open(pattern, flags, made, false);
  return made;
}
int mkstemp(char* pattern) { return mkostemp(pattern, 0); }
FILE* fopen(const char* path, const char* mode) {
  if (fails(Kind::open, "fopen", path)) return nullptr;
  REAL(fopen);
  return real(Here(path), mode);
}
FILE* fopen64(const char* path, const char* mode) {
  if (fails(Kind::open, "fopen64", path)) return nullptr;
  REAL(fopen64);
  return real(Here(path), mode);
}
DIR* opendir(const char* path) {
  if (fails(Kind::open, "opendir", path)) return nullptr;
  REAL(opendir);
  return real(Here(path));
}

// lock, and the descriptors that fcntl() makes

int fcntl(int descriptor, int what, ...) {
  va_list rest;
  va_start(rest, what);
  void* with = va_arg(rest, void*);
  va_end(rest);
  REAL(fcntl);
  return fcntl_or_fail("fcntl", descriptor, what, with, real);
}
int fcntl64(int descriptor, int what, ...) {
  va_list rest;
  va_start(rest, what);
  void* with = va_arg(rest, void*);
  va_end(rest);
  REAL(fcntl64);
  return fcntl_or_fail("fcntl64", descriptor, what, with, real);
}
int flock(int descriptor, int what) noexcept {
  touch();
  if (fails(Kind::lock, "flock", nullptr, descriptor)) return -1;
  REAL(flock);
  return real(descriptor, what);
}

// read

ssize_t read(int descriptor, void* into, std::size_t count) {
  if (fails(Kind::read, "read", nullptr, descriptor)) return -1;
  REAL(read);
  return real(descriptor, into, count);
}
ssize_t pread(int descriptor, void* into, std::size_t count, off_t offset) {
  if (fails(Kind::read, "pread", nullptr, descriptor)) return -1;
  REAL(pread);
  return real(descriptor, into, count, offset);
}
ssize_t pread64(int descriptor, void* into, std::size_t count, off64_t offset) {
  if (fails(Kind::read, "pread64", nullptr, descriptor)) return -1;
  REAL(pread64);
  return real(descriptor, into, count, offset);
}
ssize_t readv(int descriptor, const struct iovec* parts, int count) {
  if (fails(Kind::read, "readv", nullptr, descriptor)) return -1;
  REAL(readv);
  return real(descriptor, parts, count);
}
ssize_t getrandom(void* into, std::size_t size, unsigned flags) {
  if (fails(Kind::read, "getrandom", nullptr)) return -1;
  REAL(getrandom);
  return real(into, size, flags);
}
struct dirent* readdir(DIR* listing) {
  if (fails(Kind::read, "readdir", nullptr)) return nullptr;
  REAL(readdir);
  return real(listing);
}
struct dirent64* readdir64(DIR* listing) {
  if (fails(Kind::read, "readdir64", nullptr)) return nullptr;
  REAL(readdir64);
  return real(listing);
}

// look

int stat(const char* path, struct stat* status) noexcept {
  if (fails(Kind::look, "stat", path)) return -1;
  REAL(stat);
  return real(Here(path), status);
}
int stat64(const char* path, struct stat64* status) noexcept {
  if (fails(Kind::look, "stat64", path)) return -1;
  REAL(stat64);
  return real(Here(path), status);
}
int lstat(const char* path, struct stat* status) noexcept {
  if (fails(Kind::look, "lstat", path)) return -1;
  REAL(lstat);
  return real(Here(path), status);
}
int lstat64(const char* path, struct stat64* status) noexcept {
  if (fails(Kind::look, "lstat64", path)) return -1;
  REAL(lstat64);
  return real(Here(path), status);
}
int fstat(int descriptor, struct stat* status) noexcept {
  if (fails(Kind::look, "fstat", nullptr, descriptor)) return -1;
  REAL(fstat);
  return real(descriptor, status);
}
int fstat64(int descriptor, struct stat64* status) noexcept {
  if (fails(Kind::look, "fstat64", nullptr, descriptor)) return -1;
  REAL(fstat64);
  return real(descriptor, status);
}
int access(const char* path, int how) noexcept {
  if (fails(Kind::look, "access", path)) return -1;
  REAL(access);
  return real(Here(path), how);
}
ssize_t readlink(const char* path, char* into, std::size_t size) noexcept {
  if (fails(Kind::look, "readlink", path)) return -1;
  REAL(readlink);
  return real(Here(path), into, size);
}
char* realpath(const char* path, char* into) noexcept {
  if (fails(Kind::look, "realpath", path)) return nullptr;
  REAL(realpath);
  return real(Here(path), into);
}
char* getcwd(char* into, std::size_t size) noexcept {
  if (fails(Kind::look, "getcwd", nullptr)) return nullptr;
  REAL(getcwd);
  return real(into, size);
}
off_t lseek(int descriptor, off_t offset, int from) noexcept {
  if (fails(Kind::look, "lseek", nullptr, descriptor)) return -1;
  REAL(lseek);
  return real(descriptor, offset, from);
}
off64_t lseek64(int descriptor, off64_t offset, int from) noexcept {
  if (fails(Kind::look, "lseek64", nullptr, descriptor)) return -1;
  REAL(lseek64);
  return real(descriptor, offset, from);
}

// close: the descriptor is closed in any case

int close(int descriptor) {
  const bool failing = fails(Kind::close, "close", nullptr, descriptor);
  const int kept = errno;
  REAL(close);
  const int done = real(descriptor);
  if (!failing) return done;
  errno = kept;
  return -1;
}

// thread

int pthread_create(pthread_t* made, const pthread_attr_t* attributes, void* (*body)(void*), void* argument) noexcept {
  if (fails(Kind::thread, "pthread_create", nullptr)) return EAGAIN;
  REAL(pthread_create);
  auto* start = static_cast<Start*>(__libc_malloc(sizeof(Start)));
  *start = {body, argument};
  ++threads;
  const int code = real(made, attributes, run_thread, start);
  if (code != 0) --threads;
  return code;
}

}  // extern "C"
// NOLINTEND
