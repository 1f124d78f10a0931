#include "store/sqlite_reader.hpp"

#include "store/ledger_file.hpp"
#include "store/sqlite_rows.hpp"

#include <limits>
#include <tuple>

namespace assent::store {
namespace {

// The row's columns are idx, kind, leaf, bytes. What the index says of the entry must be what the entry says.
Result<ledger::Recorded> recorded_from(const Statement& row, std::string_view account) {
  const Position position = position_of(row.number(0));
  auto entry = TRY(checked_entry(position, row.blob(2), row.blob(3)));
  if (entry.account != account || static_cast<std::int64_t>(entry.kind()) != row.number(1)) {
    return damaged_entry(position, "the index of accounts has another entry there");
  }
  return ledger::Recorded{position, std::move(entry)};
}

}  // namespace

Result<std::unique_ptr<SqliteReader>> SqliteReader::open(const std::string& path, std::chrono::milliseconds busy_wait,
                                                         SharedSums& sums) {
  auto connection = TRY(open_for_reading(path, Connection::Pages::checked, busy_wait));
  std::unique_ptr<SqliteReader> reader(new SqliteReader);
  reader->connection_ = std::move(connection);
  reader->snapshots_ = TRY(Snapshots::open(*reader->connection_, sums));
  const std::tuple<Statement&, const char*> statements[] = {
      {reader->begin_, "BEGIN"},
      {reader->end_, "COMMIT"},
      {reader->entries_of_,
       "SELECT a.idx, a.kind, e.leaf, e.bytes FROM account_entry a LEFT JOIN entry e ON e.idx=a.idx "
       "WHERE a.account=? ORDER BY a.idx"},
      {reader->newest_of_, "SELECT idx FROM account_entry WHERE account=? ORDER BY idx DESC LIMIT 1"},
      {reader->latest_,
       "SELECT a.idx, a.kind, e.leaf, e.bytes FROM account_entry a LEFT JOIN entry e ON e.idx=a.idx "
       "WHERE a.account=? AND a.kind=? ORDER BY a.idx DESC LIMIT 1"},
      {reader->profiles_,
       "SELECT a.idx, a.kind, e.leaf, e.bytes, a.account FROM account_entry a LEFT JOIN entry e ON e.idx=a.idx "
       "WHERE a.kind=? ORDER BY a.account, a.idx LIMIT ?"},
      {reader->accounts_,
       "SELECT account FROM telephone_account WHERE telephone IN (?,?) GROUP BY account ORDER BY min(idx)"},
      {reader->scan_, "SELECT idx, leaf, bytes FROM entry WHERE idx>=? ORDER BY idx"},
      {reader->root_at_, "SELECT root FROM checkpoint WHERE size=?"},
  };
  for (const auto& [statement, sql] : statements) {
    statement = TRY(reader->connection_->prepare(sql));
  }
  return reader;
}

template <class Question>
auto SqliteReader::ask(Question&& question) -> decltype(question(std::declval<const HeadRow&>())) {
  TRY(snapshots_->before(LookUp::or_lately));
  TRY(begin_.run());
  const auto head = TRY(snapshots_->confirm());
  auto answer = question(head);
  if (!answer) return answer;
  TRY(end_.run());
  return answer;
}

Result<std::vector<ledger::Recorded>> SqliteReader::entries_of(std::string_view account) {
  return ask([&](const HeadRow&) -> Result<std::vector<ledger::Recorded>> {
    const ResetOnExit reset(entries_of_);
    entries_of_.bind(1, account);
    std::vector<ledger::Recorded> entries;
    for (;;) {
      const auto row = TRY(entries_of_.step());
      if (!row) return entries;
      auto recorded = TRY(recorded_from(entries_of_, account));
      entries.push_back(std::move(recorded));
    }
  });
}

Result<std::optional<Position>> SqliteReader::newest_of(std::string_view account) {
  return ask([&](const HeadRow&) -> Result<std::optional<Position>> {
    const ResetOnExit reset(newest_of_);
    const auto row = TRY(newest_of_.bind(1, account).step());
    if (!row) return std::nullopt;
    return position_of(newest_of_.number(0));
  });
}

Result<std::vector<std::optional<ledger::Recorded>>> SqliteReader::latest(std::span<const std::string_view> accounts,
                                                                          evidence::EntryKind kind) {
  return ask([&](const HeadRow&) -> Result<std::vector<std::optional<ledger::Recorded>>> {
    std::vector<std::optional<ledger::Recorded>> answer(accounts.size());
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      const ResetOnExit reset(latest_);
      const auto row = TRY(latest_.bind(1, accounts[i]).bind(2, static_cast<std::int64_t>(kind)).step());
      if (!row) continue;
      answer[i] = TRY(recorded_from(latest_, accounts[i]));
    }
    return answer;
  });
}

