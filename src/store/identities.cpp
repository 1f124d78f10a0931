#include "store/identities.hpp"

#include <utility>
#include <variant>

namespace assent {

bool has_identity(const Draft& draft) {
  const auto* customer = std::get_if<CustomerRecorded>(&draft.entry.body);
  return customer != nullptr && identifies(*customer);
}

Result<SealingKeys> SealingKeys::of(CustomerKeys& keys, std::span<const std::span<const Draft>> calls) {
  SealingKeys sealing;
  std::vector<std::string_view> accounts;
  bool any = false;
  for (const std::span<const Draft> drafts : calls) {
    for (const Draft& each : drafts) {
      if (!has_identity(each)) continue;
      any = true;
      if (needs_key(std::get<CustomerRecorded>(each.entry.body))) accounts.push_back(each.entry.account);
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
  auto* customer = std::get_if<CustomerRecorded>(&entry.body);
  if (customer == nullptr || !identifies(*customer)) return;
  const auto key = of_account_.find(entry.account);
  seal(*customer, entry.account, key == of_account_.end() ? IdentityKey{} : key->second, number_key_);
}

Result<void> open_identities(std::span<Recorded> entries, const FindCustomerKeys& find_keys) {
  std::vector<KeyName> names;
  std::vector<Recorded*> sealed;
  for (Recorded& each : entries) {
    auto* customer = std::get_if<CustomerRecorded>(&each.entry.body);
    if (customer == nullptr || !customer->sealed) continue;
    if (customer->sealed->key == 0) {
      close(*customer);
      continue;
    }
    names.push_back({each.entry.account, customer->sealed->key});
    sealed.push_back(&each);
  }
  if (sealed.empty()) return {};
  const CustomerKeys* const keys = TRY(find_keys());
  const auto found = TRY(keys->find(names));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto& customer = std::get<CustomerRecorded>(sealed[i]->entry.body);
    if (!found[i]) {
      close(customer);
    } else if (!open(customer, sealed[i]->entry.account, *found[i])) {
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
