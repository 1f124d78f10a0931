#include "service/leased_index.hpp"

#include "base/waiting.hpp"

#include <new>

namespace assent::service {
namespace {

// Anything thrown here leaves the index half changed.
class BrokenIfThrown {
 public:
  explicit BrokenIfThrown(std::atomic<bool>& broken) : broken_(broken) {}
  BrokenIfThrown(const BrokenIfThrown&) = delete;
  BrokenIfThrown& operator=(const BrokenIfThrown&) = delete;
  ~BrokenIfThrown() {
    if (!done_) broken_ = true;
  }
  void done() { done_ = true; }

 private:
  std::atomic<bool>& broken_;
  bool done_ = false;
};

}  // namespace

LeasedIndex::Lease::Lease(const LeasedIndex& leased)
    : visit_(leased.gate_), index_(leased.index_), changes_(leased.changes_.load()) {
  if (leased.broken_) throw std::bad_alloc();
}

Result<void> LeasedIndex::follow(unsigned threads) {
  const std::uint64_t asked = ++asked_;
  const Waiting waiting;  // for the one thread that follows, or for nobody
  const std::lock_guard one_at_a_time(following_);
  if (begun_ >= asked) return followed();  // it began after this call, and so has what the caller means
  begun_ = asked_;
  if (broken_) return fail(ErrorCode::unavailable, "the index broke while it was changed", "open it again");
  const Ticks::duration begun = Ticks::now().time_since_epoch();
  const auto closed = [this](const std::function<void()>& change, LiveIndex::Change kind) {
    gate_.close([&] {
      BrokenIfThrown guard(broken_);
      change();
      guard.done();
      if (kind == LiveIndex::Change::of_facts) ++changes_;
    });
  };
  BrokenIfThrown guard(broken_);
  Result<void> followed = index_.follow(closed, threads).map([](bool) {});
  guard.done();
  if (followed) read_ = begun;
  fell_behind_ = !followed;
  const std::lock_guard lock(mutex_);
  return followed_ = std::move(followed);
}

Result<void> LeasedIndex::followed() const {
  const std::lock_guard lock(mutex_);
  return followed_;
}

bool LeasedIndex::up_to_date() const {
  if (fell_behind_ || broken_) return false;
  const Ticks::duration trusted = trusted_.load();
  if (trusted == Ticks::duration::max()) return true;
  const Ticks::duration read = read_.load();
  // The clock may have begun when the machine did: not yet is not long ago.
  return read != kNotYet && Ticks::now().time_since_epoch() - read < trusted;
}

}  // namespace assent::service
