#include "app/customer_values.hpp"

#include "explanation/language.hpp"
#include "explanation/speech.hpp"

namespace assent::app {

const evidence::CustomerRecorded* profile_at(std::span<const ledger::Recorded> entries, Instant at) {
  const ledger::Recorded* latest = nullptr;
  for (const ledger::Recorded& each : entries) {
    if (each.entry.kind() != evidence::EntryKind::customer || each.entry.effective > at) continue;
    if (latest == nullptr || each.entry.effective >= latest->entry.effective) latest = &each;
  }
  return latest == nullptr ? nullptr : &ledger::profile_in(*latest);
}

std::optional<std::string> value_of_customer(const notice_check::Variable& variable, std::string_view account,
                                             const evidence::CustomerRecorded* profile, std::string_view language) {
  if (variable.name == "account") return std::string(account);
  if (variable.name == "services" && profile != nullptr) {
    const explanation::Speech speech(explanation::language_named(language).value_or(explanation::Language::en));
    return speech.named_list(explanation::Term::service, profile->services);
  }
  return std::nullopt;
}

}  // namespace assent::app
