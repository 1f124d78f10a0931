#include "store/memory_ledger.hpp"

#include "ledger/append.hpp"
#include "ledger/same_content.hpp"
#include "ledger/verify.hpp"

#include <algorithm>
#include <cassert>
#include <mutex>
#include <utility>

namespace assent::store {

ledger::Recorded MemoryLedger::recorded_at(std::uint64_t index) const {
  auto entry = evidence::decode(entries_[index]->bytes);
  assert(entry);  // these are the bytes that encode() gave
  return {{0, index}, std::move(*entry)};
}

std::vector<Result<ledger::Receipt>> MemoryLedger::append(std::span<const ledger::Draft> drafts, Instant now) {
  const auto keys = SealingKeys::of(*keys_, {&drafts, 1});
  if (!keys) return ledger::refuse_all(drafts.size(), keys.error());
  const std::unique_lock lock(mutex_);
  const Instant recorded = std::max(now, last_recorded_);
  const std::uint64_t size_before = entries_.size();
  auto answer = ledger::settle_append(
      drafts, recorded, [&](const ledger::Draft& draft) { return known(draft, *keys); },
      [&](const ledger::Draft& draft) -> Result<ledger::Receipt> {
        const ledger::Receipt receipt{{0, entries_.size()}, recorded, false};
        evidence::Entry entry = ledger::entry_of(draft, recorded);
        keys->seal_entry(entry);
        put(std::move(entry));
        return receipt;
      });
  if (entries_.size() > size_before) checkpoints_.push_back({0, frontier_.size(), frontier_.root()});
  return *std::move(answer);  // nothing fails in memory
}

Result<std::optional<ledger::KnownKey>> MemoryLedger::known(const ledger::Draft& draft, const SealingKeys& keys) const {
  const auto found = of_key_.find({draft.entry.account, draft.entry.key});
  if (found == of_key_.end()) return std::nullopt;
  const ledger::Recorded first = recorded_at(found->second);
  ledger::Draft sealed = draft;
  keys.seal_entry(sealed.entry);
  return ledger::KnownKey{{first.position, first.entry.recorded, true}, ledger::same_content(first.entry, sealed)};
}

void MemoryLedger::put(evidence::Entry entry) {
  const std::uint64_t index = entries_.size();
  evidence::Bytes bytes = evidence::encode(entry);
  const evidence::Hash leaf = evidence::leaf_hash(bytes);
  frontier_.append(leaf);
  entries_.push_back(std::make_shared<const Stored>(Stored{std::move(bytes), leaf}));
  last_recorded_ = entry.recorded;
  of_account_[entry.account].push_back(index);
  const auto* customer = std::get_if<evidence::CustomerRecorded>(&entry.body);
  for (const std::string& telephone : customer != nullptr ? evidence::names_of_numbers(*customer) : Names{}) {
    auto& accounts = of_telephone_[telephone];
    if (std::find(accounts.begin(), accounts.end(), entry.account) == accounts.end()) accounts.push_back(entry.account);
  }
  if (!entry.key.empty()) of_key_.emplace(std::pair(std::move(entry.account), std::move(entry.key)), index);
}

Result<std::vector<ledger::Recorded>> MemoryLedger::entries_of(std::string_view account) const {
  auto entries = recorded_of(account);
  TRY(open(entries));
  return entries;
}

Result<std::vector<ledger::Recorded>> MemoryLedger::closed_entries_of(std::string_view account) const {
  auto entries = recorded_of(account);
  ledger::close_identities(entries);
  return entries;
}

Result<void> MemoryLedger::open(std::span<ledger::Recorded> entries) const {
  return open_identities(entries, [this]() -> Result<ledger::CustomerKeys*> { return keys_.get(); });
}

Result<bool> MemoryLedger::erase_identity(std::string_view account) {
  const auto destroyed = TRY(keys_->destroy(account));
  return destroyed > 0;
}

std::vector<ledger::Recorded> MemoryLedger::recorded_of(std::string_view account) const {
  const std::shared_lock lock(mutex_);
  std::vector<ledger::Recorded> entries;
  if (const auto found = of_account_.find(account); found != of_account_.end()) {
    for (const std::uint64_t index : found->second) entries.push_back(recorded_at(index));
  }
  return entries;
}

Result<std::optional<Position>> MemoryLedger::newest_of(std::string_view account) const {
  const std::shared_lock lock(mutex_);
  const auto found = of_account_.find(account);
  if (found == of_account_.end() || found->second.empty()) return std::nullopt;
  return Position{0, found->second.back()};
}

Result<std::vector<std::optional<ledger::Recorded>>> MemoryLedger::latest(std::span<const std::string_view> accounts,
                                                                          evidence::EntryKind kind) const {
  std::vector<std::optional<ledger::Recorded>> answer(accounts.size());
  std::shared_lock lock(mutex_);
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const auto found = of_account_.find(accounts[i]);
    if (found == of_account_.end()) continue;
    for (auto index = found->second.rbegin(); index != found->second.rend() && !answer[i]; ++index) {
      if (ledger::Recorded recorded = recorded_at(*index); recorded.entry.kind() == kind)
        answer[i] = std::move(recorded);
    }
  }
  lock.unlock();
  TRY(open_latest(*this, answer));
  return answer;
}

