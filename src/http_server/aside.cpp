#include "http_server/aside.hpp"

#include <csignal>
#include <functional>
#include <system_error>
#include <utility>

namespace assent::http {

Result<std::thread> start_thread(std::function<void()> run) {
  sigset_t all;
  sigset_t before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_SETMASK, &all, &before);
  Result<std::thread> thread = fail(ErrorCode::unavailable, "the system cannot start a thread", "allow more threads");
  try {
    thread = std::thread(std::move(run));
  } catch (const std::system_error&) {
    // It is the error that stands there.
  }
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return thread;
}

Aside::Aside(unsigned threads, std::size_t most_waiting) : count_(threads), most_waiting_(most_waiting) {}

Result<void> Aside::start() {
  threads_.reserve(count_);
  for (unsigned i = 0; i < count_; ++i) threads_.push_back(TRY(start_thread([this] { run(); })));
  return {};
}

void Aside::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  }
  changed_.notify_all();
  for (std::thread& each : threads_) each.join();
  threads_.clear();
  waiting_.clear();
}

bool Aside::offer(std::shared_ptr<Work> work) {
  {
    const std::lock_guard lock(mutex_);
    if (waiting_.size() >= most_waiting_) return false;
    waiting_.push_back(std::move(work));
  }
  changed_.notify_one();
  return true;
}

void Aside::resume(std::shared_ptr<Work> work) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(work));
  }
  changed_.notify_one();
}

void Aside::run() {
  for (;;) {
    std::shared_ptr<Work> work;
    {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [&] { return stopped_ || !waiting_.empty(); });
      if (stopped_) return;
      work = std::move(waiting_.front());
      waiting_.pop_front();
    }
    work->work();
  }
}

}  // namespace assent::http
