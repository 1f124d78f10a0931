#include "store/sqlite_verify.hpp"

#include "ledger/verify.hpp"
#include "store/checked_vfs.hpp"
#include "store/ledger_file.hpp"
#include "store/schema.hpp"
#include "store/snapshots.hpp"
#include "store/sqlite_rows.hpp"
#include "store/wal.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace assent::store {
namespace {

constexpr std::uint64_t kProgressStep = 10'000;

// A shortage (of memory, descriptors, time) is no damage: it ends the verification. The first one is kept.
class Shortage {
 public:
  // Nothing, as for damage, which is reported in another way.
  void note(const Error& error) {
    if (error.code == ErrorCode::unavailable && !first_) first_ = error;
  }
  const std::optional<Error>& first() const { return first_; }

 private:
  std::optional<Error> first_;
};

// The tables that are derived from the entries. Each entry must be found in them as it says; a table that then has
// more rows than were found so has rows that no entry speaks for.
class Indexes {
 public:
  static Result<Indexes> open(Connection& file, Shortage& shortage) {
    Indexes indexes(shortage);
    const std::pair<Statement&, const char*> statements[] = {
        {indexes.account_, "SELECT kind FROM account_entry WHERE account=? AND idx=?"},
        {indexes.telephone_, "SELECT idx FROM telephone_account WHERE telephone=? AND account=?"},
        {indexes.key_, "SELECT idx FROM key_entry WHERE account=? AND key=?"},
    };
    for (const auto& [statement, sql] : statements) {
      statement = TRY(file.prepare(sql));
    }
    return indexes;
  }

  void check(std::uint64_t index, const evidence::Entry& entry, ledger::Verifier& verifier) {
    const auto kind = number(account_.bind(1, std::string_view(entry.account)).bind(2, index));
    if (!kind) verifier.damage(index, "the index of accounts does not have it");
    else if (*kind != static_cast<std::int64_t>(entry.kind())) {
      verifier.damage(index, "the index of accounts has it as another kind");
    }
    if (kind) ++accounts_;

    const auto* customer = std::get_if<evidence::CustomerRecorded>(&entry.body);
    for (const std::string& telephone : customer != nullptr ? evidence::names_of_numbers(*customer) : Names{}) {
      const auto first =
          number(telephone_.bind(1, std::string_view(telephone)).bind(2, std::string_view(entry.account)));
      if (!first) verifier.damage(index, "the index of telephones does not have it");
      else if (std::cmp_greater(*first, index)) verifier.damage(index, "the index of telephones has a later entry");
      if (first && std::cmp_equal(*first, index)) ++telephones_;
    }
    if (!entry.key.empty()) {
      const auto owner = number(key_.bind(1, std::string_view(entry.account)).bind(2, std::string_view(entry.key)));
      if (!owner) verifier.damage(index, "the index of keys does not have its key");
      else if (!std::cmp_equal(*owner, index))
        verifier.damage(index, "the index of keys has another entry for its key");
      if (owner && std::cmp_equal(*owner, index)) ++keys_;
    }
  }

  // `doubtful`: how many entries could not be read, and so not be looked for.
  void check_counts(Connection& file, std::uint64_t doubtful, ledger::Verifier& verifier) const {
    const std::tuple<const char*, const char*, std::uint64_t> tables[] = {
        {"SELECT count(*) FROM account_entry", "accounts", accounts_},
        {"SELECT count(*) FROM telephone_account", "telephones", telephones_},
        {"SELECT count(*) FROM key_entry", "keys", keys_},
    };
    for (const auto& [sql, name, found] : tables) {
      auto count = file.prepare(sql);
      const auto rows = count ? number(*count) : std::nullopt;
      const std::string index = std::string("the index of ") + name;
      if (!rows) verifier.damage(std::nullopt, index + " cannot be read");
      else if (std::cmp_greater(*rows, found + doubtful)) {
        verifier.damage(std::nullopt, index + " has rows that belong to no entry: " +
                                          std::to_string(static_cast<std::uint64_t>(*rows) - found - doubtful));
      }
    }
  }

 private:
  explicit Indexes(Shortage& shortage) : shortage_(&shortage) {}

