// LeasedIndex: one index for all scrubs, counts and single decisions of a process at the same time, while it follows
// its ledger. Thread-safe.
//
// To ask, take a lease: the index does not change while you have it, and new entries go in between leases. Keep a lease
// only for a short time, such as a piece of a list or one count: when new entries wait to go in, later leases wait
// behind them. A thread must not take a second lease while it has one.
#pragma once

#include "base/result.hpp"
#include "service/gate.hpp"
#include "service/live_index.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>

namespace assent::service {

class LeasedIndex {
 public:
  explicit LeasedIndex(LiveIndex index) : index_(std::move(index)) {}
  LeasedIndex(const LeasedIndex&) = delete;
  LeasedIndex& operator=(const LeasedIndex&) = delete;

  class Lease {
   public:
    const LiveIndex& operator*() const { return index_; }
    const LiveIndex* operator->() const { return &index_; }
    // How often its facts have changed. What was derived from it is valid as long as this is the same.
    std::uint64_t changes() const { return changes_; }

   private:
    friend class LeasedIndex;
    explicit Lease(const LeasedIndex& leased);

    Gate::Visit visit_;
    const LiveIndex& index_;
    std::uint64_t changes_;
  };
  // Waits while entries go in. Throws std::bad_alloc if the index is broken, so that a waiting thread never gets a half
  // changed index.
  Lease read() const { return Lease(*this); }

  // Puts in everything that the ledger has by now. One thread at a time does it, for all that ask meanwhile.
  // Precondition: the thread has no lease.
  //
  //   unavailable, damaged  as the ledger; the index stays as it was
  //   unavailable           also: it is broken
  Result<void> follow(unsigned threads = 1);

  // Whether it can be asked about that regime: it is not broken, and was built for the regime's customers.
  // Precondition: the thread has no lease.
  bool serves(const regime::Regime& regime) const { return !broken() && read()->serves(regime); }

  // Whether an exception interrupted a change, probably because memory was short: then it is never asked again.
  bool broken() const { return broken_; }

  // The result of the last follow(); at first: success. After a failure it is not up to date until a follow() succeeds.
  Result<void> followed() const;

  // From now on the index counts as up to date only while its state was read less than this long ago.
  void trust_for(std::chrono::milliseconds age) { trusted_ = age; }
  // Whether it may be asked about the present; if not, ask the ledger. Without trust_for() always true.
  bool up_to_date() const;

 private:
  using Ticks = std::chrono::steady_clock;

  mutable Gate gate_;
  LiveIndex index_;                         // changed only while the gate is closed
  std::atomic<std::uint64_t> changes_ = 0;  // the same
  static constexpr Ticks::duration kNotYet = Ticks::duration::min();
  std::atomic<Ticks::duration> read_ = kNotYet;  // when the index's state was read
  std::atomic<Ticks::duration> trusted_ = Ticks::duration::max();
  std::atomic<bool> fell_behind_ = false;  // the last follow() failed
  std::atomic<bool> broken_ = false;
  std::atomic<std::uint64_t> asked_ = 0;  // how often follow() was called
  std::mutex following_;                  // guards begun_
  std::uint64_t begun_ = 0;               // of those calls, the ones before the last following began
  mutable std::mutex mutex_;              // guards followed_
  Result<void> followed_;
};

}  // namespace assent::service
