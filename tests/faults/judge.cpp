#include "judge.hpp"

#include "consent/kept_account.hpp"
#include "evidence/entry.hpp"
#include "ledger/contract_drafts.hpp"
#include "store/sqlite_ledger.hpp"

#include <algorithm>
#include <string_view>
#include <variant>

namespace assent::faults {

namespace fs = std::filesystem;

namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kDenied = 2;
constexpr int kRowsToLookAt = 4;

const std::string* find(const Contents& contents, const std::string& name) {
  const auto found = contents.find(name);
  return found == contents.end() ? nullptr : &found->second;
}

bool same(const Contents& one, const Contents& other, const std::string& name) {
  const std::string* first = find(one, name);
  const std::string* second = find(other, name);
  return first == nullptr || second == nullptr ? first == second : *first == *second;
}

bool ends_with(std::string_view text, std::string_view end) { return text.ends_with(end); }

// Files beside a ledger while it is open, and after that: not compared.
bool is_beside_a_ledger(std::string_view name) {
  return ends_with(name, "-wal") || ends_with(name, "-shm") || ends_with(name, "-journal");
}

// A run of a campaign is recorded before its lists are shown. If the lists were never shown, the run is on record all
// the same, and the next attempt is another run.
bool is_run(const std::string& entry) {
  const auto account = evidence::decode_account({reinterpret_cast<const std::uint8_t*>(entry.data()), entry.size()});
  return account && *account == kCampaignRuns;
}
std::ptrdiff_t runs_in(const std::vector<std::string>& entries) {
  return std::count_if(entries.begin(), entries.end(), is_run);
}
std::vector<std::string> without_runs(std::vector<std::string> entries) {
  std::erase_if(entries, is_run);
  return entries;
}

// Customers' keys are drawn again each time: sealed data is compared as if it were sealed under one fixed key.
Result<evidence::Bytes> comparable(const ledger::Ledger& ledger, Position position, evidence::ByteView bytes) {
  auto entry = TRY(evidence::decode(bytes));
  ledger::Recorded recorded{position, std::move(entry)};
  TRY(ledger.open({&recorded, 1}));
  auto* customer = std::get_if<evidence::CustomerRecorded>(&recorded.entry.body);
  if (customer != nullptr) evidence::seal(*customer, recorded.entry.account, {1, {}}, {});
  auto* document = std::get_if<evidence::PrivacyDocumentRecorded>(&recorded.entry.body);
  if (document != nullptr) evidence::seal(*document, recorded.entry.account, {1, {}});
  return evidence::encode(recorded.entry);
}

// Files of an interrupted scrub, which `--resume` continues.
bool is_of_an_interruption(std::string_view name) { return ends_with(name, ".partial") || ends_with(name, ".resume"); }

}  // namespace

LedgerState ledger_state(const fs::path& file) {
  const auto ledger = store::SqliteLedger::open(file.string(), store::Access::read_write);
  if (!ledger) return {std::nullopt, to_string(ledger.error())};
  const auto found = (*ledger)->verify({});
  if (!found) return {std::nullopt, to_string(found.error())};
  if (!found->whole()) return {std::nullopt, found->damages.front().what};
  const auto all = testing_drafts::everything(**ledger);
  if (!all) return {std::nullopt, to_string(all.error())};
  LedgerState state;
  state.entries.emplace();
  for (const auto& [position, bytes] : *all) {
    const auto entry = comparable(**ledger, position, bytes);
    if (!entry) return {std::nullopt, to_string(entry.error())};
    state.entries->emplace_back(entry->begin(), entry->end());
  }
  return state;
}

bool Judge::is_a_right_answer(const Outcome& outcome) const {
  if (outcome.status != sound_.outcome.status) return false;
  return trial_.random || outcome.out == sound_.outcome.out;
}

