// Connection and Statement: SQLite as values that clean up after themselves and return a Result.
//
// Not thread-safe: one thread at a time may use a connection and its statements.
#pragma once

#include "base/result.hpp"
#include "evidence/hash.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace assent::store {

// What an SQLite result code means to the caller. `path` is named in the message.
Error store_error(int code, const std::string& path);

class Statement {
 public:
  Statement() = default;

  // Columns from 1, as in SQL. The bytes must live until the next reset().
  Statement& bind(int column, std::int64_t number);
  Statement& bind(int column, std::uint64_t number) { return bind(column, static_cast<std::int64_t>(number)); }
  Statement& bind(int column, std::string_view text);
  Statement& bind(int column, evidence::ByteView blob);

  // True: there is a row. False: done.
  Result<bool> step();
  // For statements that give no row: step and reset.
  Result<void> run();
  void reset();
  // Whether the file's schema was found changed when the statement ran, since this was last asked.
  bool schema_changed() const;

  // Of the present row, columns from 0; views are valid until the next step() or reset().
  std::int64_t number(int column) const;
  std::string_view text(int column) const;
  evidence::ByteView blob(int column) const;

 private:
  friend class Connection;
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const;
  };
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  const std::string* path_ = nullptr;  // of the connection, which outlives its statements
};

// Resets a statement when a function that stepped it returns.
class ResetOnExit {
 public:
  explicit ResetOnExit(Statement& statement) : statement_(statement) {}
  ~ResetOnExit() { statement_.reset(); }
  ResetOnExit(const ResetOnExit&) = delete;
  ResetOnExit& operator=(const ResetOnExit&) = delete;

 private:
  Statement& statement_;
};

class Connection {
 public:
  enum class Mode { create, read_write, read_only };
  // With page checksums (checked_vfs.hpp), or reading whatever is there: only verification wants the latter.
  enum class Pages { checked, as_they_are };

  // `path` is made plain (ledger_name.hpp) and named in messages as it is given. What the file can make SQLite do is
  // limited to tables.
  static Result<std::unique_ptr<Connection>> open(const std::string& path, Mode mode, Pages pages,
                                                  std::chrono::milliseconds busy_wait);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() = default;

  // Runs statements that give nothing back.
  Result<void> execute(const char* sql);
  Result<Statement> prepare(const char* sql) const;
  // Ends a transaction that may or may not be open.
  void roll_back();

  sqlite3* handle() const { return database_.get(); }
  const std::string& path() const { return path_; }
  std::chrono::milliseconds busy_wait() const { return busy_wait_; }

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  Connection() = default;

  std::string path_;
  std::chrono::milliseconds busy_wait_{};
  std::unique_ptr<sqlite3, Close> database_;
};

// Ends the transaction that is open, if any, when a function that may have begun one returns.
class RollBackOnExit {
 public:
  explicit RollBackOnExit(Connection& connection) : connection_(connection) {}
  ~RollBackOnExit() { connection_.roll_back(); }
  RollBackOnExit(const RollBackOnExit&) = delete;
  RollBackOnExit& operator=(const RollBackOnExit&) = delete;

 private:
  Connection& connection_;
};

}  // namespace assent::store
