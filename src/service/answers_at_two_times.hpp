// TwoTimes: what at_two_times() finds (service/two_times.hpp), as values.
#pragma once

#include "decision/decide.hpp"
#include "ledger/ledger.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace assent::service {

// An entry recorded between the two instants.
struct Learnt {
  ledger::Recorded recorded;
  bool turns = false;  // without it the later decision would have another outcome or reason
};

struct TwoTimes {
  Instant at;
  Instant first_known_at;
  Instant second_known_at;
  std::string account;  // empty: the telephone number did not belong to a single account, neither then nor now
  decision::Decision first;
  decision::Decision second;
  std::vector<Learnt>
      between;  // those that are relevant to the decision: they change it, or the second decision rests on them or has
                // a finding from them; in the ledger's order, the carrier-wide ones first
  std::uint64_t others = 0;  // recorded in between about this account, but not relevant

  bool same() const { return first.outcome == second.outcome && first.reason == second.reason; }
};

}  // namespace assent::service
