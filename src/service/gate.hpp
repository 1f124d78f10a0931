// Gate: many pass through at once; now and then it is closed, and whoever closed it is alone inside. Thread-safe.
//
// Unlike a shared mutex it cannot be kept open by those who come again and again: once somebody waits to close it,
// nobody else gets in.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>

namespace assent {

class Gate {
 public:
  template <class Work>
  void pass(Work&& work) {
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return !closing_; });
      ++inside_;
    }
    work();
    const std::lock_guard lock(mutex_);
    if (--inside_ == 0) changed_.notify_all();
  }

  template <class Work>
  void close(Work&& work) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !closing_; });
    closing_ = true;
    changed_.wait(lock, [&] { return inside_ == 0; });
    lock.unlock();
    work();
    lock.lock();
    closing_ = false;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t inside_ = 0;
  bool closing_ = false;
};

}  // namespace assent
