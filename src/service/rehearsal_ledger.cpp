#include "service/rehearsal_ledger.hpp"

#include "ledger/same_content.hpp"

#include <algorithm>
#include <limits>
#include <utility>
#include <variant>

namespace assent::service {
namespace {

// A log that does not exist: nothing on record has such a position.
constexpr std::uint32_t kRehearsed = std::numeric_limits<std::uint32_t>::max();

}  // namespace

Result<std::optional<ledger::KnownKey>> RehearsalLedger::under_key(const ledger::Draft& draft) const {
  const auto entries = TRY(entries_of(draft.entry.account));
  const auto first = std::find_if(entries.begin(), entries.end(),
                                  [&](const ledger::Recorded& each) { return each.entry.key == draft.entry.key; });
  if (first == entries.end()) return std::nullopt;
  return ledger::KnownKey{{first->position, first->entry.recorded, true}, ledger::same_content(first->entry, draft)};
}

std::vector<Result<ledger::Receipt>> RehearsalLedger::append(std::span<const ledger::Draft> drafts, Instant now) {
  auto answer = ledger::settle_append(
      drafts, now, [&](const ledger::Draft& draft) { return under_key(draft); },
      [&](const ledger::Draft& draft) -> Result<ledger::Receipt> { return put(ledger::entry_of(draft, now)); });
  return answer ? *std::move(answer) : ledger::refuse_all(drafts.size(), answer.error());
}

ledger::Receipt RehearsalLedger::put(evidence::Entry entry) {
  const std::scoped_lock lock(mutex_);
  ledger::Recorded recorded{{kRehearsed, appended_++}, std::move(entry)};
  const ledger::Receipt receipt{recorded.position, recorded.entry.recorded, false};
  if (const auto* customer = std::get_if<evidence::CustomerRecorded>(&recorded.entry.body)) {
    for (const std::string& each : customer->telephones) of_telephone_[each].push_back(recorded.entry.account);
  }
  of_account_[recorded.entry.account].push_back(std::move(recorded));
  return receipt;
}

Result<std::vector<ledger::Recorded>> RehearsalLedger::entries_of(std::string_view account) const {
  return with_own(below_->entries_of(account), account);
}

// Its own entries are as they were appended: they give the same decisions.
Result<std::vector<ledger::Recorded>> RehearsalLedger::closed_entries_of(std::string_view account) const {
  return with_own(below_->closed_entries_of(account), account);
}

Result<std::vector<ledger::Recorded>> RehearsalLedger::with_own(Result<std::vector<ledger::Recorded>> entries,
                                                                std::string_view account) const {
  if (!entries) return entries;
  const std::scoped_lock lock(mutex_);
  if (const auto own = of_account_.find(account); own != of_account_.end()) {
    entries->insert(entries->end(), own->second.begin(), own->second.end());
  }
  return entries;
}

Result<std::optional<Position>> RehearsalLedger::newest_of(std::string_view account) const {
  {
    const std::scoped_lock lock(mutex_);
    const auto own = of_account_.find(account);
    if (own != of_account_.end() && !own->second.empty()) return own->second.back().position;
  }
  return below_->newest_of(account);
}

Result<std::vector<std::optional<ledger::Recorded>>> RehearsalLedger::latest(std::span<const std::string_view> accounts,
                                                                             evidence::EntryKind kind) const {
  auto latest = below_->latest(accounts, kind);
  if (!latest) return latest;
  const std::scoped_lock lock(mutex_);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const auto own = of_account_.find(accounts[i]);
    if (own == of_account_.end()) continue;
    for (const ledger::Recorded& each : own->second) {
      if (each.entry.kind() == kind) (*latest)[i] = each;
    }
  }
  return latest;
}

Result<std::vector<std::string>> RehearsalLedger::accounts_of_telephone(std::string_view e164) const {
  auto accounts = below_->accounts_of_telephone(e164);
  if (!accounts) return accounts;
  const std::scoped_lock lock(mutex_);
  const auto own = of_telephone_.find(e164);
  if (own == of_telephone_.end()) return accounts;
  for (const std::string& each : own->second) {
    if (std::find(accounts->begin(), accounts->end(), each) == accounts->end()) accounts->push_back(each);
  }
  return accounts;
}

Result<std::string> RehearsalLedger::pseudonym_of(std::string_view e164) const { return below_->pseudonym_of(e164); }
Result<void> RehearsalLedger::open(std::span<ledger::Recorded> entries) const { return below_->open(entries); }
Result<bool> RehearsalLedger::erase_identity(std::string_view) {
  return fail(ErrorCode::unavailable, "nothing is erased in a dry run", "erase on the ledger itself");
}
Result<void> RehearsalLedger::scan(Position from,
                                   const std::function<bool(Position, evidence::ByteView)>& visit) const {
  return below_->scan(from, visit);
}
Result<std::vector<ledger::LogHead>> RehearsalLedger::heads() const { return below_->heads(); }
Result<std::optional<evidence::Hash>> RehearsalLedger::root_at(std::uint32_t log, std::uint64_t size) const {
  return below_->root_at(log, size);
}
Result<ledger::Inspection> RehearsalLedger::verify(
    const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) const {
  return below_->verify(progress);
}

}  // namespace assent::service
