// Waiting: a thread that waits for a disk or for another thread lets others compute meanwhile.
//
// Who runs threads for requests gives each of them a Turn, so that only few compute at once. What waits says so with a
// Waiting. A thread without a turn just waits.
#pragma once

namespace assent {

class Turn {
 public:
  virtual ~Turn() = default;
  virtual void leave() noexcept = 0;
  // Waits for a turn to be free.
  virtual void take() noexcept = 0;
};

namespace detail {
inline thread_local Turn* turn_of_this_thread = nullptr;
}

// Gives this thread the turn, from construction to destruction.
class TurnOfThread {
 public:
  explicit TurnOfThread(Turn& turn) { detail::turn_of_this_thread = &turn; }
  ~TurnOfThread() { detail::turn_of_this_thread = nullptr; }
  TurnOfThread(const TurnOfThread&) = delete;
  TurnOfThread& operator=(const TurnOfThread&) = delete;
};

// From construction to destruction the thread waits. Take no lock that another thread waits for before it is
// destroyed: it may wait for a turn then. One within another does nothing.
class Waiting {
 public:
  Waiting() : turn_(detail::turn_of_this_thread) {
    detail::turn_of_this_thread = nullptr;
    if (turn_ != nullptr) turn_->leave();
  }
  ~Waiting() {
    if (turn_ != nullptr) turn_->take();
    detail::turn_of_this_thread = turn_;
  }
  Waiting(const Waiting&) = delete;
  Waiting& operator=(const Waiting&) = delete;

 private:
  Turn* turn_;
};

}  // namespace assent
