#include "store/sqlite_customer_keys.hpp"

#include "evidence/signature.hpp"
#include "sqlite_schema.hpp"
#include "store/ledger_draft.hpp"
#include "store/ledger_name.hpp"
#include "store/remnants.hpp"

#include <fcntl.h>
#include <sodium/core.h>
#include <sqlite3.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <numeric>
#include <tuple>
#include <utility>

namespace assent::store {

using evidence::Hash;
namespace {

constexpr std::uint32_t kKeysApplicationId = 0x41736e6b;  // "Asnk"
constexpr std::uint32_t kKeysFormat = 1;
constexpr const char* kMend = "put the key file of this ledger back, the latest copy of it";

// As the file is called, not as a ledger.
Error of_key_file(Error error) {
  constexpr std::string_view kLedger = "ledger `";
  if (error.message.starts_with(kLedger)) error.message.replace(0, kLedger.size(), "key file `");
  if (error.code == ErrorCode::damaged) error.mend = kMend;
  return error;
}

tl::unexpected<Error> damaged_keys(const std::string& path, const std::string& what) {
  return fail(ErrorCode::damaged, "key file `" + path + "` is damaged: " + what, kMend);
}

// What the number key hashes to.
Hash proof_of(const Hash& number_key) {
  evidence::Bytes text(number_key.begin(), number_key.end());
  for (const char each : std::string_view("assent number key")) text.push_back(static_cast<std::uint8_t>(each));
  return evidence::sha256(text);
}

std::optional<Hash> key_in(evidence::ByteView bytes) {
  Hash key;
  if (bytes.size() != key.size()) return std::nullopt;
  std::copy(bytes.begin(), bytes.end(), key.begin());
  return key;
}

bool is_destroyed(const Hash& key) { return key == Hash{}; }

// Where each account stands first, in the order of the table, which is filled much faster so.
std::vector<std::size_t> in_order(std::span<const std::string_view> accounts) {
  std::vector<std::size_t> order(accounts.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (!std::is_sorted(accounts.begin(), accounts.end())) {
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return accounts[a] < accounts[b]; });
  }
  const auto same = [&](std::size_t a, std::size_t b) { return accounts[a] == accounts[b]; };
  order.erase(std::unique(order.begin(), order.end(), same), order.end());
  return order;
}

// Keys that are zeros in memory when it goes.
struct Forgotten {
  std::vector<Hash> keys;

