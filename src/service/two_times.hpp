// One question with two known-at instants: what was the decision for that instant, as known then and as known now, and
// which entries make the difference?
#pragma once

#include "base/result.hpp"
#include "service/answers_at_two_times.hpp"
#include "service/customer_file.hpp"

#include <vector>

namespace assent::service {

// Each of the two decisions is CustomerFile::decide_for() with that moment as the known-at instant. Precondition: first
// <= second.
//
//   unavailable, damaged: the ledger cannot be read
Result<TwoTimes> at_two_times(const CustomerFile& customers, const CustomerName& who, const regime::Regime& regime,
                              const Use& use, Instant at, Instant first_known_at, Instant second_known_at);

}  // namespace assent::service
