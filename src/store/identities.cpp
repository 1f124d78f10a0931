#include "store/identities.hpp"

#include <utility>
#include <variant>

namespace assent::store {
namespace {

bool has_text(const evidence::Body& body) {
  const auto* document = std::get_if<evidence::PrivacyDocumentRecorded>(&body);
  return document != nullptr && !document->text.empty();
}

// What has a box, whichever of the two it is.
const evidence::SealedIdentity* sealed_in(const evidence::Body& body) {
  if (const auto* customer = std::get_if<evidence::CustomerRecorded>(&body))
    return customer->sealed ? &*customer->sealed : nullptr;
  const auto* document = std::get_if<evidence::PrivacyDocumentRecorded>(&body);
  return document != nullptr && document->sealed ? &*document->sealed : nullptr;
}

void close_body(evidence::Body& body) {
  if (auto* customer = std::get_if<evidence::CustomerRecorded>(&body)) evidence::close(*customer);
  else if (auto* document = std::get_if<evidence::PrivacyDocumentRecorded>(&body)) evidence::close(*document);
}

bool open_body(evidence::Entry& entry, const evidence::IdentityKey& key) {
  if (auto* customer = std::get_if<evidence::CustomerRecorded>(&entry.body))
    return evidence::open(*customer, entry.account, key);
  return evidence::open(std::get<evidence::PrivacyDocumentRecorded>(entry.body), entry.account, key);
}

}  // namespace

bool has_identity(const ledger::Draft& draft) {
  const auto* customer = std::get_if<evidence::CustomerRecorded>(&draft.entry.body);
  return customer != nullptr ? evidence::identifies(*customer) : has_text(draft.entry.body);
}

Result<SealingKeys> SealingKeys::of(ledger::CustomerKeys& keys, std::span<const std::span<const ledger::Draft>> calls) {
  SealingKeys sealing;
  std::vector<std::string_view> accounts;
  bool any = false;
  for (const std::span<const ledger::Draft> drafts : calls) {
    for (const ledger::Draft& each : drafts) {
      if (!has_identity(each)) continue;
      const auto* customer = std::get_if<evidence::CustomerRecorded>(&each.entry.body);
      any = any || customer != nullptr;
      if (customer == nullptr || evidence::needs_key(*customer)) accounts.push_back(each.entry.account);
    }
  }
  if (any) sealing.number_key_ = TRY(keys.number_key());
  if (accounts.empty()) return sealing;
  const auto found = TRY(keys.of_each(accounts));
  sealing.of_account_.reserve(accounts.size());
  for (std::size_t i = 0; i < accounts.size(); ++i) sealing.of_account_.emplace(accounts[i], found[i]);
  return sealing;
}

void SealingKeys::seal_entry(evidence::Entry& entry) const {
  if (has_text(entry.body)) {
    const auto own = of_account_.find(entry.account);
    const evidence::IdentityKey key = own == of_account_.end() ? evidence::IdentityKey{} : own->second;
    return evidence::seal(std::get<evidence::PrivacyDocumentRecorded>(entry.body), entry.account, key);
  }
  auto* customer = std::get_if<evidence::CustomerRecorded>(&entry.body);
  if (customer == nullptr || !evidence::identifies(*customer)) return;
  const auto key = of_account_.find(entry.account);
  evidence::seal(*customer, entry.account, key == of_account_.end() ? evidence::IdentityKey{} : key->second,
                 number_key_);
}

Result<void> open_identities(std::span<ledger::Recorded> entries, const FindCustomerKeys& find_keys) {
  std::vector<ledger::KeyName> names;
  std::vector<ledger::Recorded*> sealed;
  for (ledger::Recorded& each : entries) {
    const evidence::SealedIdentity* const box = sealed_in(each.entry.body);
    if (box == nullptr) continue;
    if (box->key == 0) {
      close_body(each.entry.body);
      continue;
    }
    names.push_back({each.entry.account, box->key});
    sealed.push_back(&each);
  }
  if (sealed.empty()) return {};
  const ledger::CustomerKeys* const keys = TRY(find_keys());
  const auto found = TRY(keys->find(names));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    if (!found[i]) {
      close_body(sealed[i]->entry.body);
    } else if (!open_body(sealed[i]->entry, *found[i])) {
      return fail(ErrorCode::damaged,
                  "the customer's key does not open entry " + entry_name(sealed[i]->position) +
                      ": it is another ledger's, or damaged",
                  "put the key file of this ledger back, the latest copy of it");
    }
  }
  return {};
}

Result<void> check_keys(ledger::CustomerKeys& keys, std::vector<ledger::Recorded> profiles) {
  auto closed = profiles;
  ledger::close_identities(closed);
  TRY(open_identities(profiles, [&]() -> Result<ledger::CustomerKeys*> { return &keys; }));
  const evidence::Hash number_key = TRY(keys.number_key());
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    const Names& kept = ledger::profile_in(closed[i]).telephones;
    for (const std::string& each : ledger::profile_in(profiles[i]).telephones) {
      if (contains(kept, each) || contains(kept, evidence::pseudonym(number_key, each))) continue;
      return fail(ErrorCode::damaged, "the key file has another ledger's key of telephone numbers",
                  "put the key file of this ledger back, the latest copy of it");
    }
  }
  return {};
}

Result<void> open_latest(const ledger::Ledger& ledger, std::span<std::optional<ledger::Recorded>> latest) {
  std::vector<ledger::Recorded> entries;
  for (auto& each : latest) {
    if (each) entries.push_back(std::move(*each));
  }
  TRY(ledger.open(entries));
  auto opened = entries.begin();
  for (auto& each : latest) {
    if (each) each = std::move(*opened++);
  }
  return {};
}

}  // namespace assent::store
