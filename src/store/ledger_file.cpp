#include "store/ledger_file.hpp"

#include "base/instant.hpp"
#include "process/unfinished.hpp"
#include "sqlite_schema.hpp"
#include "store/checked_vfs.hpp"
#include "store/ledger_name.hpp"
#include "store/schema.hpp"
#include "store/seal.hpp"
#include "store/snapshots.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>

namespace assent {
namespace {

class Descriptor {
 public:
  Descriptor(const std::string& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC)) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  bool open() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

// The name under which a ledger grows, and those that SQLite makes beside it: gone in the end, whatever that is. Asks
// for no memory then.
class LedgerDraft {
 public:
  explicit LedgerDraft(const std::string& path) {
    for (std::size_t i = 0; i < kSuffixes.size(); ++i) {
      names_[i] = path + kSuffixes[i];
      unfinished_[i] = UnfinishedName(names_[i]);
    }
  }
  ~LedgerDraft() {
    for (const std::string& each : names_) ::unlink(each.c_str());
  }
  LedgerDraft(const LedgerDraft&) = delete;
  LedgerDraft& operator=(const LedgerDraft&) = delete;

  const std::string& path() const { return names_[0]; }

 private:
  static constexpr std::array<const char*, 4> kSuffixes{"", "-wal", "-shm", "-journal"};
  std::array<std::string, kSuffixes.size()> names_;
  std::array<UnfinishedName, kSuffixes.size()> unfinished_;  // where no destructor is run any more
};

tl::unexpected<Error> system_failure(const std::string& path, int error) {
  return fail(ErrorCode::unavailable, "ledger `" + path + "` failed: " + std::strerror(error),
              "see that its folder exists, that this user may write it, and that the disk has space");
}

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

// Fails where a file of that name is there. An older Linux or another file system may know no such step: then by two
// names, of which the first goes at once.
int appear(const std::string& draft, const std::string& path) {
  if (::renameat2(AT_FDCWD, draft.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0) return 0;
  if (errno != EINVAL && errno != ENOSYS) return -1;
  return ::link(draft.c_str(), path.c_str());
}

Result<void> make_ledger(const std::string& path, const std::string& named) {
  static std::atomic<unsigned> count{0};  // several may be made at once, in one process as in many
  const LedgerDraft draft(path + ".new-" + std::to_string(::getpid()) + "-" + std::to_string(++count));
  const auto written = write_empty_ledger(draft.path());
  if (!written) {
    Error failure = written.error();
    if (const std::size_t at = failure.message.find(draft.path()); at != std::string::npos) {
      failure.message.replace(at, draft.path().size(), named);
    }
    return tl::unexpected(failure);
  }
  if (appear(draft.path(), path) != 0) {
    if (errno != EEXIST) return system_failure(named, errno);
    return fail(ErrorCode::invalid, "`" + named + "` already exists", "open it, or choose another name");
  }
  return {};
}

std::uint32_t number_at(const std::array<std::uint8_t, 100>& header, std::size_t at) {
  return static_cast<std::uint32_t>(header[at] << 24 | header[at + 1] << 16 | header[at + 2] << 8 | header[at + 3]);
}

}  // namespace

Result<void> create_ledger_file(const std::string& named) {
  const auto plain = TRY(plain_name(named));
  TRY(make_ledger(plain, named));
  const Descriptor folder(std::filesystem::path(plain).parent_path().string(), O_RDONLY | O_DIRECTORY);
  if (!folder.open() || ::fsync(folder.number()) != 0) return system_failure(named, errno);
  return {};
}

// Through SQLite, though only bytes are read: to open and close the file beside it would drop the locks that this
// process's other connections hold, as file locks are the process's and not the descriptor's.
Result<void> check_ledger_file(const std::string& path) {
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
  if (const std::uint32_t version = number_at(header, 60); version != kSchemaVersion) {
    return fail(ErrorCode::invalid,
                "ledger " + file + " has format " + std::to_string(version) + "; this program reads format " +
                    std::to_string(kSchemaVersion),
                version < kSchemaVersion ? "bring it to this format with `assent ledger upgrade`"
                                         : "use a later version of the program");
  }
  const int page_bytes = header[16] << 8 | header[17];
  if (page_bytes != kPageBytes || header[20] != kReservedBytes || header[18] != 2 || header[19] != 2) {
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

}  // namespace assent
