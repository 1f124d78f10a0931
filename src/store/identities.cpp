#include "store/identities.hpp"

#include <utility>
#include <variant>

namespace assent {
namespace {

bool has_text(const Body& body) {
  const auto* document = std::get_if<PrivacyDocumentRecorded>(&body);
  return document != nullptr && !document->text.empty();
}

// What has a box, whichever of the two it is.
const SealedIdentity* sealed_in(const Body& body) {
  if (const auto* customer = std::get_if<CustomerRecorded>(&body))
    return customer->sealed ? &*customer->sealed : nullptr;
  const auto* document = std::get_if<PrivacyDocumentRecorded>(&body);
  return document != nullptr && document->sealed ? &*document->sealed : nullptr;
}

void close_body(Body& body) {
  if (auto* customer = std::get_if<CustomerRecorded>(&body)) close(*customer);
  else if (auto* document = std::get_if<PrivacyDocumentRecorded>(&body)) close(*document);
}

bool open_body(Entry& entry, const IdentityKey& key) {
  if (auto* customer = std::get_if<CustomerRecorded>(&entry.body)) return open(*customer, entry.account, key);
  return open(std::get<PrivacyDocumentRecorded>(entry.body), entry.account, key);
}

}  // namespace

bool has_identity(const Draft& draft) {
  const auto* customer = std::get_if<CustomerRecorded>(&draft.entry.body);
  return customer != nullptr ? identifies(*customer) : has_text(draft.entry.body);
}

Result<SealingKeys> SealingKeys::of(CustomerKeys& keys, std::span<const std::span<const Draft>> calls) {
  SealingKeys sealing;
  std::vector<std::string_view> accounts;
  bool any = false;
  for (const std::span<const Draft> drafts : calls) {
    for (const Draft& each : drafts) {
      if (!has_identity(each)) continue;
      const auto* customer = std::get_if<CustomerRecorded>(&each.entry.body);
      any = any || customer != nullptr;
      if (customer == nullptr || needs_key(*customer)) accounts.push_back(each.entry.account);
    }
  }
  if (any) sealing.number_key_ = TRY(keys.number_key());
  if (accounts.empty()) return sealing;
  const auto found = TRY(keys.of_each(accounts));
  sealing.of_account_.reserve(accounts.size());
  for (std::size_t i = 0; i < accounts.size(); ++i) sealing.of_account_.emplace(accounts[i], found[i]);
  return sealing;
}

void SealingKeys::seal_entry(Entry& entry) const {
  if (has_text(entry.body)) {
    const auto own = of_account_.find(entry.account);
    const IdentityKey key = own == of_account_.end() ? IdentityKey{} : own->second;
    return seal(std::get<PrivacyDocumentRecorded>(entry.body), entry.account, key);
  }
  auto* customer = std::get_if<CustomerRecorded>(&entry.body);
  if (customer == nullptr || !identifies(*customer)) return;
  const auto key = of_account_.find(entry.account);
  seal(*customer, entry.account, key == of_account_.end() ? IdentityKey{} : key->second, number_key_);
}

Result<void> open_identities(std::span<Recorded> entries, const FindCustomerKeys& find_keys) {
  std::vector<KeyName> names;
  std::vector<Recorded*> sealed;
  for (Recorded& each : entries) {
    const SealedIdentity* const box = sealed_in(each.entry.body);
    if (box == nullptr) continue;
    if (box->key == 0) {
      close_body(each.entry.body);
      continue;
    }
    names.push_back({each.entry.account, box->key});
    sealed.push_back(&each);
  }
  if (sealed.empty()) return {};
  const CustomerKeys* const keys = TRY(find_keys());
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

Result<void> check_keys(CustomerKeys& keys, std::vector<Recorded> profiles) {
  auto closed = profiles;
  close_identities(closed);
  TRY(open_identities(profiles, [&]() -> Result<CustomerKeys*> { return &keys; }));
  const Hash number_key = TRY(keys.number_key());
  for (std::size_t i = 0; i < profiles.size(); ++i) {
    const Names& kept = profile_in(closed[i]).telephones;
    for (const std::string& each : profile_in(profiles[i]).telephones) {
      if (contains(kept, each) || contains(kept, pseudonym(number_key, each))) continue;
      return fail(ErrorCode::damaged, "the key file has another ledger's key of telephone numbers",
                  "put the key file of this ledger back, the latest copy of it");
    }
  }
  return {};
}

Result<void> open_latest(const Ledger& ledger, std::span<std::optional<Recorded>> latest) {
  std::vector<Recorded> entries;
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

}  // namespace assent
