// SqliteCustomerKeys: the customers' keys in a file of their own beside the ledger, kept by SQLite.
//
// Thread-safe; any number of processes may use one file at the same time, on one machine and a local disk. What is
// written is flushed to the disk before a function returns. docs/store.md describes the file.
#pragma once

#include "ledger/customer_keys.hpp"
#include "store/connection.hpp"
#include "store/put_rows.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

namespace assent::store {

// 32 bytes that cannot be guessed. unavailable: there are none.
using DrawSeed = std::function<Result<evidence::Hash>()>;
Result<evidence::Hash> system_seed();

// The name of a ledger's key file: beside the file that the ledger's name leads to. Fails as plain_name().
Result<std::string> key_file_of(const std::string& ledger);

class SqliteCustomerKeys final : public ledger::CustomerKeys {
 public:
  // Makes the key file of a ledger that is about to be made, readable by its owner only. An existing one without any
  // customer's key, for example after an interrupted start, is used. `invalid`: another one exists.
  static Result<void> create(const std::string& ledger, const DrawSeed& draw);

  // Fails with `unavailable` where there is no file or it cannot be read, `damaged` where it is not what was written.
  static Result<std::unique_ptr<SqliteCustomerKeys>> open(const std::string& ledger,
                                                          std::chrono::milliseconds busy_wait, DrawSeed draw);

  Result<std::vector<evidence::IdentityKey>> of_each(std::span<const std::string_view> accounts) override;
  Result<std::vector<std::optional<evidence::IdentityKey>>> find(std::span<const ledger::KeyName> names) const override;
  Result<std::uint64_t> destroy(std::string_view account) override;
  Result<evidence::Hash> number_key() const override { return number_key_; }

 private:
  SqliteCustomerKeys() = default;

  Result<void> prepare();
  Result<void> read_number_key();
  Result<std::optional<evidence::IdentityKey>> newest(std::string_view account);
  Result<std::optional<evidence::IdentityKey>> find_one(const ledger::KeyName& name) const;
  Result<std::vector<evidence::Hash>> keys_left(std::string_view account);
  Result<void> destroy_all(std::string_view account, std::vector<evidence::Hash>& keys);

  DrawSeed draw_;
  evidence::Hash number_key_{};
  mutable std::mutex mutex_;  // of all below
  std::unique_ptr<Connection> connection_;
  mutable Statement begin_, end_, find_;
  Statement begin_writing_, commit_, newest_, put_next_, keys_of_, overwrite_;
  PutRows put_;
};

}  // namespace assent::store
