#include "store/sqlite_writer.hpp"

#include "ledger/same_content.hpp"
#include "store/ledger_file.hpp"
#include "store/sqlite_rows.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace assent::store {

// One transaction in the making. The derived rows wait until all entries are in, and are then put in sorted: narrow
// tables with keys in random order are filled much faster so. The views are into the callers' drafts.
struct SqliteWriter::Group {
  struct NewKey {
    const ledger::Draft* draft;  // of an entry that is taken over: nullptr
    ledger::Receipt receipt;
  };
  using OfAccount = std::pair<std::string_view, std::string_view>;  // account and key
  HeadRow head;
  std::uint64_t size_before = 0;
  std::map<OfAccount, NewKey> keys;
  std::vector<std::tuple<std::string_view, std::uint64_t, evidence::EntryKind>> accounts;
  std::vector<std::tuple<std::string, std::string_view, std::uint64_t>> telephones;
};

Result<std::unique_ptr<SqliteWriter>> SqliteWriter::open(const std::string& path, std::chrono::milliseconds busy_wait,
                                                         int checkpoint_pages, SharedSums& sums,
                                                         FindCustomerKeys find_keys) {
  auto connection = TRY(open_for_writing(path, busy_wait));
  std::unique_ptr<SqliteWriter> writer(new SqliteWriter);
  writer->find_keys_ = std::move(find_keys);
  writer->busy_wait_ = busy_wait;
  writer->checkpoint_pages_ = static_cast<std::uint32_t>(checkpoint_pages);
  writer->connection_ = std::move(connection);
  writer->snapshots_ = TRY(Snapshots::open(*writer->connection_, sums));
  writer->seal_ = TRY(Seal::prepare(*writer->connection_, *writer->snapshots_));
  const std::tuple<Statement&, const char*> statements[] = {
      {writer->commit_, "COMMIT"},
      {writer->entry_of_key_,
       "SELECT k.idx, e.leaf, e.bytes FROM key_entry k LEFT JOIN entry e ON e.idx=k.idx "
       "WHERE k.account=? AND k.key=?"},
      {writer->put_entry_, "INSERT INTO entry(idx, leaf, bytes) VALUES(?,?,?)"},
      {writer->put_head_, "UPDATE head SET size=?, recorded=?, peaks=? WHERE log=0"},
      {writer->put_checkpoint_, "INSERT INTO checkpoint(size, root) VALUES(?,?)"},
  };
  for (const auto& [statement, sql] : statements) {
    statement = TRY(writer->connection_->prepare(sql));
  }
  const Connection& file = *writer->connection_;
  writer->put_accounts_ = TRY(PutRows::prepare(file, "INSERT INTO account_entry(account, idx, kind) VALUES"));
  writer->put_telephones_ = TRY(PutRows::prepare(file, "INSERT INTO telephone_account(telephone, account, idx) VALUES",
                                                 " ON CONFLICT DO NOTHING"));
  writer->put_keys_ = TRY(PutRows::prepare(file, "INSERT INTO key_entry(account, key, idx) VALUES"));
  return writer;
}

