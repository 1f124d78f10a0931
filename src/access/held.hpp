// Held: a value that many threads look at while one puts another in its place. Pure; internal to access.
#pragma once

#include <atomic>
#include <memory>
#include <utility>

namespace assent::access {

// Thread-safe. Each holds it for as long as a pointer is copied; other threads sleep until then.
template <class Value>
class Held {
 public:
  // nullptr: nothing was put there yet.
  std::shared_ptr<const Value> get() const {
    const Turn turn(busy_);
    return value_;
  }

  void put(std::shared_ptr<const Value> value) {
    {
      const Turn turn(busy_);
      value_.swap(value);
    }
    // What was there before ends here, where no thread waits for it.
  }

 private:
  class Turn {
   public:
    explicit Turn(std::atomic_flag& busy) : busy_(busy) {
      while (busy_.test_and_set(std::memory_order_acquire)) busy_.wait(true, std::memory_order_relaxed);
    }
    ~Turn() {
      busy_.clear(std::memory_order_release);
      busy_.notify_one();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    std::atomic_flag& busy_;
  };

  mutable std::atomic_flag busy_;
  std::shared_ptr<const Value> value_;
};

}  // namespace assent::access
