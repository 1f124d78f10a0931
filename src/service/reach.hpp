// Reach: how many customers may be contacted, by reason, without a list; what another regime would change; how the
// number moves from day to day.
//
// Every customer of an index is decided, none is estimated. Where the index leaves one to the ledger, the ledger
// decides, so the counts are those of a scrub of the whole base at that instant. docs/reach.md gives the formats.
//
// Whatever is asked has to be answerable, else it is `invalid`: an instant that the index can be asked about, and a
// regime that it serves. The counts do not depend on `threads`. Nobody may change the index meanwhile.
#pragma once

#include "base/result.hpp"
#include "decision/parts.hpp"
#include "service/customer_file.hpp"
#include "service/live_index.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace assent {

// Everybody on record, and who counts them.
struct WholeBase {
  const LiveIndex* index = nullptr;
  // Of the index's ledger. nullptr: there is none, as of a synthetic base; an index that leaves somebody to the ledger
  // is `invalid` then.
  const CustomerFile* customers = nullptr;
  unsigned threads = 1;
  // How many rows are counted, of how many; called from the calling thread, about once a few hundred thousand rows. May
  // be empty.
  std::function<void(std::uint64_t done, std::uint64_t all)> progress = {};
};

struct VerdictCount {
  Verdict verdict;
  std::uint64_t customers = 0;

  friend bool operator==(const VerdictCount&, const VerdictCount&) = default;
};

// permitted + refused + not_customers is the number of accounts in the index.
struct Reach {
  std::string regime;
  std::string regime_version;
  Instant at;
  std::uint64_t permitted = 0;
  std::uint64_t refused = 0;
  std::uint64_t not_customers = 0;      // on record, but not as early as this instant; in none of the verdicts
  std::uint64_t asked_ledger = 0;       // of all these, how many the ledger decided
  std::vector<VerdictCount> by_reason;  // in order of precedence; none is of 0 customers

  std::uint64_t customers() const { return permitted + refused; }

  friend bool operator==(const Reach&, const Reach&) = default;
};

// Under a regime that is not in effect then nobody is permitted: `status_unknown`, as decide_on_file().
Result<Reach> reach(const WholeBase& base, const Regime& regime, const Use& use, Instant at);

// A use under a regime. Both outlive it.
struct Plan {
  const Regime* regime = nullptr;
  const Use* use = nullptr;
};

// What is decided under one plan and under another, of the same customers at the same instant, as if each were in
// effect.
struct WhatIf {
  struct Side {
    std::string regime;
    std::string regime_version;
    std::uint64_t permitted = 0;

    friend bool operator==(const Side&, const Side&) = default;
  };
  struct Pair {
    Verdict before;
    Verdict after;
    std::uint64_t customers = 0;
    std::vector<std::string> examples;  // accounts, those that came first into the index; of changed pairs only

    bool changed() const { return before != after; }
    bool gained() const { return before.outcome == Outcome::deny && after.outcome == Outcome::permit; }
    bool lost() const { return before.outcome == Outcome::permit && after.outcome == Outcome::deny; }

    friend bool operator==(const Pair&, const Pair&) = default;
  };

  Side before;
  Side after;
  Instant at;
  std::uint64_t customers = 0;
  std::uint64_t changed = 0;  // another outcome or another reason
  std::uint64_t gained = 0;   // of these: a deny became a permit
  std::uint64_t lost = 0;     // of these: a permit became a deny
  std::uint64_t not_customers = 0;
  std::uint64_t asked_ledger = 0;
  std::vector<Pair> pairs;  // all that occur, in order of precedence, before and then after

  friend bool operator==(const WhatIf&, const WhatIf&) = default;
};

// `examples_max` accounts of each changed pair, as far as there are so many.
Result<WhatIf> what_if(const WholeBase& base, const Plan& before, const Plan& after, Instant at,
                       std::size_t examples_max = 0);

// A day of a curve: its beginning, and the rules of that day.
struct CurveDay {
  Instant begins;
  const Regime* regime = nullptr;
};
// One after the other, at each beginning. `progress` tells of all of them together.
Result<std::vector<Reach>> reach_curve(const WholeBase& base, const Use& use, std::span<const CurveDay> days);

inline constexpr std::size_t kCurvePointsMax = 1000;

// The beginnings of the days `from`, `from` + `every`, … up to `to` (included) there, in order, each once.
//
//   invalid  `to` lies before `from`, `every` is less than a day, or there would be more than kCurvePointsMax
Result<std::vector<Instant>> day_beginnings(const TimeZone& zone, Date from, Date to, int every);

}  // namespace assent
