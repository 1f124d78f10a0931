// One question asked of two moments' knowledge: what was the answer for that instant, as known then and as known now,
// and which entries make the difference?
#pragma once

#include "base/result.hpp"
#include "service/answers_at_two_times.hpp"
#include "service/customer_file.hpp"

#include <vector>

namespace assent {

// Each of the two answers is the one that CustomerFile::decide_for() gives with that moment as the instant known at.
// Precondition: first <= second.
//
//   unavailable, damaged: the ledger cannot be read
Result<TwoTimes> at_two_times(const CustomerFile& customers, const CustomerName& who, const Regime& regime,
                              const Use& use, Instant at, Instant first_known_at, Instant second_known_at);

}  // namespace assent
