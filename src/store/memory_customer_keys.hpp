// MemoryCustomerKeys: keys that live as long as the object; for tests and trials. With the seed all of them are known.
#pragma once

#include "ledger/customer_keys.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace assent {

class MemoryCustomerKeys final : public CustomerKeys {
 public:
  explicit MemoryCustomerKeys(const Hash& seed = {}) : seed_(seed) {}

  Result<std::vector<IdentityKey>> of_each(std::span<const std::string_view> accounts) override;
  Result<std::vector<std::optional<IdentityKey>>> find(std::span<const KeyName> names) const override;
  Result<std::uint64_t> destroy(std::string_view account) override;
  Result<Hash> number_key() const override;

 private:
  struct OfAccount {
    std::uint64_t destroyed = 0;  // those up to this number
    std::uint64_t made = 0;
  };

  const Hash seed_;
  mutable std::mutex mutex_;
  std::map<std::string, OfAccount, std::less<>> accounts_;
};

}  // namespace assent