  // Nothing: no such row, or it cannot be read.
  std::optional<std::int64_t> number(Statement& select) const {
    const ResetOnExit reset(select);
    const auto row = select.step();
    if (!row) shortage_->note(row.error());
    if (!row || !*row) return std::nullopt;
    return select.number(0);
  }

  Shortage* shortage_;
  Statement account_, telephone_, key_;
  std::uint64_t accounts_ = 0;
  std::uint64_t telephones_ = 0;
  std::uint64_t keys_ = 0;
};

// One pass over one snapshot of the file, through SQLite but past the page checks, so that a damaged page does not
// keep the entries on it from being named.
class Pass {
 public:
  Pass(Connection& file, Statement checkpoints, Indexes indexes, Shortage& shortage, const VerifyProgress& progress)
      : file_(file),
        shortage_(shortage),
        checkpoints_(std::move(checkpoints)),
        indexes_(std::move(indexes)),
        progress_(progress),
        verifier_(kLog, [this] { return next_checkpoint(); }) {}

  ledger::Inspection run() {
    check_head();
    read_entries();
    indexes_.check_counts(file_, doubtful_, verifier_);
    if (checkpoints_failed_) verifier_.damage(std::nullopt, "the checkpoints cannot all be read");
    ledger::Inspection found = std::move(verifier_).finish();
    const ledger::LogHead& log = found.heads.front();
    const auto complain = [&](const char* what) { found.damages.insert(found.damages.begin(), {std::nullopt, what}); };
    if (head_ && head_->frontier.size() != log.size) complain("the head has another size than the log");
    else if (head_ && head_->frontier.root() != log.root) complain("the head has another root than the log");
    if (head_ && latest_ && head_->recorded != *latest_) complain("the head has another instant than the last entry");
    return found;
  }

 private:
  std::optional<ledger::LogHead> next_checkpoint() {
    const auto row = checkpoints_.step();
    if (!row) shortage_.note(row.error());
    if (!row) checkpoints_failed_ = true;
    if (!row || !*row) return std::nullopt;
    // A root that is no hash is given as one that nothing hashes to.
    return ledger::LogHead{kLog, static_cast<std::uint64_t>(checkpoints_.number(0)),
                           hash_of(checkpoints_.blob(1)).value_or(evidence::Hash{})};
  }

  void check_head() {
    auto select = file_.prepare(kSelectHead);
    auto head = select ? read_head(*select) : tl::unexpected(select.error());
    if (!head) shortage_.note(head.error());
    if (head) head_ = std::move(*head);
    else verifier_.damage(std::nullopt, "the head cannot be read");
  }

  void read_entries() {
    auto all = file_.prepare("SELECT idx, leaf, bytes FROM entry ORDER BY idx");
    auto one = file_.prepare("SELECT idx, leaf, bytes FROM entry WHERE idx=?");
    if (!all || !one) return verifier_.damage(std::nullopt, "the entries cannot be read");
    for (;;) {
      const auto row = all->step();
      if (!row) shortage_.note(row.error());
      if (shortage_.first()) return;
      if (!row) break;
      if (!*row) return;
      take(*all);
    }
    // The walk met a page that SQLite cannot use; entries beyond it are reached one by one, by their index.
    verifier_.damage(std::nullopt, "the table of entries is broken");
    for (const std::uint64_t end = entries_max(); next_ < end && !shortage_.first();) {
      const std::uint64_t index = next_++;
      const ResetOnExit reset(*one);
      if (const auto row = one->bind(1, index).step(); row && *row) take(*one);
    }
  }

  void take(const Statement& row) {
    const auto index = static_cast<std::uint64_t>(row.number(0));
    const auto entry = verifier_.entry(index, row.blob(2), row.blob(1));
    if (entry) indexes_.check(index, *entry, verifier_);
    else ++doubtful_;
    if (entry) latest_ = entry->recorded;
    else latest_.reset();
    next_ = index + 1;
    if (progress_ && index % kProgressStep == 0) progress_(index, head_ ? head_->frontier.size() : index);
  }

