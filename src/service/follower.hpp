// Follower: keeps an index up to date with its ledger, so that every decision reflects an acknowledged refusal a second
// later. It has its own thread from construction to destruction.
#pragma once

#include "service/leased_index.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace assent::service {

class Follower {
 public:
  // Follows once before it returns. From then on the index is asked only while its state is not older than `trusted`;
  // otherwise the ledger is asked, for example if following takes long or fails. After a failure it tries again.
  explicit Follower(LeasedIndex& index, std::chrono::milliseconds interval = std::chrono::milliseconds{100},
                    std::chrono::milliseconds trusted = std::chrono::milliseconds{700})
      : index_(index), interval_(interval) {
    index_.trust_for(trusted);
    static_cast<void>(index_.follow());  // LeasedIndex::followed() says why
    thread_ = std::jthread([this](const std::stop_token& stop) { follow(stop); });
  }

 private:
  void follow(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!waiting_.wait_for(lock, stop, interval_, [&] { return stop.stop_requested(); })) {
      try {
        static_cast<void>(index_.follow());
      } catch (...) {
        return;  // the index is broken and not asked (LeasedIndex::broken())
      }
    }
  }

  LeasedIndex& index_;
  std::chrono::milliseconds interval_;
  std::mutex mutex_;
  std::condition_variable_any waiting_;
  std::jthread thread_;  // last: it uses the others, and ends first
};

}  // namespace assent::service
