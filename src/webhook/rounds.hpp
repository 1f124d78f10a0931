// Rounds: a thread that does rounds of work for as long as it lives: what is due, again and again.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace assent::webhook {

class Rounds {
 public:
  // Calls `round` once a second; at once, if it says that there may be more. At the end, waits for the round that has
  // begun, and calls `end`. Both are called by this thread only.
  Rounds(std::function<bool()> round, std::function<void()> end);
  ~Rounds();
  Rounds(const Rounds&) = delete;
  Rounds& operator=(const Rounds&) = delete;

 private:
  void run(const std::stop_token& stop);

  std::function<bool()> round_;
  std::function<void()> end_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::jthread thread_;  // the last: it uses the others
};

}  // namespace assent::webhook
