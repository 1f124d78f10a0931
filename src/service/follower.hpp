// Follower: keeps an index at its ledger's heels while a scrub runs, so that a refusal that the ledger acknowledged is
// in every row judged a second later. A thread of its own, from construction to stop().
#pragma once

#include "service/scrub_judge.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace assent {

class Follower {
 public:
  explicit Follower(IndexJudge& judge, std::chrono::milliseconds interval = std::chrono::milliseconds{100})
      : judge_(judge), interval_(interval), thread_([this](const std::stop_token& stop) { follow(stop); }) {}

  // Fails with whatever kept it from following: then rows were judged without what was recorded meanwhile, and the
  // scrub must not be used.
  Result<void> stop() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
    return outcome_;
  }

 private:
  void follow(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (outcome_ && !stop.stop_requested()) {
      outcome_ = judge_.follow();
      waiting_.wait_for(lock, stop, interval_, [] { return false; });
    }
  }

  IndexJudge& judge_;
  std::chrono::milliseconds interval_;
  Result<void> outcome_;
  std::mutex mutex_;
  std::condition_variable_any waiting_;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace assent
