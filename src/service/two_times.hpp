// One question asked of two moments' knowledge: what was the answer for that instant, as known then and as known now,
// and which entries make the difference?
#pragma once

#include "base/result.hpp"
#include "service/customer_file.hpp"

#include <vector>

namespace assent {

// Something recorded between the two moments.
struct Learnt {
  Recorded recorded;
  bool turns = false;  // without it the later answer would differ in outcome or reason
};

struct TwoTimes {
  Instant at;
  Instant first_known_at;
  Instant second_known_at;
  std::string account;  // empty: the telephone number was no single account's, neither then nor now
  Decision first;
  Decision second;
  std::vector<Learnt> between;  // those that bear on the answer: they turn it, or the second answer rests on them or
                                // finds something in them; in the ledger's order, the carrier-wide ones first
  std::uint64_t others = 0;     // recorded between about this account, and without a bearing

  bool same() const { return first.outcome == second.outcome && first.reason == second.reason; }
};

// Each of the two answers is the one that CustomerFile::decide_for() gives with that moment as the instant known at.
// Precondition: first <= second.
//
//   unavailable, damaged: the ledger cannot be read
Result<TwoTimes> at_two_times(const CustomerFile& customers, const CustomerName& who, const Regime& regime,
                              const Use& use, Instant at, Instant first_known_at, Instant second_known_at);

}  // namespace assent
