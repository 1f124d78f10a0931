// Gate: many threads are inside at once. Sometimes a thread closes it, and is then alone inside. Thread-safe.
//
// Unlike with a shared mutex, threads that enter again and again cannot keep it open: as soon as a thread waits to
// close it, no other gets in. So a thread inside must not enter a second time: it would wait for a thread that waits
// for it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace assent::service {

class Gate {
 public:
  // Being inside, from construction to destruction.
  class Visit {
   public:
    explicit Visit(Gate& gate) : gate_(gate) { gate_.enter(); }
    ~Visit() { gate_.leave(); }
    Visit(const Visit&) = delete;
    Visit& operator=(const Visit&) = delete;

   private:
    Gate& gate_;
  };

  template <class Work>
  void close(Work&& work) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !closing_; });
    closing_ = true;
    changed_.wait(lock, [&] { return inside_ == 0; });
    lock.unlock();
    // Also if something is thrown: no thread waits for ever.
    struct Opening {
      ~Opening() {
        const std::lock_guard opening(gate.mutex_);
        gate.closing_ = false;
        gate.changed_.notify_all();
      }
      Gate& gate;
    } const opened{*this};
    work();
  }

 private:
  void enter() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !closing_; });
    ++inside_;
  }

  void leave() {
    const std::lock_guard lock(mutex_);
    if (--inside_ == 0) changed_.notify_all();
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t inside_ = 0;
  bool closing_ = false;
};

}  // namespace assent::service
