// Follower: keeps an index at its ledger's heels while a scrub runs, so that a refusal that the ledger acknowledged is
// in every row judged a second later. A thread of its own, from construction to stop().
#pragma once

#include "service/scrub_judge.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace assent {

class Follower {
 public:
  using Clock = std::chrono::steady_clock;

  // Follows once before it returns. From then on the judge asks its index only while what that holds is not older than
  // `trusted`, and else the ledger: also when following takes long, or fails.
  explicit Follower(IndexJudge& judge, std::chrono::milliseconds interval = std::chrono::milliseconds{100},
                    std::chrono::milliseconds trusted = std::chrono::milliseconds{700})
      : judge_(judge), interval_(interval), trusted_(trusted) {
    judge_.trust_while([this] { return Clock::now() - Clock::time_point(read_.load()) < trusted_; });
    follow_once();
    thread_ = std::jthread([this](const std::stop_token& stop) { follow(stop); });
  }

  // Fails with whatever kept it from following. To be called when no row is judged any more.
  Result<void> stop() {
    thread_.request_stop();
    if (thread_.joinable()) thread_.join();
    return outcome_;
  }

 private:
  void follow_once() {
    const Clock::time_point begun = Clock::now();
    outcome_ = judge_.follow();
    if (outcome_) read_ = begun.time_since_epoch();
  }

  void follow(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (outcome_ && !waiting_.wait_for(lock, stop, interval_, [&] { return stop.stop_requested(); })) follow_once();
  }

  IndexJudge& judge_;
  std::chrono::milliseconds interval_;
  std::chrono::milliseconds trusted_;
  std::atomic<Clock::duration> read_ = Clock::duration::zero();  // when what the index holds was read; at first: never
  Result<void> outcome_;
  std::mutex mutex_;
  std::condition_variable_any waiting_;
  std::jthread thread_;  // last: it uses the others
};

}  // namespace assent
