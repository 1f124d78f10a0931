// What was found besides the deciding reason. Internal to decide.
#pragma once

#include "decision/answer.hpp"
#include "decision/decide.hpp"

namespace assent::decision {

// Adds to `decision` every finding about the matter at that instant, except the one that decided.
void add_findings(const Matter& matter, Instant instant, Decision& decision);

}  // namespace assent::decision
