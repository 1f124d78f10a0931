// SqliteReader: one connection's reads, each on one snapshot of whole commits. One thread at a time.
#pragma once

#include "ledger/ledger.hpp"
#include "store/connection.hpp"

#include <memory>

namespace assent {

class SqliteReader {
 public:
  static Result<std::unique_ptr<SqliteReader>> open(const std::string& path, std::chrono::milliseconds busy_wait);

  // As in Ledger.
  Result<std::vector<Recorded>> entries_of(std::string_view account);
  Result<std::vector<std::optional<Recorded>>> latest(std::span<const std::string_view> accounts, EntryKind kind);
  Result<std::vector<std::string>> accounts_of_telephone(std::string_view e164);
  Result<void> scan(Position from, const std::function<bool(Position, ByteView)>& visit);
  Result<std::vector<LogHead>> heads();
  Result<std::optional<Hash>> root_at(std::uint32_t log, std::uint64_t size);

 private:
  SqliteReader() = default;

  std::unique_ptr<Connection> connection_;
  Statement begin_, end_, entries_of_, latest_, accounts_, scan_, head_, root_at_;
};

}  // namespace assent
