// Reach: how many customers may be contacted, by reason, without a list; what another regime would change; how the
// number changes from day to day.
//
// Every customer of an index is decided, none is estimated. If the index leaves one to the ledger, the ledger decides.
// So the counts equal those of a scrub of the whole base at that instant. docs/reach.md gives the formats.
//
// It is `invalid` to ask about an instant that the index does not cover, or a regime that it does not serve. The counts
// do not depend on `threads`. No thread may change the index meanwhile.
#pragma once

#include "base/result.hpp"
#include "decision/parts.hpp"
#include "service/customer_file.hpp"
#include "service/live_index.hpp"
#include "service/reach_counts.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace assent::service {

// All customers on record, and what counts them.
struct WholeBase {
  const LiveIndex* index = nullptr;
  // The file of the index's ledger. nullptr: there is none, as for a synthetic base; then an index that leaves a
  // customer to the ledger is `invalid`.
  const CustomerFile* customers = nullptr;
  unsigned threads = 1;
  // How many of how many rows are counted. Called from the calling thread, about every few hundred thousand rows. May
  // be empty.
  std::function<void(std::uint64_t done, std::uint64_t all)> progress = {};
  // Checked as often. If a stop is requested, the result is `unavailable`.
  std::stop_token stop = {};
};

// Under a regime that is not in effect then, no customer is permitted: `status_unknown`, as in decide_on_file().
Result<Reach> reach(const WholeBase& base, const regime::Regime& regime, const Use& use, Instant at);

// A use under a regime. Both outlive it.
struct Plan {
  const regime::Regime* regime = nullptr;
  const Use* use = nullptr;
};

// At most `examples_max` accounts of each changed pair.
Result<WhatIf> what_if(const WholeBase& base, const Plan& before, const Plan& after, Instant at,
                       std::size_t examples_max = 0);

// A day of a curve: its beginning, and the rules of that day.
struct CurveDay {
  Instant begins;
  const regime::Regime* regime = nullptr;
};
// One after the other, at each beginning. `progress` covers all of them together.
Result<std::vector<Reach>> reach_curve(const WholeBase& base, const Use& use, std::span<const CurveDay> days);

inline constexpr std::size_t kCurvePointsMax = 1000;

// The beginnings of the days `from`, `from` + `every`, … up to `to` (included) there, in order, each once.
//
//   invalid  `to` lies before `from`, `every` is less than a day, or there would be more than kCurvePointsMax
Result<std::vector<Instant>> day_beginnings(const TimeZone& zone, Date from, Date to, int every);

}  // namespace assent::service