  // No more than the file can hold, whatever a damaged head says.
  std::uint64_t entries_max() const {
    constexpr std::uint64_t kEntryBytesMin = 40;
    auto select = file_.prepare("PRAGMA page_count");
    const auto row = select ? select->step() : tl::unexpected(select.error());
    const auto pages = row && *row ? static_cast<std::uint64_t>(select->number(0)) : 0;
    const std::uint64_t room = pages * kPageBytes / kEntryBytesMin;
    return head_ ? std::min(head_->frontier.size(), room) : room;
  }

  Connection& file_;
  Shortage& shortage_;
  Statement checkpoints_;
  Indexes indexes_;
  const VerifyProgress& progress_;
  bool checkpoints_failed_ = false;
  std::optional<HeadRow> head_;
  std::optional<Instant> latest_;  // when the last entry was recorded; none: it is in doubt
  std::uint64_t next_ = 0;
  std::uint64_t doubtful_ = 0;
  ledger::Verifier verifier_;  // last: it asks for a checkpoint at once
};

// SQLite's own check of its structures, on pages that are checked against their sums and against the seal. Its rows
// about a page that was not given name that page once.
Result<std::vector<ledger::Damage>> structural_damages(const std::string& path, std::chrono::milliseconds busy_wait) {
  std::vector<ledger::Damage> damages;
  const auto tell = [&](const std::string& what) {
    if (damages.empty() || damages.back().what != what) damages.push_back({std::nullopt, what});
  };
  SharedSums sums;
  auto file = open_for_reading(path, Connection::Pages::checked, busy_wait);
  auto snapshots = file ? Snapshots::open(**file, sums) : tl::unexpected(file.error());
  const auto looked = [&]() -> Result<void> {
    if (!snapshots) return tl::unexpected(snapshots.error());
    TRY((*snapshots)->before(LookUp::now));
    TRY((*file)->execute("BEGIN"));
    TRY((*snapshots)->confirm());
    auto check = TRY((*file)->prepare("PRAGMA integrity_check(1000)"));
    for (;;) {
      const auto row = TRY(check.step());
      if (!row) return {};
      if (check.text(0) != "ok") tell("the file's structure: " + std::string(check.text(0)));
    }
  }();
  if (!looked && looked.error().code == ErrorCode::unavailable) return tl::unexpected(looked.error());
  if (file) {
    for (const std::string& page : damaged_pages((*file)->handle())) tell("a page of the file: " + page);
  }
  if (!looked) tell(looked.error().message);
  return damages;
}

// What there is to say of a file whose schema is not ours: nothing in it is read.
ledger::Inspection only(ledger::Damage damage) {
  return {{{kLog, 0, evidence::Frontier{}.root()}}, 0, {std::move(damage)}};
}

}  // namespace

Result<ledger::Inspection> verify_ledger_file(const std::string& path, std::chrono::milliseconds busy_wait,
                                              const VerifyProgress& progress) {
  TRY(check_ledger_file(path));
  const auto wal = check_wal(path);
  if (!wal && wal.error().code == ErrorCode::unavailable) return tl::unexpected(wal.error());
  auto file = TRY(open_for_reading(path, Connection::Pages::as_they_are, busy_wait));
  Shortage shortage;
  const auto begun = file->execute("BEGIN");
  const auto schema = begun ? check_schema(*file) : begun;
  if (!schema && schema.error().code == ErrorCode::unavailable) return tl::unexpected(schema.error());
  if (!schema) return only({std::nullopt, schema.error().message});
  auto checkpoints = TRY(file->prepare("SELECT size, root FROM checkpoint ORDER BY size"));
  auto indexes = TRY(Indexes::open(*file, shortage));
  ledger::Inspection found = Pass(*file, std::move(checkpoints), std::move(indexes), shortage, progress).run();
  if (shortage.first()) return tl::unexpected(*shortage.first());
  const auto structural = TRY(structural_damages(path, busy_wait));
  found.damages.insert(found.damages.begin(), structural.begin(), structural.end());
  if (!wal) found.damages.insert(found.damages.begin(), {std::nullopt, wal.error().message});
  return found;
}

}  // namespace assent::store
