// CustomerKeys: the port to the keys that seal what identifies customers (evidence/identity.hpp). They are kept outside
// the ledger and its copies, so that destroying a key destroys what it sealed, everywhere.
//
// Implementations (store/): memory, SQLite. Both obey the laws in tests/store/customer_keys_test.cpp. Thread-safe; with
// stores on disk, any number of processes can use the same keys at the same time.
#pragma once

#include "base/result.hpp"
#include "evidence/identity.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace assent::ledger {

// A key by its name.
struct KeyName {
  std::string_view account;
  std::uint64_t number = 0;  // from 1
};

class CustomerKeys {
 public:
  virtual ~CustomerKeys() = default;

  // The key that seals each account from now on, in order of the accounts, which may repeat. An account without a key,
  // or with only destroyed ones, gets a new key. It is durable before this returns: nothing is ever sealed under a key
  // that a power loss could remove.
  //
  //   unavailable  the keys cannot be read or written, or there are no random bytes
  //   damaged      they are not what was written
  virtual Result<std::vector<evidence::IdentityKey>> of_each(std::span<const std::string_view> accounts) = 0;

  // The keys of these names, in order; nothing: it was destroyed.
  //
  //   unavailable  as above
  //   damaged      also: one never existed here. So these are the keys of another ledger, or of an earlier day
  virtual Result<std::vector<std::optional<evidence::IdentityKey>>> find(std::span<const KeyName> names) const = 0;

  // Destroys the account's keys: when this returns, no page of the store has one. Returns how many; 0: it had none.
  virtual Result<std::uint64_t> destroy(std::string_view account) = 0;

  // The key for the hashes of telephone numbers: one for all, which is never destroyed.
  virtual Result<evidence::Hash> number_key() const = 0;
};

}  // namespace assent::ledger
