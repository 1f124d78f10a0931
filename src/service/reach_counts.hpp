// The result of counting the base for a campaign, as values. docs/reach.md gives their JSON (wire/reach.hpp).
#pragma once

#include "base/instant.hpp"
#include "consent/reason.hpp"
#include "decision/parts.hpp"

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace assent::service {

struct VerdictCount {
  decision::Verdict verdict;
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
  std::uint64_t asked_ledger = 0;       // how many of all these the ledger decided
  std::vector<VerdictCount> by_reason;  // in order of precedence; none is of 0 customers

  std::uint64_t customers() const { return permitted + refused; }

  friend bool operator==(const Reach&, const Reach&) = default;
};

// The decisions under one plan and under another, for the same customers at the same instant, as if each were in
// effect.
struct WhatIf {
  struct Side {
    std::string regime;
    std::string regime_version;
    std::uint64_t permitted = 0;

    friend bool operator==(const Side&, const Side&) = default;
  };
  struct Pair {
    decision::Verdict before;
    decision::Verdict after;
    std::uint64_t customers = 0;
    std::vector<std::string> examples;  // accounts, the earliest in the index; only for changed pairs

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

// One instant's counts, those under two plans, or one instant's counts a day.
using ReachByDay = std::vector<Reach>;
using ReachCounted = std::variant<Reach, WhatIf, ReachByDay>;

}  // namespace assent::service
