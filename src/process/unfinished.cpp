#include "process/unfinished.hpp"

#include <signal.h>
#include <unistd.h>
#include <climits>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <utility>

namespace assent::process {
namespace {

constexpr std::size_t kNamesMost = 32;

enum class Standing : int { open, being_written, noted };

struct Noted {
  std::atomic<Standing> place = Standing::open;
  std::array<char, PATH_MAX> name{};
};

std::array<Noted, kNamesMost> names;
std::atomic<int> waiting = 0;  // how many hold signals off
std::atomic<int> came = 0;     // the signal that came meanwhile
static_assert(std::atomic<Standing>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

}  // namespace

UnfinishedName::UnfinishedName(const std::string& path) {
  if (path.size() >= PATH_MAX) return;
  for (std::size_t i = 0; i < names.size(); ++i) {
    Standing open = Standing::open;
    if (!names[i].place.compare_exchange_strong(open, Standing::being_written)) continue;
    std::memcpy(names[i].name.data(), path.c_str(), path.size() + 1);
    names[i].place = Standing::noted;
    place_ = static_cast<int>(i);
    return;
  }
}

UnfinishedName::UnfinishedName(UnfinishedName&& other) noexcept : place_(std::exchange(other.place_, -1)) {}

UnfinishedName& UnfinishedName::operator=(UnfinishedName&& other) noexcept {
  if (this != &other) {
    forget();
    place_ = std::exchange(other.place_, -1);
  }
  return *this;
}

void UnfinishedName::forget() noexcept {
  if (place_ >= 0) names[static_cast<std::size_t>(std::exchange(place_, -1))].place = Standing::open;
}

SignalsWait::SignalsWait() noexcept { ++waiting; }

SignalsWait::~SignalsWait() {
  if (--waiting > 0) return;
  if (const int number = came.exchange(0); number != 0) ::raise(number);
}

void remove_unfinished() noexcept {
  if (waiting > 0) return;
  const int before = errno;
  for (Noted& each : names) {
    if (each.place == Standing::noted) ::unlink(each.name.data());
  }
  errno = before;
}

void end_by_signal(int number) noexcept {
  if (waiting > 0) {
    came = number;
    return;
  }
  remove_unfinished();
  ::signal(number, SIG_DFL);
  ::raise(number);  // is taken when the handler returns, at the latest
}

}  // namespace assent::process
