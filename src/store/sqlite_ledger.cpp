#include "store/sqlite_ledger.hpp"

#include "ledger/append.hpp"
#include "store/group_commit.hpp"
#include "store/identities.hpp"
#include "store/ledger_file.hpp"
#include "store/ledger_name.hpp"
#include "store/sqlite_reader.hpp"
#include "store/sqlite_verify.hpp"
#include "store/sqlite_writer.hpp"
#include "store/wal.hpp"

#include <filesystem>
#include <mutex>
#include <system_error>
#include <utility>

namespace assent::store {

// Readers are lent to one call each and kept for the next; there are as many as calls ever ran at once.
struct SqliteLedger::State {
  std::string path;
  Limits limits;
  SharedSums sums;
  std::unique_ptr<SqliteWriter> writer;  // none: opened read-only
  GroupCommit commits{[this](std::span<AppendCall* const> calls) { writer->commit(calls); }};
  std::mutex keys_mutex;
  std::unique_ptr<SqliteCustomerKeys> keys;  // none yet: none was needed, or it could not be opened
  std::mutex mutex;
  std::vector<std::unique_ptr<SqliteReader>> idle;  // gone before the writer, which is then the last to close

  // Another ledger's keys would find no customer by their number, and seal under names that no one looks for: so they
  // are tried on some profiles before they are used.
  Result<ledger::CustomerKeys*> customer_keys() {
    constexpr std::uint64_t kTried = 16;
    const std::lock_guard lock(keys_mutex);
    if (keys == nullptr) {
      auto opened = TRY(SqliteCustomerKeys::open(path, limits.busy_wait, limits.draw_seed));
      auto profiles = TRY(read([&](SqliteReader& reader) { return reader.some_profiles(kTried); }));
      TRY(check_keys(*opened, std::move(profiles)));
      keys = std::move(opened);
    }
    return keys.get();
  }

  Result<ledger::NumberNames> names_of(std::string_view e164) {
    const ledger::CustomerKeys* const found = TRY(customer_keys());
    const evidence::Hash key = TRY(found->number_key());
    return ledger::NumberNames{std::string(e164), evidence::pseudonym(key, e164)};
  }

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

namespace {

// Made before the ledger, so that there is never a ledger without it. If a ledger already exists, it belongs to that
// one.
Result<void> make_key_file(const std::string& path, const DrawSeed& draw) {
  const auto plain = TRY(plain_name(path));
  std::error_code unknown;
  if (std::filesystem::exists(plain, unknown)) return {};
  return SqliteCustomerKeys::create(path, draw);
}

}  // namespace

Result<std::unique_ptr<SqliteLedger>> SqliteLedger::create(const std::string& path) { return create(path, Limits{}); }

Result<std::unique_ptr<SqliteLedger>> SqliteLedger::create(const std::string& path, Limits limits) {
  TRY(make_key_file(path, limits.draw_seed));
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
      auto writer = TRY(SqliteWriter::open(path, limits.busy_wait, limits.checkpoint_pages, state->sums,
                                           [&keys = *state] { return keys.customer_keys(); }));
      state->writer = std::move(writer);
      break;
    }
    case Access::read_only: break;
  }
  // The head is read at once, so that a file that cannot be read is refused here and not at the first question.
  TRY(state->read([](SqliteReader& reader) { return reader.heads(); }));
  return std::unique_ptr<SqliteLedger>(new SqliteLedger(std::move(state)));
}

namespace {

Error opened_for_reading(const std::string& path) {
  return {ErrorCode::unavailable, "ledger `" + path + "` was opened for reading only",
          "open it for reading and writing"};
}

}  // namespace

std::vector<Result<ledger::Receipt>> SqliteLedger::append(std::span<const ledger::Draft> drafts, Instant now) {
  if (state_->writer == nullptr) {
    return ledger::refuse_all(drafts.size(), opened_for_reading(path()));
  }
  return state_->commits.append(drafts, now);
}

Result<std::vector<ledger::Recorded>> SqliteLedger::entries_of(std::string_view account) const {
  auto entries = TRY(state_->read([&](SqliteReader& reader) { return reader.entries_of(account); }));
  TRY(open(entries));
  return entries;
}

Result<std::vector<ledger::Recorded>> SqliteLedger::closed_entries_of(std::string_view account) const {
  auto entries = TRY(state_->read([&](SqliteReader& reader) { return reader.entries_of(account); }));
  ledger::close_identities(entries);
  return entries;
}

Result<void> SqliteLedger::open(std::span<ledger::Recorded> entries) const {
  return open_identities(entries, [this] { return state_->customer_keys(); });
}

Result<std::optional<Position>> SqliteLedger::newest_of(std::string_view account) const {
  return state_->read([&](SqliteReader& reader) { return reader.newest_of(account); });
}

Result<std::vector<std::optional<ledger::Recorded>>> SqliteLedger::latest(std::span<const std::string_view> accounts,
                                                                          evidence::EntryKind kind) const {
  auto latest = TRY(state_->read([&](SqliteReader& reader) { return reader.latest(accounts, kind); }));
  if (kind == evidence::EntryKind::customer || kind == evidence::EntryKind::privacy_document)
    TRY(open_latest(*this, latest));
  return latest;
}

Result<std::vector<std::string>> SqliteLedger::accounts_of_telephone(std::string_view e164) const {
  const auto number = TRY(state_->names_of(e164));
  return state_->read([&](SqliteReader& reader) { return reader.accounts_of_telephone(number); });
}

Result<std::string> SqliteLedger::pseudonym_of(std::string_view e164) const {
  auto number = TRY(state_->names_of(e164));
  return std::move(number.pseudonym);
}

Result<bool> SqliteLedger::erase_identity(std::string_view account) {
  if (state_->writer == nullptr) return tl::unexpected(opened_for_reading(path()));
  ledger::CustomerKeys* const keys = TRY(state_->customer_keys());
  const auto destroyed = TRY(keys->destroy(account));
  return destroyed > 0;
}

Result<void> SqliteLedger::scan(Position from, const std::function<bool(Position, evidence::ByteView)>& visit) const {
  return state_->read([&](SqliteReader& reader) { return reader.scan(from, visit); });
}

Result<std::vector<ledger::LogHead>> SqliteLedger::heads() const {
  return state_->read([](SqliteReader& reader) { return reader.heads(); });
}

Result<std::optional<evidence::Hash>> SqliteLedger::root_at(std::uint32_t log, std::uint64_t size) const {
  return state_->read([&](SqliteReader& reader) { return reader.root_at(log, size); });
}

Result<ledger::Inspection> SqliteLedger::verify(
    const std::function<void(std::uint64_t done, std::uint64_t all)>& progress) const {
  return verify_ledger_file(path(), state_->limits.busy_wait, progress);
}

const std::string& SqliteLedger::path() const { return state_->path; }

}  // namespace assent::store
