// CustomerKeys: the port to the keys under which what identifies customers is sealed (evidence/identity.hpp). They are
// kept outside the ledger and its copies, so that destroying one destroys what it sealed, everywhere.
//
// Implementations (store/): memory, SQLite. Both obey the laws in tests/store/customer_keys_test.cpp. Thread-safe;
// with stores on disk, any number of processes may use the same keys at the same time.
#pragma once

#include "base/result.hpp"
#include "evidence/identity.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace assent {

// A key by its name.
struct KeyName {
  std::string_view account;
  std::uint64_t number = 0;  // from 1
};

class CustomerKeys {
 public:
  virtual ~CustomerKeys() = default;

  // The key under which each account is sealed from now on, in order of the accounts, which may stand there several
  // times. Who has none, or none that was not destroyed, gets a new one. It is durable before this returns: nothing is
  // ever sealed under a key that a loss of power could take.
  //
  //   unavailable  the keys cannot be read or written, or no random bytes are to be had
  //   damaged      they are not what was written
  virtual Result<std::vector<IdentityKey>> of_each(std::span<const std::string_view> accounts) = 0;

  // The keys of these names, in order; nothing: it was destroyed.
  //
  //   unavailable  as above
  //   damaged      also: one was never here. So these are the keys of another ledger, or of an earlier day
  virtual Result<std::vector<std::optional<IdentityKey>>> find(std::span<const KeyName> names) const = 0;

  // Destroys the account's keys: no page of the store keeps one when this returns. How many that were; 0: it had none.
  virtual Result<std::uint64_t> destroy(std::string_view account) = 0;

  // The key of telephone numbers' hashes: one for all, which lasts.
  virtual Result<Hash> number_key() const = 0;
};

}  // namespace assent
