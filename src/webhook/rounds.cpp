#include "webhook/rounds.hpp"

#include <chrono>
#include <utility>

namespace assent::webhook {
namespace {

constexpr std::chrono::seconds kLookAgain{1};

}  // namespace

Rounds::Rounds(std::function<bool()> round, std::function<void()> end)
    : round_(std::move(round)), end_(std::move(end)), thread_([this](const std::stop_token& stop) { run(stop); }) {}

Rounds::~Rounds() {
  thread_.request_stop();
  thread_.join();
}

void Rounds::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (!stop.stop_requested()) {
    if (round_()) continue;
    wake_.wait_for(lock, stop, kLookAgain, [] { return false; });
  }
  end_();
}

}  // namespace assent::webhook
