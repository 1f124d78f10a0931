#include "store/connection.hpp"

#include "store/checked_vfs.hpp"
#include "store/ledger_name.hpp"

#include <sqlite3.h>

#include <utility>

namespace assent::store {
namespace {

constexpr int kValueBytesMax = 64 << 20;  // of one value or row; an entry is far smaller

// What a ledger's file may make SQLite do: read and write tables. A person who can write the file can put anything into
// its schema; schema.hpp refuses what is not ours, and this prevents it from running before that.
bool restrict_to_tables(sqlite3* database, Connection::Mode mode) {
  const std::pair<int, int> settings[] = {
      {SQLITE_DBCONFIG_DEFENSIVE, 1},
      {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
      {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
      {SQLITE_DBCONFIG_ENABLE_VIEW, 0},
      {SQLITE_DBCONFIG_ENABLE_FKEY, 0},
      {SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0},
      {SQLITE_DBCONFIG_DQS_DDL, 0},
      {SQLITE_DBCONFIG_DQS_DML, 0},
      {SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0},
      // Pages are only copied into the file after they were sealed, by seal.hpp, not when a connection closes.
      {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, mode == Connection::Mode::create ? 0 : 1},
  };
  for (const auto& [what, value] : settings) {
    int is = -1;
    if (sqlite3_db_config(database, what, value, &is) != SQLITE_OK || is != value) return false;
  }
  const std::pair<int, int> limits[] = {
      {SQLITE_LIMIT_LENGTH, kValueBytesMax},
      {SQLITE_LIMIT_SQL_LENGTH, 10'000},
      {SQLITE_LIMIT_COLUMN, 32},
      {SQLITE_LIMIT_EXPR_DEPTH, 32},
      {SQLITE_LIMIT_COMPOUND_SELECT, 4},
      {SQLITE_LIMIT_FUNCTION_ARG, 8},
      {SQLITE_LIMIT_ATTACHED, 0},
      {SQLITE_LIMIT_VARIABLE_NUMBER, 16},
      {SQLITE_LIMIT_TRIGGER_DEPTH, 1},
      {SQLITE_LIMIT_WORKER_THREADS, 0},
      {SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 64},
  };
  for (const auto& [what, value] : limits) sqlite3_limit(database, what, value);
  return true;
}

}  // namespace

Error store_error(int code, const std::string& path) {
  const std::string ledger = "ledger `" + path + "`";
  switch (code) {  // extended codes first: they say more
    case SQLITE_IOERR_DATA:
    case SQLITE_IOERR_CORRUPTFS:
    case SQLITE_IOERR_SHORT_READ:
      return {ErrorCode::damaged, ledger + " is damaged: " + damaged_page_text(),
              "restore it from a copy; `assent ledger verify` names what is damaged"};
    case SQLITE_READONLY_DBMOVED:
      return {ErrorCode::unavailable, ledger + " was moved or replaced while open", "open it again"};
    default: break;  // not an enumeration: SQLite may add codes
  }
  switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
    case SQLITE_MISMATCH:
    case SQLITE_TOOBIG:      // a size in it that no row of ours has
    case SQLITE_CONSTRAINT:  // a derived row was there before its entry
      return {ErrorCode::damaged, ledger + " is damaged: its structure is broken",
              "restore it from a copy; `assent ledger verify` names what is damaged"};
    case SQLITE_FULL: return {ErrorCode::unavailable, ledger + " cannot grow: the disk is full", "free some space"};
    case SQLITE_READONLY:
      return {ErrorCode::unavailable, ledger + " is read-only", "give this user the right to write it"};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return {ErrorCode::unavailable, ledger + " is locked by another process",
              "try again with the same key; if it lasts, see which process holds the file"};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return {
          ErrorCode::unavailable, ledger + " cannot be opened",
          "check that it exists, that this user may read it and write its folder, and that the process may open more "
          "files (`ulimit -n`)"};
    default:
      return {ErrorCode::unavailable, ledger + " failed: " + sqlite3_errstr(code),
              "check that the disk has space and works, then try again with the same key"};
  }
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Statement& Statement::bind(int column, std::int64_t number) {
  sqlite3_bind_int64(statement_.get(), column, number);
  return *this;
}

Statement& Statement::bind(int column, std::string_view text) {
  const char* begin = text.empty() ? "" : text.data();  // a null pointer would bind NULL
  sqlite3_bind_text(statement_.get(), column, begin, static_cast<int>(text.size()), SQLITE_STATIC);
  return *this;
}

Statement& Statement::bind(int column, evidence::ByteView blob) {
  const void* begin = blob.empty() ? static_cast<const void*>("") : blob.data();
  sqlite3_bind_blob(statement_.get(), column, begin, static_cast<int>(blob.size()), SQLITE_STATIC);
  return *this;
}

Result<bool> Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code == SQLITE_DONE) return false;
  return tl::unexpected(store_error(sqlite3_extended_errcode(sqlite3_db_handle(statement_.get())), *path_));
}

Result<void> Statement::run() {
  const auto stepped = step();
  reset();
  if (!stepped) return tl::unexpected(stepped.error());
  return {};
}

bool Statement::schema_changed() const {
  return sqlite3_stmt_status(statement_.get(), SQLITE_STMTSTATUS_REPREPARE, 1) > 0;
}

void Statement::reset() { sqlite3_reset(statement_.get()); }

std::int64_t Statement::number(int column) const { return sqlite3_column_int64(statement_.get(), column); }

std::string_view Statement::text(int column) const {
  const evidence::ByteView bytes = blob(column);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

evidence::ByteView Statement::blob(int column) const {
  const void* begin = sqlite3_column_blob(statement_.get(), column);
  return {static_cast<const std::uint8_t*>(begin),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

void Connection::Close::operator()(sqlite3* database) const { sqlite3_close_v2(database); }

Result<std::unique_ptr<Connection>> Connection::open(const std::string& path, Mode mode, Pages pages,
                                                     std::chrono::milliseconds busy_wait) {
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  switch (mode) {
    case Mode::create: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE; break;
    case Mode::read_write: flags |= SQLITE_OPEN_READWRITE; break;
    case Mode::read_only: flags |= SQLITE_OPEN_READONLY; break;
  }
  const auto plain = TRY(plain_name(path));
  // The amount of SQLite's memory is not needed, and counting it takes a lock that all threads share. This has no
  // effect if SQLite was used before.
  static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  static_cast<void>(uncounted);
  const char* vfs = nullptr;
  switch (pages) {
    case Pages::checked: vfs = checked_vfs(); break;
    case Pages::as_they_are: break;
  }
  std::unique_ptr<Connection> connection(new Connection);
  connection->path_ = path;
  connection->busy_wait_ = busy_wait;
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(plain.c_str(), &database, flags, vfs);
  connection->database_.reset(database);
  if (code != SQLITE_OK) return tl::unexpected(store_error(code, path));
  if (!restrict_to_tables(database, mode)) return tl::unexpected(store_error(SQLITE_ERROR, path));
  sqlite3_busy_timeout(database, static_cast<int>(busy_wait.count()));
  if (mode == Mode::create) let_in(database, PagesLetIn::any);
  return connection;
}

Result<void> Connection::execute(const char* sql) {
  if (sqlite3_exec(handle(), sql, nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return tl::unexpected(store_error(sqlite3_extended_errcode(handle()), path_));
}

Result<Statement> Connection::prepare(const char* sql) const {
  sqlite3_stmt* made = nullptr;
  const int code = sqlite3_prepare_v3(handle(), sql, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr);
  // A table or column that is not there: the file's schema is not what its version says.
  if (code == SQLITE_ERROR) return tl::unexpected(store_error(SQLITE_CORRUPT, path_));
  if (code != SQLITE_OK) return tl::unexpected(store_error(code, path_));
  Statement statement;
  statement.statement_.reset(made);
  statement.path_ = &path_;
  return statement;
}

void Connection::roll_back() {
  if (sqlite3_get_autocommit(handle()) == 0) sqlite3_exec(handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace assent::store
