// LeasedIndex: one index for all who ask in a process: scrubs, counts and single decisions, at the same time, while it
// follows its ledger. Thread-safe.
//
// Whoever asks takes a lease, and while he has it the index does not change; what is new goes in between leases. A
// lease is for a short while, such as a piece of a list or one count: others wait behind the one who waits to put
// something in. Nobody takes a second lease while he has one.
#pragma once

#include "base/result.hpp"
#include "service/gate.hpp"
#include "service/live_index.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>

namespace assent {

class LeasedIndex {
 public:
  explicit LeasedIndex(LiveIndex index) : index_(std::move(index)) {}
  LeasedIndex(const LeasedIndex&) = delete;
  LeasedIndex& operator=(const LeasedIndex&) = delete;

  class Lease {
   public:
    const LiveIndex& operator*() const { return index_; }
    const LiveIndex* operator->() const { return &index_; }
    // How often the index had changed. What was made from it holds as long as this is the same.
    std::uint64_t changes() const { return changes_; }

   private:
    friend class LeasedIndex;
    explicit Lease(const LeasedIndex& leased);

    Gate::Visit visit_;
    const LiveIndex& index_;
    std::uint64_t changes_;
  };
  // Waits while something is put in. Throws std::bad_alloc where the index is broken: who waited while that happened
  // gets nothing that is half changed.
  Lease read() const { return Lease(*this); }

  // Puts in all that the ledger has by now; several threads do it one after the other. Holding no lease.
  //
  //   unavailable, damaged  as the ledger; what was in stays as it was
  //   unavailable           also: it is broken
  Result<void> follow(unsigned threads = 1);

  // Whether it can be asked about that regime: it is whole, and was built for its customers. Holding no lease.
  bool serves(const Regime& regime) const { return !broken() && read()->serves(regime); }

  // Whether something was thrown while it was changed, most likely for want of memory: it is never asked again.
  bool broken() const { return broken_; }

  // What the last follow() gave; at first: success. After a failure it is not up to date until it has followed.
  Result<void> followed() const;

  // From now on the index is up to date only while what it holds was read less than so long ago.
  void trust_for(std::chrono::milliseconds age) { trusted_ = age; }
  // Whether it may be asked about the present: else the ledger is asked. Without trust_for() always.
  bool up_to_date() const;

 private:
  using Ticks = std::chrono::steady_clock;

  mutable Gate gate_;
  LiveIndex index_;                                              // changed with the gate closed only
  std::atomic<std::uint64_t> changes_ = 0;                       // likewise
  std::atomic<Ticks::duration> read_ = Ticks::duration::zero();  // when what the index holds was read; zero: never
  std::atomic<Ticks::duration> trusted_ = Ticks::duration::max();
  std::atomic<bool> fell_behind_ = false;  // the last follow() failed
  std::atomic<bool> broken_ = false;
  std::mutex following_;
  mutable std::mutex mutex_;  // guards followed_
  Result<void> followed_;
};

}  // namespace assent
