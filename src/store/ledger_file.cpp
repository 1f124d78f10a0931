#include "store/ledger_file.hpp"

#include "base/instant.hpp"
#include "sqlite_schema.hpp"
#include "store/checked_vfs.hpp"
#include "store/ledger_draft.hpp"
#include "store/ledger_name.hpp"
#include "store/schema.hpp"
#include "store/seal.hpp"
#include "store/snapshots.hpp"

#include <sqlite3.h>

#include <array>
#include <cstring>

namespace assent::store {
namespace {

// Under another name, so that the ledger appears whole, in one step.
Result<void> write_empty_ledger(const std::string& path) {
  auto connection = TRY(Connection::open(path, Connection::Mode::create, Connection::Pages::checked, {}));
  Connection& file = *connection;
  int reserved = kReservedBytes;
  sqlite3_file_control(file.handle(), "main", SQLITE_FCNTL_RESERVE_BYTES, &reserved);
  const std::string setup =
      "PRAGMA page_size=" + std::to_string(kPageBytes) +
      ";PRAGMA synchronous=FULL;PRAGMA cache_spill=OFF;PRAGMA auto_vacuum=NONE;PRAGMA encoding='UTF-8'" +
      ";PRAGMA journal_mode=WAL;BEGIN;PRAGMA application_id=" + std::to_string(kApplicationId) +
      ";PRAGMA user_version=" + std::to_string(kSchemaVersion) + ";";
  const std::string first_head =
      "INSERT INTO head VALUES(0,0," + std::to_string(microseconds_of(kEarliest)) + ",x'',0,zeroblob(8));COMMIT;";
  for (const std::string& sql : {setup, std::string(kSqliteSchema), first_head}) {
    TRY(file.execute(sql.c_str()));
  }
  SharedSums sums;
  auto snapshots = TRY(Snapshots::open(file, sums));
  auto seal = TRY(Seal::prepare(file, *snapshots));
  const auto copied = TRY(seal->copy_log({}));
  if (!copied) return tl::unexpected(store_error(SQLITE_BUSY, path));
  return {};
}

Result<void> make_ledger(const std::string& path, const std::string& named) {
  const LedgerDraft draft(path);
  const auto written = write_empty_ledger(draft.path());
  if (!written) {
    Error failure = written.error();
    if (const std::size_t at = failure.message.find(draft.path()); at != std::string::npos) {
      failure.message.replace(at, draft.path().size(), named);
    }
    return tl::unexpected(failure);
  }
  return draft.appear(path, named);
}

std::uint32_t number_at(const std::array<std::uint8_t, 100>& header, std::size_t at) {
  return static_cast<std::uint32_t>(header[at] << 24 | header[at + 1] << 16 | header[at + 2] << 8 | header[at + 3]);
}

}  // namespace

Result<void> create_ledger_file(const std::string& named) {
  const auto plain = TRY(plain_name(named));
  TRY(make_ledger(plain, named));
  return sync_folder_of(plain, named);
}

namespace {

struct LedgerHeader {
  std::uint32_t format;
  int page_bytes;
  int reserved_bytes;
  bool write_ahead;
};

// Through SQLite, though only bytes are read: to open and close the file beside it would drop the locks that this
// process's other connections hold, as file locks are the process's and not the descriptor's.
Result<LedgerHeader> read_header(const std::string& path) {
  const std::string file = "`" + path + "`";
  TRY(check_files(path));
  const auto opened = TRY(Connection::open(path, Connection::Mode::read_only, Connection::Pages::as_they_are, {}));
  sqlite3_file* below = nullptr;
  sqlite3_file_control(opened->handle(), "main", SQLITE_FCNTL_FILE_POINTER, &below);
  std::array<std::uint8_t, 100> header{};
  const int code = below->pMethods->xRead(below, header.data(), static_cast<int>(header.size()), 0);
  if (code != SQLITE_OK && code != SQLITE_IOERR_SHORT_READ) return tl::unexpected(store_error(code, path));
  constexpr std::string_view kMagic{"SQLite format 3\0", 16};
  const bool magic = std::memcmp(header.data(), kMagic.data(), kMagic.size()) == 0;
  if (!magic || number_at(header, 68) != kApplicationId) {
    sqlite3_int64 size = 0;
    below->pMethods->xFileSize(below, &size);
    const std::string what = size == 0 ? " is empty and not a ledger" : " is not a ledger";
    return fail(ErrorCode::invalid, file + what, "name a ledger; if this was one, restore it from a copy");
  }
  return LedgerHeader{number_at(header, 60), header[16] << 8 | header[17], header[20],
                      header[18] == 2 && header[19] == 2};
}

}  // namespace

Result<std::uint32_t> format_of_ledger_file(const std::string& path) {
  return read_header(path).map([](const LedgerHeader& header) { return header.format; });
}

Result<void> check_ledger_file(const std::string& path) {
  const auto header = TRY(read_header(path));
  const std::string file = "`" + path + "`";
  if (header.format != kSchemaVersion) {
    return fail(ErrorCode::invalid,
                "ledger " + file + " has format " + std::to_string(header.format) + "; this program reads format " +
                    std::to_string(kSchemaVersion),
                header.format < kSchemaVersion ? "bring it to this format with `assent ledger upgrade`"
                                               : "use a later version of the program");
  }
  if (header.page_bytes != kPageBytes || header.reserved_bytes != kReservedBytes || !header.write_ahead) {
    return fail(ErrorCode::damaged, "ledger " + file + " is damaged: its header is broken", "restore it from a copy");
  }
  return {};
}

Result<std::unique_ptr<Connection>> open_for_writing(const std::string& path, std::chrono::milliseconds busy_wait) {
  auto connection = Connection::open(path, Connection::Mode::read_write, Connection::Pages::checked, busy_wait);
  if (!connection) return connection;
  // No page may leave the cache before its commit (checked_vfs.hpp).
  const auto set =
      (*connection)
          ->execute(
              "PRAGMA synchronous=FULL;PRAGMA cache_spill=OFF;PRAGMA cache_size=-262144;PRAGMA temp_store=MEMORY;"
              "PRAGMA cell_size_check=ON;PRAGMA wal_autocheckpoint=0");
  if (!set) return tl::unexpected(set.error());
  return connection;
}

Result<std::unique_ptr<Connection>> open_for_reading(const std::string& path, Connection::Pages pages,
                                                     std::chrono::milliseconds busy_wait) {
  auto connection = Connection::open(path, Connection::Mode::read_only, pages, busy_wait);
  if (!connection) return connection;
  const auto set =
      (*connection)->execute("PRAGMA cache_size=-32768;PRAGMA temp_store=MEMORY;PRAGMA cell_size_check=ON");
  if (!set) return tl::unexpected(set.error());
  return connection;
}

}  // namespace assent::store