SqliteWriter::~SqliteWriter() {
  if (seal_ == nullptr) return;
  // Where others hold the ledger it is theirs to do. What is not copied stays in the log, as good as in the file.
  const auto copied = seal_->copy_log({});
  seal_.reset();
  // The last one to close removes the log.
  if (copied && *copied) sqlite3_db_config(connection_->handle(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
}

void SqliteWriter::commit(std::span<AppendCall* const> calls) {
  const std::vector<AppendCall*> ready = with_keys(calls);
  if (ready.empty()) return;
  const auto written = [&] {
    const RollBackOnExit at_the_end{*connection_};
    return write(ready);
  }();
  sealing_ = {};
  if (written) return copy_long_log();
  for (AppendCall* each : ready) each->answer = ledger::refuse_all(each->drafts.size(), written.error());
}

// Takes the keys of the whole group in one. They are durable before the entries are: a key that none then uses does no
// harm. Without keys, the calls that need none go on: a refusal waits for nothing.
std::vector<AppendCall*> SqliteWriter::with_keys(std::span<AppendCall* const> calls) {
  std::vector<AppendCall*> ready;
  std::vector<AppendCall*> needing;
  std::vector<std::span<const ledger::Draft>> drafts;
  for (AppendCall* each : calls) {
    const bool needs = std::any_of(each->drafts.begin(), each->drafts.end(), has_identity);
    (needs ? needing : ready).push_back(each);
    if (needs) drafts.push_back(each->drafts);
  }
  if (needing.empty()) return ready;
  auto sealing = [&]() -> Result<SealingKeys> {
    ledger::CustomerKeys* const keys = TRY(find_keys_());
    return SealingKeys::of(*keys, drafts);
  }();
  if (!sealing) {
    for (AppendCall* each : needing) each->answer = ledger::refuse_all(each->drafts.size(), sealing.error());
    return ready;
  }
  sealing_ = *std::move(sealing);
  return {calls.begin(), calls.end()};
}

// The commit counts whether this succeeds or not; it is tried again when the log has grown by as much again.
void SqliteWriter::copy_long_log() {
  constexpr std::chrono::milliseconds kWaitMax{1000};
  const std::uint32_t frames = seal_->frames_committed();
  if (frames < tried_at_) tried_at_ = 0;  // the log has begun again
  if (frames - tried_at_ < checkpoint_pages_) return;
  tried_at_ = frames;
  if (const auto copied = seal_->copy_log(std::min(busy_wait_, kWaitMax)); copied && *copied) tried_at_ = 0;
}

Result<void> SqliteWriter::write(std::span<AppendCall* const> calls) {
  auto group = TRY(begin());
  for (AppendCall* each : calls) {
    TRY(add(*each, group));
  }
  // Nothing new: what the receipts speak of was durable before it could be seen.
  return group.head.frontier.size() == group.size_before ? Result<void>{} : finish(group);
}

Result<SqliteWriter::Group> SqliteWriter::begin() {
  TRY(snapshots_->begin_writing(busy_wait_));
  auto head = TRY(snapshots_->confirm());
  Group group;
  group.size_before = head.frontier.size();
  group.head = std::move(head);
  return group;
}

// Answers the call; fails only where the store does.
Result<void> SqliteWriter::add(AppendCall& call, Group& group) {
  const Instant recorded = std::max(call.now, group.head.recorded);
  call.answer = TRY(ledger::settle_append(
      call.drafts, recorded, [&](const ledger::Draft& draft) { return known(draft, group); },
      [&](const ledger::Draft& draft) { return put(draft, recorded, group); }));
  return {};
}

Result<std::optional<ledger::KnownKey>> SqliteWriter::known(const ledger::Draft& draft, const Group& group) {
  const evidence::Entry& wanted = draft.entry;
  if (const auto found = group.keys.find({wanted.account, wanted.key}); found != group.keys.end()) {
    ledger::KnownKey known{
        found->second.receipt,
        ledger::same_content(ledger::entry_of(*found->second.draft, found->second.receipt.recorded), draft)};
    known.receipt.repeated = true;
    return known;
  }
  const ResetOnExit reset(entry_of_key_);
  const auto row =
      TRY(entry_of_key_.bind(1, std::string_view(wanted.account)).bind(2, std::string_view(wanted.key)).step());
  if (!row) return std::nullopt;
  const Position position = position_of(entry_of_key_.number(0));
  const auto entry = TRY(checked_entry(position, entry_of_key_.blob(1), entry_of_key_.blob(2)));
  if (!has_identity(draft))
    return ledger::KnownKey{{position, entry.recorded, true}, ledger::same_content(entry, draft)};
  ledger::Draft sealed = draft;
  sealing_.seal_entry(sealed.entry);
  return ledger::KnownKey{{position, entry.recorded, true}, ledger::same_content(entry, sealed)};
}

Result<ledger::Receipt> SqliteWriter::put(const ledger::Draft& draft, Instant recorded, Group& group) {
  scratch_ = draft.entry;
  scratch_.recorded = recorded;
  if (draft.effective_is_now) scratch_.effective = recorded;
  sealing_.seal_entry(scratch_);
  const evidence::Bytes bytes = evidence::encode(scratch_);
  const auto receipt = TRY(put_entry(draft.entry, scratch_.body, bytes, recorded, group));
  if (!draft.entry.key.empty()) group.keys.at({draft.entry.account, draft.entry.key}).draft = &draft;
  return receipt;
}

// The entry outlives the group; its own recorded instant and body are ignored. `body`: as in the bytes.
Result<ledger::Receipt> SqliteWriter::put_entry(const evidence::Entry& entry, const evidence::Body& body,
                                                evidence::ByteView bytes, Instant recorded, Group& group) {
  const evidence::Hash leaf = evidence::leaf_hash(bytes);
  const std::uint64_t index = group.head.frontier.size();
  TRY(put_entry_.bind(1, index).bind(2, evidence::ByteView(leaf)).bind(3, bytes).run());
  const ledger::Receipt receipt{{kLog, index}, recorded, false};
  group.head.frontier.append(leaf);
  group.head.recorded = recorded;
  group.accounts.emplace_back(entry.account, index, entry.kind());
  if (const auto* customer = std::get_if<evidence::CustomerRecorded>(&body)) {
    for (std::string& each : evidence::names_of_numbers(*customer)) {
      group.telephones.emplace_back(std::move(each), entry.account, index);
    }
  }
  if (!entry.key.empty()) {
    group.keys.emplace(Group::OfAccount(entry.account, entry.key), Group::NewKey{nullptr, receipt});
  }
  return receipt;
}

Result<void> SqliteWriter::take_over(std::span<const FormerCommit> commits) {
  {
    const RollBackOnExit at_the_end{*connection_};
    auto group = TRY(begin());
    for (const FormerCommit& each : commits) {
      for (const FormerCommit::Stored& stored : each.entries) {
        TRY(put_entry(stored.entry, stored.entry.body, stored.bytes, stored.entry.recorded, group));
      }
      const evidence::Frontier& frontier = group.head.frontier;
      if (frontier.size() != each.head.size || frontier.root() != each.head.root) {
        return fail(ErrorCode::damaged, "the entries do not give the root that the log had after them");
      }
      if (&each != &commits.back())
        TRY(put_checkpoint_.bind(1, each.head.size).bind(2, evidence::ByteView(each.head.root)).run());
    }
    if (!commits.empty()) TRY(finish(group));
  }
  copy_long_log();
  return {};
}

Result<void> SqliteWriter::finish(Group& group) {
  // A carrier's files come mostly in the order of their accounts.
  if (!std::is_sorted(group.accounts.begin(), group.accounts.end())) {
    std::sort(group.accounts.begin(), group.accounts.end());
  }
  TRY(put_accounts_.put(group.accounts, [](Statement& statement, int column, const auto& row) {
    const auto& [account, index, kind] = row;
    statement.bind(column, account).bind(column + 1, index).bind(column + 2, static_cast<std::int64_t>(kind));
  }));
  std::sort(group.telephones.begin(), group.telephones.end());
  TRY(put_telephones_.put(group.telephones, [](Statement& statement, int column, const auto& row) {
    const auto& [telephone, account, index] = row;
    statement.bind(column, std::string_view(telephone)).bind(column + 1, account).bind(column + 2, index);
  }));
  TRY(put_keys_.put(group.keys, [](Statement& statement, int column, const auto& row) {
    const auto& [key, made] = row;
    statement.bind(column, key.first).bind(column + 1, key.second).bind(column + 2, made.receipt.position.index);
  }));

  const evidence::Frontier& frontier = group.head.frontier;
  const evidence::Bytes peaks = joined(frontier.peaks());
  const evidence::Hash root = frontier.root();
  const auto head = put_head_.bind(1, frontier.size())
                        .bind(2, std::int64_t{microseconds_of(group.head.recorded)})
                        .bind(3, evidence::ByteView(peaks))
                        .run();
  if (!head) return head;
  const auto checkpoint = put_checkpoint_.bind(1, frontier.size()).bind(2, evidence::ByteView(root)).run();
  if (!checkpoint) return checkpoint;
  TRY(commit_.run());
  // Nothing is acknowledged that is not in the file under that name.
  return snapshots_->in_place(LookUp::now);
}

}  // namespace assent::store
