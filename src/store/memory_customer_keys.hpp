// MemoryCustomerKeys: keys that live as long as the object; for tests and trials. With the seed all of them are known.
#pragma once

#include "ledger/customer_keys.hpp"

#include <functional>
#include <map>
#include <mutex>
#include <string>

namespace assent::store {

class MemoryCustomerKeys final : public ledger::CustomerKeys {
 public:
  explicit MemoryCustomerKeys(const evidence::Hash& seed = {}) : seed_(seed) {}

  Result<std::vector<evidence::IdentityKey>> of_each(std::span<const std::string_view> accounts) override;
  Result<std::vector<std::optional<evidence::IdentityKey>>> find(std::span<const ledger::KeyName> names) const override;
  Result<std::uint64_t> destroy(std::string_view account) override;
  Result<evidence::Hash> number_key() const override;

 private:
  struct OfAccount {
    std::uint64_t destroyed = 0;  // those up to this number
    std::uint64_t made = 0;
  };

  const evidence::Hash seed_;
  mutable std::mutex mutex_;
  std::map<std::string, OfAccount, std::less<>> accounts_;
};

}  // namespace assent::store