Result<std::vector<std::string>> MemoryLedger::accounts_of_telephone(std::string_view e164) const {
  const auto name = TRY(pseudonym_of(e164));
  const std::shared_lock lock(mutex_);
  const auto found = of_telephone_.find(name);
  return found == of_telephone_.end() ? std::vector<std::string>{} : found->second;
}

Result<std::string> MemoryLedger::pseudonym_of(std::string_view e164) const {
  const auto key = TRY(keys_->number_key());
  return evidence::pseudonym(key, e164);
}

Result<void> MemoryLedger::scan(Position from, const std::function<bool(Position, evidence::ByteView)>& visit) const {
  std::vector<std::shared_ptr<const Stored>> entries;
  if (from.log == 0) {
    const std::shared_lock lock(mutex_);
    const std::uint64_t first = std::min<std::uint64_t>(from.index, entries_.size());
    entries.assign(entries_.begin() + static_cast<std::ptrdiff_t>(first), entries_.end());
  }
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!visit({0, from.index + i}, entries[i]->bytes)) break;
  }
  return {};
}

Result<std::vector<ledger::LogHead>> MemoryLedger::heads() const {
  const std::shared_lock lock(mutex_);
  return std::vector<ledger::LogHead>{{0, frontier_.size(), frontier_.root()}};
}

Result<std::optional<evidence::Hash>> MemoryLedger::root_at(std::uint32_t log, std::uint64_t size) const {
  if (log != 0) return std::nullopt;
  if (size == 0) return evidence::Frontier{}.root();
  const std::shared_lock lock(mutex_);
  const auto found =
      std::lower_bound(checkpoints_.begin(), checkpoints_.end(), size,
                       [](const ledger::LogHead& each, std::uint64_t wanted) { return each.size < wanted; });
  if (found == checkpoints_.end() || found->size != size) return std::nullopt;
  return found->root;
}

// The indexes are not checked: only append() can have changed them.
Result<ledger::Inspection> MemoryLedger::verify(
    const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) const {
  const std::shared_lock lock(mutex_);
  auto next = checkpoints_.begin();
  ledger::Verifier verifier(0, [&] { return next == checkpoints_.end() ? std::nullopt : std::optional(*next++); });
  for (std::uint64_t index = 0; index < entries_.size(); ++index) {
    verifier.entry(index, entries_[index]->bytes, entries_[index]->leaf);
  }
  if (progress) progress(entries_.size(), entries_.size());
  return std::move(verifier).finish();
}

}  // namespace assent::store
