// Aside: threads for what may wait or take long. Thread-safe.
#pragma once

#include "base/result.hpp"

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace assent::http {

class Aside {
 public:
  class Work {
   public:
    virtual ~Work() = default;
    virtual void work() noexcept = 0;
  };

  // Of the threads, at most `at_once` compute; the others wait for a disk or for each other (base/waiting.hpp). So many
  // can wait together, and few take processor time from those who answer at once. At most `most_waiting` requests wait
  // for one of the threads.
  Aside(unsigned threads, unsigned at_once, std::size_t most_waiting);
  // Waits for what runs, and drops what waits.
  ~Aside() { stop(); }
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;

  Result<void> start();
  void stop();

  // False: too much waits already.
  bool offer(std::shared_ptr<Work> work);
  // What was admitted before and goes on: it is never too much.
  void resume(std::shared_ptr<Work> work);

 private:
  class Turn;

  void run();

  const unsigned count_;
  const std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::condition_variable returned_;
  std::deque<std::shared_ptr<Work>> waiting_;
  unsigned free_;           // of those who may compute
  unsigned returning_ = 0;  // threads that have waited, and go on before anything new begins
  bool stopped_ = false;
  std::vector<std::thread> threads_;
};

// Starts a thread that gets no signals: they are for the program's own. Error: `unavailable`.
Result<std::thread> start_thread(std::function<void()> run);

}  // namespace assent::http
