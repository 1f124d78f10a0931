#include "process/process.hpp"

#include "process/unfinished.hpp"

#include <cxxabi.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstddef>
#include <exception>
#include <new>
#include <string_view>
#include <typeinfo>

namespace assent::process {
namespace {

constexpr int kFailed = 1;

void say(std::string_view text) { static_cast<void>(!::write(STDERR_FILENO, text.data(), text.size())); }

// what() of a foreign library may hold personal data.
[[noreturn]] void end_failed() noexcept {
  const std::type_info* const type = abi::__cxa_current_exception_type();
  remove_unfinished();
  if (type != nullptr && *type == typeid(std::bad_alloc)) {
    say("error: out of memory; nothing more was done; end other programs, or give this one more\n");
  } else {
    say("error: out of memory or threads, or a fault in the program; nothing more was done\n");
  }
  ::_exit(kFailed);
}

// A library that is not made for a lack of memory may do anything then.
void end_broken(int) noexcept {
  remove_unfinished();
  say("error: the program failed, probably because memory was short; nothing more was done\n");
  ::_exit(kFailed);
}

void catch_faults() {
  static std::array<char, std::size_t{64} << 10> stack;  // the usual one may be what is used up
  stack_t other{};
  other.ss_sp = stack.data();
  other.ss_size = stack.size();
  ::sigaltstack(&other, nullptr);
  for (const int number : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL}) {
    struct sigaction action {};
    if (::sigaction(number, nullptr, &action) != 0 || action.sa_handler != SIG_DFL) continue;  // a sanitizer has it
    action.sa_handler = end_broken;
    action.sa_flags = SA_ONSTACK;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
  }
}

void open_standard_descriptors() {
  for (const int each : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(each, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest number that is not in use, which is this one. It is opened for the other direction: reading or writing
    // it fails as before.
    if (::open("/dev/null", each == STDIN_FILENO ? O_WRONLY : O_RDONLY) != each) ::_exit(kFailed);
  }
}

}  // namespace

void prepare_process() {
  open_standard_descriptors();
  std::set_terminate(end_failed);
  catch_faults();
  ::signal(SIGXFSZ, SIG_IGN);
  ::signal(SIGPIPE, SIG_IGN);
  for (const int number : {SIGHUP, SIGINT, SIGTERM}) {
    struct sigaction action {};
    if (::sigaction(number, nullptr, &action) != 0 || action.sa_handler == SIG_IGN) continue;
    action.sa_handler = end_by_signal;
    action.sa_flags = SA_RESTART;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(number, &action, nullptr);
  }
}

}  // namespace assent::process
