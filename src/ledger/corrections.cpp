#include "ledger/corrections.hpp"

#include <variant>

namespace assent::ledger {

Corrections::Corrections(std::span<const Recorded> entries) {
  for (const Recorded& each : entries) add(each);
}

void Corrections::add(const Recorded& each) {
  const auto* correction = std::get_if<evidence::CorrectionRecorded>(&each.entry.body);
  if (correction != nullptr) latest_.insert_or_assign(correction->corrected, &each);
}

const Recorded* Corrections::latest(Position corrected) const {
  const auto found = latest_.find(corrected);
  return found == latest_.end() ? nullptr : found->second;
}

bool Corrections::retracts(Position corrected) const {
  const Recorded* correction = latest(corrected);
  return correction != nullptr && !std::get<evidence::CorrectionRecorded>(correction->entry.body).effective;
}

bool is_confirmed(const Recorded& correction) {
  const auto& said = std::get<evidence::CorrectionRecorded>(correction.entry.body);
  return !said.confirmed_by.empty() && said.confirmed_by != correction.entry.actor && !said.evidence.reference.empty();
}

}  // namespace assent::ledger
