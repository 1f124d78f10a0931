#include "store/memory_customer_keys.hpp"

#include <algorithm>

namespace assent::store {

Result<std::vector<evidence::IdentityKey>> MemoryCustomerKeys::of_each(std::span<const std::string_view> accounts) {
  const std::lock_guard lock(mutex_);
  std::vector<evidence::IdentityKey> keys;
  for (const std::string_view account : accounts) {
    auto found = accounts_.find(account);
    if (found == accounts_.end()) found = accounts_.emplace(account, OfAccount{}).first;
    OfAccount& known = found->second;
    known.made = std::max(known.made, known.destroyed + 1);
    keys.push_back({known.made, evidence::derived_key(seed_, account, known.made)});
  }
  return keys;
}

Result<std::vector<std::optional<evidence::IdentityKey>>> MemoryCustomerKeys::find(
    std::span<const ledger::KeyName> names) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::optional<evidence::IdentityKey>> keys;
  for (const ledger::KeyName& each : names) {
    const auto known = accounts_.find(each.account);
    if (known == accounts_.end() || each.number == 0 || each.number > known->second.made) {
      return fail(ErrorCode::damaged, "a customer's key was never here", "use the keys of this ledger");
    }
    if (each.number <= known->second.destroyed) keys.emplace_back(std::nullopt);
    else keys.emplace_back(evidence::IdentityKey{each.number, evidence::derived_key(seed_, each.account, each.number)});
  }
  return keys;
}

Result<std::uint64_t> MemoryCustomerKeys::destroy(std::string_view account) {
  const std::lock_guard lock(mutex_);
  const auto known = accounts_.find(account);
  if (known == accounts_.end()) return 0;
  const std::uint64_t count = known->second.made - known->second.destroyed;
  known->second.destroyed = known->second.made;
  return count;
}

Result<evidence::Hash> MemoryCustomerKeys::number_key() const { return evidence::derived_key(seed_, {}, 0); }

}  // namespace assent::store
