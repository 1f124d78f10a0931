#include "http_server/aside.hpp"

#include "base/waiting.hpp"

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

// A thread's turn to compute. It begins with the lock held.
class Aside::Turn : public assent::Turn {
 public:
  explicit Turn(Aside& aside) : aside_(aside) { --aside_.free_; }
  ~Turn() override { leave(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  void leave() noexcept override {
    bool to_returning = false;
    {
      const std::lock_guard lock(aside_.mutex_);
      ++aside_.free_;
      to_returning = aside_.returning_ > 0;
    }
    (to_returning ? aside_.returned_ : aside_.changed_).notify_one();
  }

  void take() noexcept override {
    std::unique_lock lock(aside_.mutex_);
    ++aside_.returning_;
    aside_.returned_.wait(lock, [&] { return aside_.free_ > 0; });
    --aside_.returning_;
    --aside_.free_;
    // Two may have left while this one was woken.
    if (aside_.free_ > 0) (aside_.returning_ > 0 ? aside_.returned_ : aside_.changed_).notify_one();
  }

 private:
  Aside& aside_;
};

Aside::Aside(unsigned threads, unsigned at_once, std::size_t most_waiting)
    : count_(threads), most_waiting_(most_waiting), free_(at_once) {}

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
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return stopped_ || (!waiting_.empty() && free_ > 0 && returning_ == 0); });
    if (stopped_) return;
    const std::shared_ptr<Work> work = std::move(waiting_.front());
    waiting_.pop_front();
    Turn turn(*this);
    lock.unlock();
    const TurnOfThread mine(turn);
    work->work();
  }
}

}  // namespace assent::http
