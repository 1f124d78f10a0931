#include "store/upgrade.hpp"

#include "ledger/verify.hpp"
#include "store/ledger_draft.hpp"
#include "store/ledger_file.hpp"
#include "store/ledger_name.hpp"
#include "store/schema.hpp"
#include "store/sqlite_customer_keys.hpp"
#include "store/sqlite_rows.hpp"
#include "store/sqlite_writer.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace assent::store {
namespace {

using FormerCommit = SqliteWriter::FormerCommit;
using Progress = std::function<void(std::uint64_t done, std::uint64_t all)>;

constexpr std::size_t kEntriesAtOnce = 50'000;
constexpr int kCheckpointPages = 16'384;

bool is_there(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

std::string former_name(const std::string& path, std::uint32_t format) {
  return path + ".format-" + std::to_string(format);
}

// Where another upgrade stopped after it had put the former file aside, it is put back.
Result<void> put_back(const std::string& path, const std::string& named) {
  if (is_there(path)) return {};
  for (std::uint32_t format = kSchemaVersion - 1; format > 0; --format) {
    const std::string former = former_name(path, format);
    if (!is_there(former)) continue;
    const std::string log = former + "-wal";
    if (is_there(log) && !rename_to_free_name(log, path + "-wal")) return system_failure(named, errno);
    if (!rename_to_free_name(former, path)) return system_failure(named, errno);
    return sync_folder_of(path, named);
  }
  return {};
}

// The old file, locked so that no other program has it open.
class Former {
 public:
  static Result<std::unique_ptr<Former>> open(const std::string& path) {
    std::unique_ptr<Former> former(new Former);
    former->file_ = TRY(Connection::open(path, Connection::Mode::read_write, Connection::Pages::as_they_are, {}));
    Connection& file = *former->file_;
    TRY(file.execute("PRAGMA locking_mode=EXCLUSIVE"));
    auto begun = file.execute("BEGIN IMMEDIATE");
    if (!begun && begun.error().code == ErrorCode::unavailable) {
      return fail(ErrorCode::conflict, begun.error().message,
                  "close every program that has the ledger open, then upgrade it");
    }
    TRY(begun);
    TRY(former->check_tables());
    former->entries_ = TRY(file.prepare("SELECT idx, leaf, bytes FROM entry ORDER BY idx"));
    former->checkpoints_ = TRY(file.prepare("SELECT size, root FROM checkpoint ORDER BY size"));
    former->size_ = TRY(former->size_in_head());
    return former;
  }

  std::uint64_t size() const { return size_; }

  // The next commits, of some kEntriesAtOnce entries together; none: all were read.
  Result<std::vector<FormerCommit>> next() {
    std::vector<FormerCommit> commits;
    for (std::size_t entries = 0; !ended_ && entries < kEntriesAtOnce;) {
      const auto row = TRY(checkpoints_.step());
      if (!row) {
        ended_ = true;  // another step would begin again
        TRY(check_end());
        break;
      }
      FormerCommit& commit = commits.emplace_back();
      commit.head = {kLog, static_cast<std::uint64_t>(checkpoints_.number(0)),
                     hash_of(checkpoints_.blob(1)).value_or(evidence::Hash{})};
      if (commit.head.size <= read_) return damaged("its commits are not in order");
      while (read_ < commit.head.size) {
        const auto entry = TRY(entries_.step());
        if (!entry || entries_.number(0) != static_cast<std::int64_t>(read_)) {
          return damaged("entry " + entry_name(position()) + " is missing");
        }
        FormerCommit::Stored& stored = commit.entries.emplace_back();
        stored.entry = TRY(checked_entry(position(), entries_.blob(1), entries_.blob(2)));
        const evidence::ByteView bytes = entries_.blob(2);
        stored.bytes.assign(bytes.begin(), bytes.end());
        ++read_;
        ++entries;
      }
    }
    return commits;
  }

 private:
  Former() = default;

  Position position() const { return {kLog, read_}; }

  tl::unexpected<Error> damaged(const std::string& what) const {
    return fail(ErrorCode::damaged, "ledger `" + file_->path() + "` is damaged: " + what,
                "restore it from a copy; nothing was changed");
  }

  // Of what is read: whatever else is in the file is left behind.
  Result<void> check_tables() const {
    auto select = TRY(file_->prepare(
        "SELECT count(*) FROM sqlite_schema WHERE type='table' AND name IN ('entry','checkpoint','head')"));
    const auto row = TRY(select.step());
    constexpr int kTables = 3;
    if (!row || select.number(0) != kTables) return damaged("it does not have the tables of a ledger");
    return {};
  }

  Result<std::uint64_t> size_in_head() const {
    auto select = TRY(file_->prepare("SELECT size FROM head WHERE log=0"));
    const auto row = TRY(select.step());
    if (!row) return damaged("the head cannot be read");
    return static_cast<std::uint64_t>(select.number(0));
  }

  Result<void> check_end() {
    const auto more = TRY(entries_.step());
    if (more || read_ != size_) return damaged("its head has another size than the log");
    return {};
  }

  std::unique_ptr<Connection> file_;
  Statement entries_, checkpoints_;
  std::uint64_t read_ = 0;
  std::uint64_t size_ = 0;
  bool ended_ = false;
};

// Profiles of entry format 1: they have what identifies the customer in clear.
std::uint64_t clear_profiles_in(std::span<const FormerCommit> commits) {
  std::uint64_t count = 0;
  for (const FormerCommit& commit : commits) {
    for (const FormerCommit::Stored& each : commit.entries) {
      const auto* customer = std::get_if<evidence::CustomerRecorded>(&each.entry.body);
      if (customer != nullptr && !customer->sealed && evidence::identifies(*customer)) ++count;
    }
  }
  return count;
}

// All of the former file, in the draft. The root in the end.
Result<evidence::Hash> take_over(Former& former, const std::string& draft, std::uint64_t& clear_profiles,
                                 const Progress& progress) {
  TRY(create_ledger_file(draft));
  evidence::Hash root = evidence::Frontier{}.root();
  {
    SharedSums sums;
    const auto writer = TRY(SqliteWriter::open(draft, {}, kCheckpointPages, sums, {}));
    for (;;) {
      const auto commits = TRY(former.next());
      if (commits.empty()) break;
      TRY(writer->take_over(commits));
      clear_profiles += clear_profiles_in(commits);
      root = commits.back().head.root;
      if (progress) progress(commits.back().head.size, former.size());
    }
  }
  // The writer copies its log into the file when it goes, and only the file gets the ledger's name.
  struct stat log {};
  if (::lstat((draft + "-wal").c_str(), &log) == 0 && log.st_size > 0) {
    return fail(ErrorCode::unavailable, "the new file could not be completed",
                "check that the disk has space and works");
  }
  return root;
}

// First the old file gets its new name, with its log; then the new file gets the name. The log moves last: without it,
// the old file would have a name that no program opens.
Result<void> change_places(const LedgerDraft& draft, const std::string& path, const std::string& former,
                           const std::string& named) {
  if (!rename_to_free_name(path, former)) return system_failure(named, errno);
  const std::string log = path + "-wal";
  const bool aside = !is_there(log) || rename_to_free_name(log, former + "-wal");
  const int error = errno;
  ::unlink((path + "-shm").c_str());
  auto done = aside ? draft.appear(path, named) : system_failure(named, error);
  if (!done) TRY(put_back(path, named));
  if (!done) return done;
  return sync_folder_of(path, named);
}

}  // namespace

Result<ledger::Upgraded> upgrade_ledger_file(const std::string& named, const Progress& progress) {
  const auto path = TRY(plain_name(named));
  TRY(put_back(path, named));
  ledger::Upgraded done;
  done.from = TRY(format_of_ledger_file(named));
  done.to = kSchemaVersion;
  if (done.from == kSchemaVersion) return done;
  if (done.from > kSchemaVersion) TRY(check_ledger_file(named));  // says so
  const std::string kept = former_name(path, done.from);
  // As it was called, where that is no link.
  const bool by_its_name = std::filesystem::path(named).filename() == std::filesystem::path(path).filename();
  done.kept_as = by_its_name ? former_name(named, done.from) : kept;
  for (const std::string& each : {kept, kept + "-wal"}) {
    if (!is_there(each)) continue;
    return fail(ErrorCode::conflict, "`" + each + "` already exists where the old file would be kept",
                "move it elsewhere");
  }
  const auto former = TRY(Former::open(path));
  done.entries = former->size();
  const LedgerDraft draft(path);
  done.root = TRY(take_over(*former, draft.path(), done.clear_profiles, progress));
  TRY(SqliteCustomerKeys::create(path, system_seed));
  TRY(change_places(draft, path, kept, named));
  return done;
}

}  // namespace assent::store
