// A decision for C, with all that it points to.
#pragma once

#include "boundary.hpp"
#include "consent/reason.hpp"

#include <vector>

namespace assent::boundary {

struct KeptDecision : Kept<assent_decision> {
  std::vector<assent_evidence> evidence_kept;
  std::vector<assent_remedy> remedies_kept;
};

inline assent_outcome outcome_of(Outcome outcome) { return outcome == Outcome::permit ? ASSENT_PERMIT : ASSENT_DENY; }

}  // namespace assent::boundary
