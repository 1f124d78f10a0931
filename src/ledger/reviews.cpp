#include "ledger/reviews.hpp"

#include <variant>

namespace assent::ledger {
namespace {

using ReviewOutcome = evidence::ReviewRecorded::Outcome;

ReviewOutcome outcome_of(const Recorded& review) {
  return std::get<evidence::ReviewRecorded>(review.entry.body).outcome;
}

}  // namespace

bool is_provisional(const evidence::Body& body) {
  if (const auto* opt_out = std::get_if<evidence::OptOutRecorded>(&body)) return opt_out->provisional;
  if (const auto* withdrawal = std::get_if<evidence::WithdrawalRecorded>(&body)) return withdrawal->provisional;
  const auto* permission = std::get_if<evidence::EmailPermissionRecorded>(&body);
  return permission != nullptr && !permission->granted && permission->provisional;
}

Reviews::Reviews(std::span<const Recorded> entries) {
  for (const Recorded& each : entries) add(each);
}

void Reviews::add(const Recorded& each) {
  const auto* review = std::get_if<evidence::ReviewRecorded>(&each.entry.body);
  if (review != nullptr) of_[review->reviewed].push_back(&each);
}

const Recorded* Reviews::of(const Recorded& refusal) const {
  const auto found = of_.find(refusal.position);
  if (found == of_.end() || !is_provisional(refusal.entry.body)) return nullptr;
  const Recorded* none = nullptr;
  for (const Recorded* each : found->second) {
    if (each->position <= refusal.position || each->entry.account != refusal.entry.account) continue;
    switch (outcome_of(*each)) {
      case ReviewOutcome::confirmed: return each;
      case ReviewOutcome::not_a_refusal:
        if (none == nullptr && each->entry.actor != refusal.entry.actor) none = each;
    }
  }
  return none;
}

bool Reviews::takes_back(const Recorded& refusal) const {
  const Recorded* review = of(refusal);
  return review != nullptr && outcome_of(*review) == ReviewOutcome::not_a_refusal;
}

}  // namespace assent::ledger
