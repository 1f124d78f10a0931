// SettableClock: a clock that shows the instant that a test sets. Thread-safe.
#pragma once

#include "base/clock.hpp"

#include <atomic>

namespace assent {

class SettableClock : public Clock {
 public:
  explicit SettableClock(Instant now) : microseconds_(microseconds_of(now)) {}

  Instant now() const override { return instant_of(microseconds_); }

  void set(Instant now) { microseconds_ = microseconds_of(now); }
  void advance(std::chrono::microseconds by) { microseconds_ += by.count(); }

 private:
  std::atomic<std::int64_t> microseconds_;
};

}  // namespace assent
