// Corrections: what was recorded later about entries of one account. The latest correction of an entry counts. Pure.
#pragma once

#include "ledger/ledger.hpp"

#include <map>
#include <span>

namespace assent::ledger {

class Corrections {
 public:
  Corrections() = default;

  // Those among entries_of(account), in the ledger's order; these outlive it.
  explicit Corrections(std::span<const Recorded> entries);

  // Ignores other entries.
  void add(const Recorded& each);

  // nullptr: the entry counts as it was recorded.
  const Recorded* latest(Position corrected) const;

  // Whether that says that the entry never happened.
  bool retracts(Position corrected) const;

 private:
  std::map<Position, const Recorded*> latest_;
};

// Confirmed by a second person, who names the proof. Precondition: a correction.
bool is_confirmed(const Recorded& correction);

}  // namespace assent::ledger
