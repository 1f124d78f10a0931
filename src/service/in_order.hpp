// InOrder: several threads read, process and write items, and keep the order in which they are read.
//
// Each thread does what comes next: it writes the item whose turn it is, or reads another one and processes it. Only
// one thread at a time reads, and only one writes. So memory stays bounded, and no thread waits while there is work.
// Use it once.
#pragma once

#include "base/result.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace assent::service {

template <class Item>
class InOrder {
 public:
  // One of the threads is the caller's.
  explicit InOrder(unsigned threads) : threads_(std::max(1U, threads)) {}

  // `read(item, by_caller)` fills an item, which may be a used one; false: there are no more, and it is not called
  // again. `worker()` gives each thread the function that it calls with an item; that must not fail. `write(item)`
  // gives false to end. `read` and `write` give a Result<bool>. `on_step` is called in the caller's thread after each
  // of its steps.
  //
  // Returns whether everything was written. The first failure or exception ends it: nothing more is written.
  template <class Read, class Worker, class Write>
  Result<bool> run(const Read& read, const Worker& worker, const Write& write,
                   const std::function<void()>& on_step = {}) {
    const auto work = [&](bool by_caller) {
      auto work_on = worker();
      std::unique_lock lock(mutex_);
      while (!stopped_ && !done()) {
        Result<bool> goes_on;
        if (!writing_ && worked_on_.contains(written_)) {
          goes_on = write_next(lock, write);
        } else if (!reading_ && !all_read_ && next_ - written_ < items_most()) {
          goes_on = read_next(lock, read, work_on, by_caller);
        } else {
          changed_.wait(lock);
          continue;
        }
        if (!goes_on || (!*goes_on && !done())) {
          if (!goes_on && !stopped_) failure_ = goes_on.error();
          stopped_ = true;
          changed_.notify_all();
        }
        if (by_caller && on_step) {
          lock.unlock();
          on_step();
          lock.lock();
        }
      }
    };
    {
      std::vector<std::jthread> others;
      const StopUnlessDone stop(*this);  // before waiting for `others`, even if something was thrown
      while (others.size() + 1 < threads_) {
        others.emplace_back([&] {
          try {
            work(false);
          } catch (...) {
            stop_for(std::current_exception());
          }
        });
      }
      work(true);
    }
    if (thrown_) std::rethrow_exception(thrown_);
    if (failure_) return tl::unexpected(*failure_);
    return done();
  }

 private:
  // Wakes the threads that wait for others: no more comes.
  struct StopUnlessDone {
    explicit StopUnlessDone(InOrder& its_items) : items(its_items) {}
    ~StopUnlessDone() {
      const std::lock_guard lock(items.mutex_);
      if (!items.done()) items.stopped_ = true;
      items.changed_.notify_all();
    }
    StopUnlessDone(const StopUnlessDone&) = delete;
    StopUnlessDone& operator=(const StopUnlessDone&) = delete;
    InOrder& items;
  };

  bool done() const { return all_read_ && written_ == next_; }
  std::uint64_t items_most() const { return threads_ + 2; }

  void stop_for(std::exception_ptr thrown) {
    const std::lock_guard lock(mutex_);
    if (!thrown_) thrown_ = std::move(thrown);
    stopped_ = true;
    changed_.notify_all();
  }

  // Both are called with the lock, and release it while they work.
  template <class Read, class Work>
  Result<bool> read_next(std::unique_lock<std::mutex>& lock, const Read& read, Work& work_on, bool by_caller) {
    Item item;
    if (!spare_.empty()) {
      item = std::move(spare_.back());
      spare_.pop_back();
    }
    reading_ = true;
    lock.unlock();
    const Result<bool> more = read(item, by_caller);
    lock.lock();
    reading_ = false;
    if (!more) return more;
    all_read_ = !*more;
    const std::uint64_t number = next_;
    if (*more) ++next_;
    changed_.notify_all();
    if (!*more) return true;
    lock.unlock();
    work_on(item);
    lock.lock();
    worked_on_.emplace(number, std::move(item));
    changed_.notify_all();
    return true;
  }

  template <class Write>
  Result<bool> write_next(std::unique_lock<std::mutex>& lock, const Write& write) {
    auto node = worked_on_.extract(written_);
    writing_ = true;
    lock.unlock();
    const Result<bool> goes_on = write(node.mapped());
    lock.lock();
    if (!goes_on) return goes_on;
    ++written_;
    writing_ = false;
    spare_.push_back(std::move(node.mapped()));
    changed_.notify_all();
    return goes_on;
  }

  const unsigned threads_;

  std::mutex mutex_;  // guards what follows
  std::condition_variable changed_;
  std::uint64_t next_ = 0;     // number of the next item to read
  std::uint64_t written_ = 0;  // how many items are
  bool reading_ = false;       // a thread is
  bool writing_ = false;
  bool all_read_ = false;
  bool stopped_ = false;  // before everything was written
  std::map<std::uint64_t, Item> worked_on_;
  std::vector<Item> spare_;
  std::exception_ptr thrown_;
  std::optional<Error> failure_;
};

}  // namespace assent::service
