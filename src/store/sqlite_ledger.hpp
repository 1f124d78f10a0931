// SqliteLedger: a ledger in one file, kept by SQLite; the embedded default.
//
// Thread-safe. Any number of processes may read and write one file at the same time, on one machine and a local disk.
// Do not keep one open across fork(); a new program opens it again.
//
// A commit is flushed to the disk before append() returns, in groups: calls that wait together share one flush. Every
// page and every entry read is checked against its checksum or hash, so that damage is an error and never an answer.
// The customers' keys stand in a file of their own beside it (sqlite_customer_keys.hpp), which is opened where one is
// needed. docs/store.md describes both files.
#pragma once

#include "ledger/ledger.hpp"
#include "store/sqlite_customer_keys.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace assent::store {

enum class Access { read_write, read_only };

class SqliteLedger final : public ledger::Ledger {
 public:
  struct Limits {
    std::chrono::milliseconds busy_wait{10'000};  // for other processes' commits, before `unavailable`
    int checkpoint_pages = 16'384;                // of the write-ahead log, before they are copied into the file
    DrawSeed draw_seed = system_seed;             // for customers' keys
  };

  // Makes an empty ledger, and its key file. `invalid`: a file of that name exists; `unavailable`: none can be made.
  static Result<std::unique_ptr<SqliteLedger>> create(const std::string& path);
  static Result<std::unique_ptr<SqliteLedger>> create(const std::string& path, Limits limits);

  // Fails with `not_found` where there is no file, `invalid` where it is not a ledger or one of another format,
  // `damaged` or `unavailable` where it cannot be trusted or read. Opened read-only, every append() is `unavailable`.
  static Result<std::unique_ptr<SqliteLedger>> open(const std::string& path, Access access);
  static Result<std::unique_ptr<SqliteLedger>> open(const std::string& path, Access access, Limits limits);

  ~SqliteLedger() override;

  std::vector<Result<ledger::Receipt>> append(std::span<const ledger::Draft> drafts, Instant now) override;
  Result<std::vector<ledger::Recorded>> entries_of(std::string_view account) const override;
  Result<std::vector<ledger::Recorded>> closed_entries_of(std::string_view account) const override;
  Result<std::optional<Position>> newest_of(std::string_view account) const override;
  Result<std::vector<std::optional<ledger::Recorded>>> latest(std::span<const std::string_view> accounts,
                                                              evidence::EntryKind kind) const override;
  Result<std::vector<std::string>> accounts_of_telephone(std::string_view e164) const override;
  Result<std::string> pseudonym_of(std::string_view e164) const override;
  Result<void> open(std::span<ledger::Recorded> entries) const override;
  Result<bool> erase_identity(std::string_view account) override;
  Result<void> scan(Position from, const std::function<bool(Position, evidence::ByteView)>& visit) const override;
  Result<std::vector<ledger::LogHead>> heads() const override;
  Result<std::optional<evidence::Hash>> root_at(std::uint32_t log, std::uint64_t size) const override;
  Result<ledger::Inspection> verify(
      const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) const override;

  const std::string& path() const;

 private:
  struct State;
  explicit SqliteLedger(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace assent::store
