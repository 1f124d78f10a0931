// Handover: a short queue between the thread that reads and the thread that writes. Both sides wait for each other, so
// memory stays bounded. One giver, one taker.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace assent::synth_index {

template <class T>
class Handover {
 public:
  explicit Handover(std::size_t waiting_max) : waiting_max_(waiting_max) {}

  // False: the taker has stopped, and the item is dropped.
  bool give(T item) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_.size() < waiting_max_ || abandoned_; });
    if (abandoned_) return false;
    waiting_.push_back(std::move(item));
    changed_.notify_all();
    return true;
  }

  // No more items come.
  void finish() {
    const std::lock_guard lock(mutex_);
    finished_ = true;
    changed_.notify_all();
  }

  // The next item; nothing after the last.
  std::optional<T> take() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return !waiting_.empty() || finished_; });
    if (waiting_.empty()) return std::nullopt;
    T item = std::move(waiting_.front());
    waiting_.pop_front();
    changed_.notify_all();
    return item;
  }

  // No more items are wanted.
  void abandon() {
    const std::lock_guard lock(mutex_);
    abandoned_ = true;
    waiting_.clear();
    changed_.notify_all();
  }

 private:
  const std::size_t waiting_max_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> waiting_;
  bool finished_ = false;
  bool abandoned_ = false;
};

}  // namespace assent::synth_index
