#include "store/sqlite_ledger.hpp"

#include "ledger/append.hpp"
#include "store/group_commit.hpp"
#include "store/ledger_file.hpp"
#include "store/sqlite_reader.hpp"
#include "store/sqlite_verify.hpp"
#include "store/sqlite_writer.hpp"
#include "store/wal.hpp"

#include <mutex>

namespace assent {

// Readers are lent to one call each and kept for the next; there are as many as calls ever ran at once.
struct SqliteLedger::State {
  std::string path;
  Limits limits;
  SharedSums sums;
  std::unique_ptr<SqliteWriter> writer;  // none: opened read-only
  GroupCommit commits{[this](std::span<AppendCall* const> calls) { writer->commit(calls); }};
  std::mutex mutex;
  std::vector<std::unique_ptr<SqliteReader>> idle;  // gone before the writer, which is then the last to close

  Result<std::unique_ptr<SqliteReader>> borrow() {
    {
      const std::lock_guard lock(mutex);
      if (!idle.empty()) {
        auto reader = std::move(idle.back());
        idle.pop_back();
        return reader;
      }
    }
    return SqliteReader::open(path, limits.busy_wait, sums);
  }

  void give_back(std::unique_ptr<SqliteReader> reader) {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(reader));
  }

  template <class Read>
  auto read(Read&& call) -> decltype(call(std::declval<SqliteReader&>())) {
    auto reader = TRY(borrow());
    auto answer = call(*reader);
    if (answer) give_back(std::move(reader));
    return answer;
  }
};

SqliteLedger::SqliteLedger(std::unique_ptr<State> state) : state_(std::move(state)) {}
SqliteLedger::~SqliteLedger() = default;

Result<std::unique_ptr<SqliteLedger>> SqliteLedger::create(const std::string& path) { return create(path, Limits{}); }

Result<std::unique_ptr<SqliteLedger>> SqliteLedger::create(const std::string& path, Limits limits) {
  TRY(create_ledger_file(path));
  return open(path, Access::read_write, limits);
}

Result<std::unique_ptr<SqliteLedger>> SqliteLedger::open(const std::string& path, Access access) {
  return open(path, access, Limits{});
}

Result<std::unique_ptr<SqliteLedger>> SqliteLedger::open(const std::string& path, Access access, Limits limits) {
  TRY(check_ledger_file(path));
  TRY(check_wal(path));
  auto state = std::make_unique<State>();
  state->path = path;
  state->limits = limits;
  switch (access) {
    case Access::read_write: {
      auto writer = TRY(SqliteWriter::open(path, limits.busy_wait, limits.checkpoint_pages, state->sums));
      state->writer = std::move(writer);
      break;
    }
    case Access::read_only: break;
  }
  // The head is read at once, so that a file that cannot be read is refused here and not at the first question.
  TRY(state->read([](SqliteReader& reader) { return reader.heads(); }));
  return std::unique_ptr<SqliteLedger>(new SqliteLedger(std::move(state)));
}

std::vector<Result<Receipt>> SqliteLedger::append(std::span<const Draft> drafts, Instant now) {
  if (state_->writer == nullptr) {
    return refuse_all(drafts.size(), {ErrorCode::unavailable, "ledger `" + path() + "` was opened for reading only",
                                      "open it for reading and writing"});
  }
  return state_->commits.append(drafts, now);
}

Result<std::vector<Recorded>> SqliteLedger::entries_of(std::string_view account) const {
  return state_->read([&](SqliteReader& reader) { return reader.entries_of(account); });
}

Result<std::optional<Position>> SqliteLedger::newest_of(std::string_view account) const {
  return state_->read([&](SqliteReader& reader) { return reader.newest_of(account); });
}

Result<std::vector<std::optional<Recorded>>> SqliteLedger::latest(std::span<const std::string_view> accounts,
                                                                  EntryKind kind) const {
  return state_->read([&](SqliteReader& reader) { return reader.latest(accounts, kind); });
}

Result<std::vector<std::string>> SqliteLedger::accounts_of_telephone(std::string_view e164) const {
  return state_->read([&](SqliteReader& reader) { return reader.accounts_of_telephone(e164); });
}

Result<void> SqliteLedger::scan(Position from, const std::function<bool(Position, ByteView)>& visit) const {
  return state_->read([&](SqliteReader& reader) { return reader.scan(from, visit); });
}

Result<std::vector<LogHead>> SqliteLedger::heads() const {
  return state_->read([](SqliteReader& reader) { return reader.heads(); });
}

Result<std::optional<Hash>> SqliteLedger::root_at(std::uint32_t log, std::uint64_t size) const {
  return state_->read([&](SqliteReader& reader) { return reader.root_at(log, size); });
}

Result<Inspection> SqliteLedger::verify(
    const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) const {
  return verify_ledger_file(path(), state_->limits.busy_wait, progress);
}

const std::string& SqliteLedger::path() const { return state_->path; }

}  // namespace assent