  ~Forgotten() {
    for (Hash& each : keys) evidence::forget(each);
  }
};

// libsodium then takes the fastest code that the processor has; what it computes is the same. Where it cannot be
// prepared, the plain code stays.
void prepare_ciphers() {
  static const int prepared = sodium_init();
  static_cast<void>(prepared);
}

// The tables with exactly their text, and nothing else: a view or a trigger could give out keys, or keep them.
Result<void> check_key_schema(const Connection& file) {
  auto select = TRY(file.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid"));
  constexpr std::string_view kSchema = kCustomerKeysSchema;
  constexpr std::string_view kBegin = "\nCREATE TABLE ";
  for (std::size_t at = kSchema.find(kBegin);; at = kSchema.find(kBegin, at)) {
    const bool row = TRY(select.step());
    const bool table = at != std::string_view::npos;
    if (!row && !table) return {};
    if (!row || !table) return damaged_keys(file.path(), "its schema is different");
    ++at;
    if (select.text(0) != kSchema.substr(at, kSchema.find(';', at) - at)) {
      return damaged_keys(file.path(), "its schema is different");
    }
  }
}

Result<void> check_key_header(const Connection& file) {
  const std::pair<const char*, std::uint32_t> settings[] = {{"PRAGMA application_id", kKeysApplicationId},
                                                            {"PRAGMA user_version", kKeysFormat}};
  for (const auto& [sql, value] : settings) {
    auto select = TRY(file.prepare(sql));
    const auto row = TRY(select.step());
    if (!row || select.number(0) != value) {
      return damaged_keys(file.path(), "it is none, or one of a later version of the program");
    }
  }
  return {};
}

Result<std::unique_ptr<Connection>> open_key_file(const std::string& path, std::chrono::milliseconds busy_wait) {
  auto file = TRY(Connection::open(path, Connection::Mode::read_write, Connection::Pages::as_they_are, busy_wait));
  TRY(
      file->execute("PRAGMA synchronous=EXTRA;PRAGMA secure_delete=ON;PRAGMA temp_store=MEMORY;"
                    "PRAGMA cell_size_check=ON;PRAGMA cache_size=-32768"));
  return file;
}

// Under another name, so that it appears whole, in one step.
Result<void> write_key_file(const std::string& path, const DrawSeed& draw) {
  auto seed = TRY(draw());
  const Hash number_key = evidence::derived_key(seed, {}, 0);
  evidence::forget(seed);
  const int made = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (made < 0) return system_failure(path, errno);
  ::close(made);
  const auto file = TRY(open_key_file(path, {}));
  const std::string setup =
      "PRAGMA encoding='UTF-8';BEGIN;PRAGMA application_id=" + std::to_string(kKeysApplicationId) +
      ";PRAGMA user_version=" + std::to_string(kKeysFormat) + ";";
  TRY(file->execute(setup.c_str()));
  TRY(file->execute(std::string(kCustomerKeysSchema).c_str()));
  auto put = TRY(file->prepare("INSERT INTO number_key(one, key, proof) VALUES(1,?,?)"));
  const Hash proof = proof_of(number_key);
  TRY(put.bind(1, evidence::ByteView(number_key)).bind(2, evidence::ByteView(proof)).run());
  return file->execute("COMMIT");
}

Result<bool> has_customers_key(const std::string& path) {
  const auto file = TRY(open_key_file(path, {}));
  TRY(check_key_header(*file));
  TRY(check_key_schema(*file));
  auto select = TRY(file->prepare("SELECT 1 FROM customer_key LIMIT 1"));
  return select.step();
}

// SQLite attaches another file for it, which is in memory.
Result<void> write_anew(Connection& file) {
  const int before = sqlite3_limit(file.handle(), SQLITE_LIMIT_ATTACHED, 1);
  const auto written = file.execute("VACUUM");
  sqlite3_limit(file.handle(), SQLITE_LIMIT_ATTACHED, before);
  return written;
}

bool there_is(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

}  // namespace

Result<Hash> system_seed() {
  Hash seed;
  for (;;) {
    const ssize_t count = ::getrandom(seed.data(), seed.size(), 0);  // up to 256 bytes come whole or not at all
    if (count == static_cast<ssize_t>(seed.size())) return seed;
    if (count < 0 && errno == EINTR) continue;
    return fail(ErrorCode::unavailable, "the system gives no random bytes", "try again, on a machine that does");
  }
}

Result<std::string> key_file_of(const std::string& ledger) {
  const auto plain = TRY(plain_name(ledger));
  return plain + ".customer-keys";
}

Result<void> SqliteCustomerKeys::create(const std::string& ledger, const DrawSeed& draw) {
  const auto path = TRY(key_file_of(ledger));
  if (there_is(path)) {
    const auto used = has_customers_key(path).map_error(of_key_file);
    if (used && !*used) return {};
    return fail(ErrorCode::invalid,
                "key file `" + path + "` already exists, and has keys of another ledger's customers",
                "move it to where its ledger is, or choose another name for the new ledger");
  }
  const LedgerDraft draft(path);
  TRY(write_key_file(draft.path(), draw).map_error([&](Error error) {
    if (const auto at = error.message.find(draft.path()); at != std::string::npos) {
      error.message.replace(at, draft.path().size(), path);
    }
    return of_key_file(std::move(error));
  }));
  TRY(draft.appear(path, path));
  return sync_folder_of(path, path);
}

Result<std::unique_ptr<SqliteCustomerKeys>> SqliteCustomerKeys::open(const std::string& ledger,
                                                                     std::chrono::milliseconds busy_wait,
                                                                     DrawSeed draw) {
  const auto path = TRY(key_file_of(ledger));
  if (!there_is(path)) {
    return fail(ErrorCode::unavailable, "the key file `" + path + "` is missing",
                "put it back from its copy; without it no customer can be found by telephone number or imported");
  }
  prepare_ciphers();
  std::unique_ptr<SqliteCustomerKeys> keys(new SqliteCustomerKeys);
  keys->draw_ = std::move(draw);
  auto file = open_key_file(path, busy_wait);
  if (!file) return tl::unexpected(of_key_file(std::move(file.error())));
  keys->connection_ = std::move(*file);
  TRY(keys->prepare().map_error(of_key_file));
  return keys;
}

Result<void> SqliteCustomerKeys::prepare() {
  TRY(check_key_header(*connection_));
  TRY(check_key_schema(*connection_));
  const std::tuple<Statement&, const char*> statements[] = {
      {begin_, "BEGIN"},
      {end_, "COMMIT"},
      {find_, "SELECT key FROM customer_key WHERE account=? AND number=?"},
      {begin_writing_, "BEGIN IMMEDIATE"},
      {commit_, "COMMIT"},
      {newest_, "SELECT number, key FROM customer_key WHERE account=? ORDER BY number DESC LIMIT 1"},
      {put_next_, "INSERT INTO customer_key(account, number, key) VALUES(?,?,?)"},
      {keys_of_, "SELECT key FROM customer_key WHERE account=?"},
      {overwrite_, "UPDATE customer_key SET key=zeroblob(32) WHERE account=?"},
  };
  for (const auto& [statement, sql] : statements) {
    statement = TRY(connection_->prepare(sql));
  }
  put_ = TRY(PutRows::prepare(*connection_, "INSERT INTO customer_key(account, number, key) VALUES",
                              " ON CONFLICT DO NOTHING"));
  return read_number_key();
}

Result<void> SqliteCustomerKeys::read_number_key() {
  auto select = TRY(connection_->prepare("SELECT key, proof FROM number_key WHERE one=1"));
  const auto row = TRY(select.step());
  const auto key = row ? key_in(select.blob(0)) : std::nullopt;
  const auto proof = row ? key_in(select.blob(1)) : std::nullopt;
  if (!key || !proof || proof_of(*key) != *proof) {
    return damaged_keys(connection_->path(), "the key of telephone numbers is not what was written");
  }
  number_key_ = *key;
  return {};
}

// The newest key, destroyed or not; nothing: there never was one.
Result<std::optional<evidence::IdentityKey>> SqliteCustomerKeys::newest(std::string_view account) {
  const ResetOnExit reset(newest_);
  const auto row = TRY(newest_.bind(1, account).step());
  if (!row) return std::nullopt;
  const auto key = key_in(newest_.blob(1));
  if (!key || newest_.number(0) < 1) return damaged_keys(connection_->path(), "a customer's key has another length");
  return evidence::IdentityKey{static_cast<std::uint64_t>(newest_.number(0)), *key};
}

// Most accounts that need a key have none yet. So a new key is put in for each, and only where some have one already
// are the keys looked for.
Result<std::vector<evidence::IdentityKey>> SqliteCustomerKeys::of_each(std::span<const std::string_view> accounts) {
  const std::lock_guard lock(mutex_);
  const RollBackOnExit at_the_end{*connection_};
  const auto order = in_order(accounts);
  std::vector<evidence::IdentityKey> keys(accounts.size());
  const auto made = [&]() -> Result<void> {
    TRY(begin_writing_.run());
    auto drawn_seed = TRY(draw_());
    const Forgotten secret{{drawn_seed}};
    evidence::forget(drawn_seed);
    const Hash& seed = secret.keys.front();
    Forgotten drawn{std::vector<Hash>(accounts.size())};
    for (const std::size_t at : order) drawn.keys[at] = evidence::derived_key(seed, accounts[at], 1);
    const int before = sqlite3_total_changes(connection_->handle());
    TRY(put_.put(order, [&](Statement& statement, int column, std::size_t at) {
      statement.bind(column, accounts[at])
          .bind(column + 1, std::uint64_t{1})
          .bind(column + 2, evidence::ByteView(drawn.keys[at]));
    }));
    const auto put = static_cast<std::size_t>(sqlite3_total_changes(connection_->handle()) - before);
    bool any_new = put != 0;
    for (const std::size_t at : order) {
      keys[at] = {1, drawn.keys[at]};
      if (put == order.size()) continue;
      const auto known = TRY(newest(accounts[at]));
      if (!known) return damaged_keys(connection_->path(), "a customer's key is there and cannot be found");
      keys[at] = *known;
      if (!is_destroyed(known->key)) continue;
      keys[at] = {known->number + 1, evidence::derived_key(seed, accounts[at], known->number + 1)};
      TRY(put_next_.bind(1, accounts[at]).bind(2, keys[at].number).bind(3, evidence::ByteView(keys[at].key)).run());
      any_new = true;
    }
    return any_new ? commit_.run() : Result<void>{};
  }();
  if (!made) return tl::unexpected(of_key_file(made.error()));
  for (std::size_t i = 0; i < accounts.size(); ++i) {
    const auto same = [&](std::size_t at, std::string_view account) { return accounts[at] < account; };
    if (order.size() < accounts.size())
      keys[i] = keys[*std::lower_bound(order.begin(), order.end(), accounts[i], same)];
  }
  return keys;
}

Result<std::optional<evidence::IdentityKey>> SqliteCustomerKeys::find_one(const ledger::KeyName& name) const {
  const ResetOnExit reset(find_);
  const auto row = TRY(find_.bind(1, name.account).bind(2, name.number).step());
  if (!row) return damaged_keys(connection_->path(), "a customer's key is missing: it is another ledger's, or too old");
  const auto key = key_in(find_.blob(0));
  if (!key) return damaged_keys(connection_->path(), "a customer's key has another length");
  if (is_destroyed(*key)) return std::nullopt;
  return evidence::IdentityKey{name.number, *key};
}

Result<std::vector<std::optional<evidence::IdentityKey>>> SqliteCustomerKeys::find(
    std::span<const ledger::KeyName> names) const {
  const std::lock_guard lock(mutex_);
  const RollBackOnExit at_the_end{*connection_};
  std::vector<std::optional<evidence::IdentityKey>> keys;
  keys.reserve(names.size());
  const auto read = [&]() -> Result<void> {
    const bool several = names.size() > 1;  // one statement is a transaction of its own
    if (several) TRY(begin_.run());
    for (const ledger::KeyName& each : names) {
      auto key = TRY(find_one(each));
      keys.push_back(key);
    }
    return several ? end_.run() : Result<void>{};
  }();
  if (!read) return tl::unexpected(of_key_file(read.error()));
  return keys;
}

Result<std::vector<Hash>> SqliteCustomerKeys::keys_left(std::string_view account) {
  std::vector<Hash> keys;
  const ResetOnExit reset(keys_of_);
  keys_of_.bind(1, account);
  for (;;) {
    const bool row = TRY(keys_of_.step());
    if (!row) return keys;
    const auto key = key_in(keys_of_.blob(0));
    if (key && !is_destroyed(*key)) keys.push_back(*key);
  }
}

Result<std::uint64_t> SqliteCustomerKeys::destroy(std::string_view account) {
  const std::lock_guard lock(mutex_);
  const RollBackOnExit at_the_end{*connection_};
  std::vector<Hash> keys;
  const auto destroyed = destroy_all(account, keys);
  const std::uint64_t count = keys.size();
  for (Hash& each : keys) evidence::forget(each);
  if (!destroyed) return tl::unexpected(of_key_file(destroyed.error()));
  return count;
}

// If pages were divided, their old content may still be in a gap between rows: then the whole file is written again.
Result<void> SqliteCustomerKeys::destroy_all(std::string_view account, std::vector<Hash>& keys) {
  // The journal has the pages as they were: it is kept until it was written over.
  TRY(connection_->execute("PRAGMA journal_mode=PERSIST"));
  TRY(begin_writing_.run());
  keys = TRY(keys_left(account));
  if (!keys.empty()) TRY(overwrite_.bind(1, account).run());
  TRY(commit_.run());
  const bool behind = TRY(holds_any(*connection_, keys));
  if (behind) TRY(write_anew(*connection_));
  TRY(write_over_journal(*connection_));
  TRY(connection_->execute("PRAGMA journal_mode=DELETE"));
  const bool left = TRY(holds_any(*connection_, keys));
  if (!left) return {};
  return fail(ErrorCode::unavailable, "the key file `" + connection_->path() + "` still has a key that was destroyed",
              "check that its disk has space, then erase again");
}

}  // namespace assent::store
