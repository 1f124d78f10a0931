#include "process/keyboard.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <csignal>
#include <ctime>

namespace assent::process {
namespace {

volatile std::sig_atomic_t asked_to_end = 0;

void note_signal(int) { asked_to_end = 1; }

}  // namespace

struct Keyboard::Before {
  struct sigaction interrupt {};
  struct sigaction terminate {};
  sigset_t mask{};
  termios keys{};
  bool has_keys = false;
};

Keyboard::Keyboard() : before_(std::make_unique<Before>()) {
  asked_to_end = 0;
  // The signals come only while it waits, so that none is missed between a look and the waiting.
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, &before_->mask);
  struct sigaction noted {};
  noted.sa_handler = note_signal;
  ::sigaction(SIGINT, &noted, &before_->interrupt);
  ::sigaction(SIGTERM, &noted, &before_->terminate);
  if (::isatty(STDIN_FILENO) == 1 && ::tcgetattr(STDIN_FILENO, &before_->keys) == 0) {
    termios at_once = before_->keys;
    at_once.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    before_->has_keys = ::tcsetattr(STDIN_FILENO, TCSANOW, &at_once) == 0;
  }
}

Keyboard::~Keyboard() {
  if (before_->has_keys) ::tcsetattr(STDIN_FILENO, TCSANOW, &before_->keys);
  ::sigaction(SIGINT, &before_->interrupt, nullptr);
  ::sigaction(SIGTERM, &before_->terminate, nullptr);
  pthread_sigmask(SIG_SETMASK, &before_->mask, nullptr);
}

bool Keyboard::asks_to_end(std::chrono::milliseconds most) {
  const auto end = std::chrono::steady_clock::now() + most;
  while (asked_to_end == 0) {
    const auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(end - std::chrono::steady_clock::now());
    const auto count = left.count() > 0 ? left.count() : 0;
    const timespec time{static_cast<time_t>(count / 1'000'000'000), static_cast<long>(count % 1'000'000'000)};
    pollfd keys{STDIN_FILENO, POLLIN, 0};
    sigset_t mask = before_->mask;
    sigdelset(&mask, SIGINT);
    sigdelset(&mask, SIGTERM);
    const int ready = ::ppoll(&keys, before_->has_keys ? 1 : 0, &time, &mask);
    if (ready == 0) break;
    if (ready < 0) continue;  // a signal
    char key = 0;
    if (::read(STDIN_FILENO, &key, 1) != 1) before_->has_keys = false;
    else if (key == 'q' || key == 'Q') asked_to_end = 1;
  }
  return asked_to_end != 0;
}

TerminalSize terminal_size() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return {};
  return {size.ws_col, size.ws_row};
}

}  // namespace assent::process
