// Corrections: what was said of entries of one account after they were recorded. Of each entry the latest holds. Pure.
#pragma once

#include "ledger/ledger.hpp"

#include <map>
#include <span>

namespace assent {

class Corrections {
 public:
  Corrections() = default;

  // Those among entries_of(account), in the ledger's order; these outlive it.
  explicit Corrections(std::span<const Recorded> entries);

  // What is no correction is passed over.
  void add(const Recorded& each);

  // nullptr: the entry stands as it was recorded.
  const Recorded* latest(Position corrected) const;

  // Whether that says that the entry never happened.
  bool retracts(Position corrected) const;

 private:
  std::map<Position, const Recorded*> latest_;
};

// By a second person, who names what proves it. Precondition: a correction.
bool is_confirmed(const Recorded& correction);

}  // namespace assent