std::vector<std::string> Judge::faults_of(const Outcome& outcome, const std::optional<fs::path>& folder,
                                          const Failed& failed) const {
  std::vector<std::string> faults;
  if (outcome.signal != 0) {
    faults.push_back("ended by signal " + std::to_string(outcome.signal));
  } else if (outcome.status == kFailed) {
    if (outcome.err.find("error: ") == std::string::npos && outcome.err.find("warning: ") == std::string::npos &&
        sound_.outcome.status != kFailed && (outcome.out.empty() || outcome.out == sound_.outcome.out)) {
      faults.push_back("failed without a message");  // `ledger verify` prints what it found
    }
  } else if (outcome.status == kDenied && sound_.outcome.status == kDone &&
             outcome.out.find("status_unknown") != std::string::npos) {
    // Nothing is known of the customer: denied.
  } else if (outcome.status == sound_.outcome.status &&
             outcome.err.find("recorded; what it changed is unknown") != std::string::npos) {
    // The command said so, and it is on record: that is checked below.
  } else if (!is_a_right_answer(outcome)) {
    faults.push_back("status " + std::to_string(outcome.status) +
                     (outcome.status == sound_.outcome.status ? " and another answer" : ""));
  }
  if (outcome.broke() && failed.kind != Kind::memory) faults.emplace_back("the program failed");
  const bool done = outcome.signal == 0 && outcome.status == sound_.outcome.status &&
                    (outcome.status == kDone || outcome.status == kRowsToLookAt);
  if (!folder) {  // the folder did not change
    const bool writes = sound_.entries_after != sound_.entries_before ||
                        std::any_of(trial_.results.begin(), trial_.results.end(),
                                    [this](const std::string& each) { return !same(sound_.after, before_, each); });
    if (done && writes) faults.push_back("done, and nothing was");
    return faults;
  }
  const Contents now = contents_of(*folder);
  if (done && failed.kind == Kind::sync && !is_on_the_disk(now, failed)) {
    faults.push_back("done, though it is not on the disk");
  }
  judge_names(now, failed, faults);
  // If the version of the zone data cannot be read, the certificate and a message say so.
  const bool of_another_version = failed.path.ends_with("/tzdata.zi");
  judge_results(now, *folder, done, failed.kind == Kind::name && failed.lasts, !done || of_another_version, faults);
  judge_ledger(now, *folder, done, faults);
  if (!done && faults.empty() && now != before_) judge_again(*folder, faults);
  return faults;
}

std::vector<std::string> Judge::faults_after_power_loss(bool acknowledged, const fs::path& folder) const {
  std::vector<std::string> faults;
  const Contents now = contents_of(folder);
  judge_ledger(now, folder, acknowledged, faults);
  // Lists without a certificate beside them are not finished, and no message said that they are.
  const bool is_scrub = !trial_.results.empty() && ends_with(trial_.results.back(), ".certificate");
  if (acknowledged || !is_scrub || now.contains(trial_.results.back())) {
    // The permitted list gets its name last: if it is missing, no customer is permitted.
    const bool permits_nobody = !trial_.results.empty() && !now.contains(trial_.results.front());
    judge_results(now, folder, acknowledged, permits_nobody, !acknowledged, faults);
  }
  if (!acknowledged && faults.empty()) judge_again(folder, faults);
  return faults;
}

// A flush may fail if its file can be made again (an index and its note), and while the ledger's log is copied into its
// file: the log was flushed before, and stays. SQLite does not check whether the flush of a folder failed; the store
// flushes the folder once more.
bool Judge::is_on_the_disk(const Contents& now, const Failed& failed) const {
  if (failed.path.find(".index") != std::string::npos) return true;
  const bool of_the_folder = failed.path.ends_with("/folder");
  if (of_the_folder && failed.flushed_later) return true;
  const bool keeps_a_note = std::find(trial_.words.begin(), trial_.words.end(), "kept.index") != trial_.words.end();
  if (keeps_a_note && failed.call <= 2 && of_the_folder) return true;
  const std::string* log = find(now, trial_.ledger + "-wal");
  const bool of_the_ledger =
      of_the_folder || failed.path.ends_with(trial_.ledger) || failed.path.ends_with(trial_.ledger + "-wal");
  return of_the_ledger && log != nullptr && !log->empty();
}

void Judge::judge_names(const Contents& now, const Failed& failed, std::vector<std::string>& faults) const {
  for (const auto& [name, bytes] : now) {
    if (before_.contains(name) || sound_.after.contains(name)) continue;
    const bool is_draft = name.find(".new-") != std::string::npos;
    if (is_beside_a_ledger(name) && !is_draft) continue;
    if (is_of_an_interruption(name)) continue;
    if (failed.function == "unlink" || failed.function == "remove") continue;  // it cannot be removed
    if (failed.kind == Kind::name && failed.lasts) continue;                   // nor renamed
    // No two drafts have the same name.
    const std::string known =
        is_draft ? name.substr(0, name.find(".new-")) + ".new-" : name.substr(0, name.rfind('.')) + ".*";
    faults.push_back("leaves " + known);
  }
}

