// What would make a deny a permit. Internal to decide.
#pragma once

#include "decision/answer.hpp"
#include "decision/decide.hpp"

namespace assent::decision {

// Adds to `decision` the ways to a permit, the nearest first. Each is tried on the matter before it is named, and must
// change the decision. `turns` is when time alone makes it a permit, if ever.
void add_remedies(const Matter& matter, Instant instant, std::optional<Instant> turns, Decision& decision);

}  // namespace assent::decision