Result<std::vector<ledger::Recorded>> SqliteReader::some_profiles(std::uint64_t count) {
  return ask([&](const HeadRow&) -> Result<std::vector<ledger::Recorded>> {
    const ResetOnExit reset(profiles_);
    profiles_.bind(1, static_cast<std::int64_t>(evidence::EntryKind::customer)).bind(2, count);
    std::vector<ledger::Recorded> profiles;
    for (;;) {
      const auto row = TRY(profiles_.step());
      if (!row) return profiles;
      auto recorded = TRY(recorded_from(profiles_, profiles_.text(4)));
      profiles.push_back(std::move(recorded));
    }
  });
}

Result<std::vector<std::string>> SqliteReader::accounts_of_telephone(const ledger::NumberNames& number) {
  return ask([&](const HeadRow&) -> Result<std::vector<std::string>> {
    const ResetOnExit reset(accounts_);
    accounts_.bind(1, std::string_view(number.e164)).bind(2, std::string_view(number.pseudonym));
    std::vector<std::string> accounts;
    for (;;) {
      const auto row = TRY(accounts_.step());
      if (!row) return accounts;
      accounts.emplace_back(accounts_.text(0));
    }
  });
}

Result<void> SqliteReader::scan(Position from, const std::function<bool(Position, evidence::ByteView)>& visit) {
  if (from.log > kLog || from.index > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) return {};
  return ask([&](const HeadRow& head) -> Result<void> {
    const ResetOnExit reset(scan_);
    scan_.bind(1, from.index);
    for (std::uint64_t index = from.index;; ++index) {
      const auto row = TRY(scan_.step());
      const Position position{kLog, index};
      if (!row) {
        if (index < head.frontier.size()) return damaged_entry(position, "it is missing");
        return {};
      }
      const evidence::ByteView bytes = scan_.blob(2);
      const auto leaf = hash_of(scan_.blob(1));
      if (position_of(scan_.number(0)) != position) return damaged_entry(position, "it is missing");
      if (!leaf || evidence::leaf_hash(bytes) != *leaf) return damaged_entry(position, "its bytes do not fit its hash");
      if (!visit(position, bytes)) return {};
    }
  });
}

Result<std::optional<evidence::Hash>> SqliteReader::root_at(std::uint32_t log, std::uint64_t size) {
  if (log != kLog || size > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) return std::nullopt;
  if (size == 0) return evidence::Frontier{}.root();
  return ask([&](const HeadRow&) -> Result<std::optional<evidence::Hash>> {
    const ResetOnExit reset(root_at_);
    root_at_.bind(1, size);
    const auto row = TRY(root_at_.step());
    if (!row) return std::nullopt;
    return hash_of(root_at_.blob(0));
  });
}

Result<std::vector<ledger::LogHead>> SqliteReader::heads() {
  return ask([&](const HeadRow& head) -> Result<std::vector<ledger::LogHead>> {
    // Its hashes are computed again only if the log has grown.
    if (head.frontier.size() != rooted_.size() || head.frontier.peaks() != rooted_.peaks() || !root_) {
      rooted_ = head.frontier;
      root_ = rooted_.root();
    }
    return std::vector<ledger::LogHead>{{kLog, rooted_.size(), *root_}};
  });
}

}  // namespace assent::store
