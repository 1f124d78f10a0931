// SqliteReader: one connection's reads, each on one snapshot of whole commits. One thread at a time. After an error it
// is to be given up: what it read may be of a file that is not there any more.
#pragma once

#include "ledger/ledger.hpp"
#include "store/connection.hpp"
#include "store/snapshots.hpp"

#include <memory>
#include <optional>

namespace assent::store {

class SqliteReader {
 public:
  // `sums` outlives it.
  static Result<std::unique_ptr<SqliteReader>> open(const std::string& path, std::chrono::milliseconds busy_wait,
                                                    SharedSums& sums);

  // As in Ledger; what identifies customers is as in the bytes.
  Result<std::vector<ledger::Recorded>> entries_of(std::string_view account);
  Result<std::optional<Position>> newest_of(std::string_view account);
  Result<std::vector<std::optional<ledger::Recorded>>> latest(std::span<const std::string_view> accounts,
                                                              evidence::EntryKind kind);
  // Up to so many profiles, those of the first accounts.
  Result<std::vector<ledger::Recorded>> some_profiles(std::uint64_t count);
  Result<std::vector<std::string>> accounts_of_telephone(const ledger::NumberNames& number);
  Result<void> scan(Position from, const std::function<bool(Position, evidence::ByteView)>& visit);
  Result<std::vector<ledger::LogHead>> heads();
  Result<std::optional<evidence::Hash>> root_at(std::uint32_t log, std::uint64_t size);

 private:
  SqliteReader() = default;

  // Calls `question` in a transaction of its own, with the head of the snapshot.
  template <class Question>
  auto ask(Question&& question) -> decltype(question(std::declval<const HeadRow&>()));

  std::unique_ptr<Connection> connection_;
  std::unique_ptr<Snapshots> snapshots_;
  evidence::Frontier rooted_;  // of the head that was asked for last
  std::optional<evidence::Hash> root_;
  Statement begin_, end_, entries_of_, newest_of_, latest_, profiles_, accounts_, scan_, root_at_;
};

}  // namespace assent::store
