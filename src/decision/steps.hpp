// The steps of a decision that depend on neither the instant nor the history: steps 2 to 9, and step 11 without the
// refusal that would stop it. Internal to decide.
#pragma once

#include "decision/matter.hpp"

#include <optional>

namespace assent::decision {

// Steps 2 to 7: the information, the purpose and the customer's state; nothing: the use is marketing or win-back of
// customer information to an active customer.
std::optional<Settled> settled_by_purpose(const regime::Regime& regime, const Customer& customer, const Use& use);

// Step 8: use without approval.
std::optional<Settled> settled_by_free_use(const regime::Regime& regime, const Customer& customer, const Use& use);

// Step 9: the approval that the recipient needs.
struct NeededLevel {
  const regime::RelationRule* relation = nullptr;  // nullptr: the pack has no rule for it, so nothing permits it
  regime::Level level = regime::Level::refused;
  regime::SourceId source = 0;
};
NeededLevel needed_level(const regime::Regime& regime, const Use& use);

// Step 11, if there is no refusal.
bool may_use_soft_opt_in(const regime::Regime& regime, const Customer& customer, const Use& use);

}  // namespace assent::decision