// The files that one run makes are all from one run.
void Judge::judge_results(const Contents& now, const fs::path& folder, bool done, bool may_be_missing,
                          bool may_be_others, std::vector<std::string>& faults) const {
  if (trial_.results.empty()) return;
  bool all_old = true;
  bool all_new = true;
  std::string which;
  for (const std::string& each : trial_.results) {
    if (may_be_missing && !done && !now.contains(each)) continue;
    const bool is_old = same(now, before_, each);
    const std::string* one = find(now, each);
    const std::string* other = find(sound_.after, each);
    const bool is_new = trial_.random ? one != nullptr && other != nullptr && one->size() == other->size()
                                      : same(now, sound_.after, each);
    all_old = all_old && is_old;
    all_new = all_new && is_new;
    which += " " + each +
             (is_old && is_new ? ""
              : is_old         ? " is old"
              : is_new         ? " is new"
                               : " is neither old nor new") +
             ";";
  }
  if (all_new || (all_old && !done)) return;
  // If the ledger could not be read, the customer is refused, and the certificate says so.
  if (may_be_others && certified(folder)) return;
  // If one list goes to standard output, neither is certified; the status says what happened to them.
  const bool is_scrub = std::find(trial_.words.begin(), trial_.words.end(), "scrub") != trial_.words.end();
  if (!done && is_scrub && trial_.results.size() == 1) return;
  faults.push_back("results:" + which);
}

bool Judge::certified(const fs::path& folder) const {
  if (trial_.results.size() != 3 || !ends_with(trial_.results[2], ".certificate")) return false;
  const std::string list = trial_.words[6];
  const std::string key = trial_.ledger + ".key.pub";
  const Outcome verified = program_.run(
      {"--now", "2026-03-01T09:00:00Z", "--ledger", trial_.ledger, "certificate", "verify", trial_.results[2], "--key",
       key, "--list", list, "--permitted", trial_.results[0], "--refused", trial_.results[1], "--against-ledger"},
      folder);
  return verified.signal == 0 && verified.status == kDone;
}

void Judge::judge_ledger(const Contents& now, const fs::path& folder, bool done,
                         std::vector<std::string>& faults) const {
  const std::string& name = trial_.ledger;
  const std::string* log = find(now, name + "-wal");
  const bool untouched = same(now, before_, name) && (log == nullptr || log->empty());
  if (untouched && sound_.entries_before == sound_.entries_after && same(before_, sound_.after, name)) return;
  if (untouched && !done) return;
  if (!now.contains(name)) {
    if (before_.contains(name) || done) faults.push_back("the ledger is gone");
    return;
  }
  const LedgerState state = ledger_state(folder / name);
  if (!state.entries) {
    faults.push_back("the ledger is not whole: " + state.why);
    return;
  }
  const auto begins_with = [](const auto& all, const auto& front) {
    return all.size() >= front.size() && std::equal(front.begin(), front.end(), all.begin());
  };
  if (!begins_with(*state.entries, sound_.entries_before)) faults.push_back("an acknowledged entry is lost");
  const bool known = trial_.random ? begins_with(without_runs(sound_.entries_after), without_runs(*state.entries))
                                   : begins_with(sound_.entries_after, *state.entries);
  if (!known) {
    faults.push_back("the ledger has other entries than it would have");
  }
  if (done && state.entries->size() != sound_.entries_after.size()) faults.push_back("done, and not all is on record");
}

void Judge::judge_again(const fs::path& folder, std::vector<std::string>& faults) const {
  if (!trial_.repeatable) return;
  const Outcome again = program_.run(trial_.words, folder);
  if (again.signal != 0 || again.status != sound_.outcome.status) {
    faults.push_back("then again without a fault: status " + std::to_string(again.status) + ", " +
                     again.err.substr(0, 200));
    return;
  }
  const LedgerState state = sound_.entries_after.empty() ? LedgerState{} : ledger_state(folder / trial_.ledger);
  const bool one_more_run = state.entries && runs_in(*state.entries) == runs_in(sound_.entries_after) + 1;
  const Contents now = contents_of(folder);
  for (const std::string& each : trial_.results) {
    if (trial_.random || same(now, sound_.after, each)) continue;
    if (one_more_run && ends_with(each, ".certificate") && certified(folder)) continue;  // the ledger has that run
    faults.push_back("then again without a fault: " + each + " differs");
  }
  if (sound_.entries_after.empty()) return;
  const bool without = one_more_run || trial_.random;  // a run names its certificate, which a new key signs otherwise
  const bool as_it_would_be =
      state.entries && (without ? without_runs(*state.entries) == without_runs(sound_.entries_after)
                                : *state.entries == sound_.entries_after);
  if (!as_it_would_be) faults.push_back("then again without a fault: the ledger differs");
}

}  // namespace assent::faults
