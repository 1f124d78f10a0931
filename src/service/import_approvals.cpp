#include "service/import_approvals.hpp"

#include "base/require.hpp"
#include "csv/reader.hpp"
#include "intake/approvals.hpp"
#include "intake/refusal_law.hpp"
#include "ledger/corrections.hpp"
#include "ledger/fold.hpp"
#include "ledger/reviews.hpp"
#include "service/carried_refusals.hpp"
#include "service/header.hpp"
#include "service/keyed_append.hpp"
#include "service/latest_grants.hpp"
#include "service/ledger_clock.hpp"
#include "service/number_holders.hpp"
#include "service/rejects.hpp"
#include "service/row_pipeline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace assent::service {
namespace {

// Nothing: the row is silent.
using ApprovalItem = std::optional<intake::ApprovalRow>;
using ApprovalBatch = RowBatch<ApprovalItem>;

// The same for the same row, whenever and by any actor it is imported.
std::string key_of(const intake::ApprovalRow& row) {
  evidence::Entry entry;
  entry.account = row.account;
  entry.effective = entry.recorded = row.stated.value_or(Instant{});
  entry.actor = row.actor;
  entry.body = row.literal;
  return key_of_content("approval", entry);
}

std::uint64_t hash_of(std::string_view account) { return std::hash<std::string_view>{}(account); }

// A refusal without its own instant in the file, in little memory.
class OpenRefusal {
 public:
  OpenRefusal(std::string_view key, Instant as_it_comes) : effective(as_it_comes) {
    const std::string_view figures = key.substr(kKind.size());
    require(key.starts_with(kKind) && figures.size() == 2 * kHalf, "a key has its kind and 32 digits");
    std::from_chars(figures.data(), figures.data() + kHalf, high_, 16);
    std::from_chars(figures.data() + kHalf, figures.data() + 2 * kHalf, low_, 16);
  }

  std::string key() const { return fmt::format("{}{:016x}{:016x}", kKind, high_, low_); }

  Instant effective;  // as it comes now

 private:
  static constexpr std::string_view kKind = "approval:";
  static constexpr std::size_t kHalf = 16;

  std::uint64_t high_ = 0;
  std::uint64_t low_ = 0;
};

// Whether a later import can give the row another instant.
bool is_open(const intake::ApprovalRow& row) { return row.effective != row.stated; }

bool proves_grant(const evidence::Body& body) {
  if (const auto* opt_in = std::get_if<evidence::OptInRecorded>(&body)) return opt_in->grade == evidence::Grade::proved;
  const auto* consent = std::get_if<evidence::OneTimeConsentRecorded>(&body);
  return consent != nullptr && consent->granted;
}

evidence::Evidence* evidence_of(evidence::Body& body) {
  if (auto* opt_out = std::get_if<evidence::OptOutRecorded>(&body)) return &opt_out->evidence;
  auto* opt_in = std::get_if<evidence::OptInRecorded>(&body);
  return opt_in != nullptr ? &opt_in->evidence : nullptr;
}

class RecordingApprovals {
 public:
  RecordingApprovals(ledger::Ledger& ledger, const Circumstances& circumstances, Instant started, RejectsTo rejects,
                     const Clock& clock, bool rehearsal, bool refusals_only)
      : ledger_(ledger),
        circumstances_(circumstances),
        started_(started),
        rejects_(rejects),
        clock_(clock),
        rehearsal_(rehearsal),
        refusals_only_(refusals_only) {}

  Result<void> record(ApprovalBatch& batch) {
    std::vector<ApprovalBatch::Row*> spoken;
    std::vector<std::string_view> accounts;
    for (auto& row : batch.rows) {
      if (!row.fault.empty() || !row.item) continue;
      spoken.push_back(&row);
      accounts.push_back(row.item->account);
    }
    const auto customers = TRY(ledger::readable_latest(ledger_, accounts, evidence::EntryKind::customer));
    std::set<std::string, std::less<>> refused;
    for (const evidence::EntryKind kind : {evidence::EntryKind::opt_out, evidence::EntryKind::withdrawal}) {
      const auto refusals = TRY(ledger_.latest(accounts, kind));
      for (std::size_t i = 0; i < accounts.size(); ++i) {
        if ((refusals)[i]) refused.emplace(accounts[i]);
      }
    }

    TRY(look_up_grants(spoken, refused));

    drafts_.clear();
    notes_.clear();
    keys_.clear();
    for (std::size_t i = 0; i < spoken.size(); ++i) {
      const auto considered = consider(*spoken[i], (customers)[i], refused);
      if (!considered) return considered;
    }
    for (const auto& row : batch.rows) {
      if (!row.further) ++counts_.rows;
      if (!row.fault.empty()) ++counts_.faulty;
      else if (!row.item) ++counts_.silent;
      TRY(tell(row, batch.raw_of(row)));
    }
    return append();
  }

  Result<ApprovalCounts> finish() {
    if (!rehearsal_) {
      TRY(refuse_again());
    }
    TRY(rejects_.flush());
    return counts_;
  }

 private:
  // What to count after the draft is recorded.
  struct Note {
    std::optional<evidence::Grade> grade;  // for an approval; none: a refusal
    bool outweighed = false;
  };

  Result<void> tell(const ApprovalBatch::Row& row, std::string_view raw) {
    if (row.further) return {};
    if (!row.fault.empty()) return rejects_.add(row.at, row.fault, raw);
    // If a rehearsal finds no fault, the real import reports it.
    if (row.told.empty() || rehearsal_) return {};
    return rejects_.add(row.at, row.told, raw);
  }

  // For accounts that refused before: only they can have a grant in between.
  Result<void> look_up_grants(const std::vector<ApprovalBatch::Row*>& rows,
                              const std::set<std::string, std::less<>>& refused) {
    std::vector<std::string_view> accounts;
    for (const ApprovalBatch::Row* row : rows) {
      const intake::ApprovalRow& approval = *row->item;
      if (!std::holds_alternative<evidence::OptOutRecorded>(approval.body) || !is_open(approval)) continue;
      if (refused.contains(approval.account)) accounts.push_back(approval.account);
    }
    latest_grants_.clear();
    return latest_grants_.look_up(ledger_, accounts);
  }

  // The grant that counts against this refusal as recorded before under `key`, but not as it comes now.
  Result<std::optional<Position>> grant_between(const intake::ApprovalRow& refusal, std::string_view key) const {
    std::optional<Position> grant;
    if (!is_open(refusal) || !latest_grants_.of(refusal.account)) return grant;
    const auto entries = TRY(ledger_.closed_entries_of(refusal.account));
    if (const ledger::Recorded* before = under_key(entries, key))
      return grant_after(entries, *before, refusal.effective);
    return grant;
  }

  // An approval in this file can count against an undated refusal in this file that was recorded before. Then the
  // refusal is a new one, whatever the order of their rows.
  Result<void> refuse_again() {
    drafts_.clear();
    for (const std::string& account : contested_) {
      const auto entries = TRY(ledger_.closed_entries_of(account));
      const auto [first, last] = open_.equal_range(hash_of(account));
      for (auto open = first; open != last; ++open) {
        const std::string key = open->second.key();
        const ledger::Recorded* before = under_key(entries, key);
        if (before == nullptr) continue;
        const auto grant = grant_after(entries, *before, open->second.effective);
        if (!grant) continue;
        ledger::Draft draft;
        draft.entry = before->entry;
        draft.entry.key = key_after(key, *grant);
        draft.entry.effective = open->second.effective;
        draft.entry.run = circumstances_.run;
        draft.effective_is_now = is_now(open->second.effective);
        drafts_.push_back(std::move(draft));
      }
    }
    const auto receipts = TRY(append_keyed(ledger_, drafts_, clock_.now()));
    for (const auto& receipt : receipts) {
      if (!receipt || receipt->repeated) continue;
      ++counts_.refusals;
      --counts_.already;  // how its row was counted
    }
    return {};
  }

  // Counts from when it is recorded: nothing says when it was made, or only that it was on the day of the import.
  bool is_now(Instant effective) const { return !circumstances_.effective && effective == started_; }

  static const ledger::Recorded* under_key(const std::vector<ledger::Recorded>& entries, std::string_view key) {
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const ledger::Recorded& each) { return each.entry.key == key; });
    return found == entries.end() ? nullptr : &*found;
  }

  static std::optional<Position> grant_after(const std::vector<ledger::Recorded>& entries,
                                             const ledger::Recorded& refusal, Instant until) {
    std::optional<Position> grant;
    for (const ledger::Recorded& each : entries) {
      if (!proves_grant(each.entry.body)) continue;
      if (refusal.entry.effective < each.entry.effective && each.entry.effective <= until) grant = each.position;
    }
    return grant;
  }

  // Whether a refusal from outside all imports counts from before the approval. Then the approval proves nothing
  // (ledger/fold.hpp), in whatever order they are recorded.
  Result<bool> meets_refusal(const intake::ApprovalRow& approval) const {
    const auto entries = TRY(ledger_.closed_entries_of(approval.account));
    const ledger::Corrections corrections(entries);
    const ledger::Reviews reviews(entries);
    return std::any_of(entries.begin(), entries.end(), [&](const ledger::Recorded& each) {
      const bool refusal =
          each.entry.kind() == evidence::EntryKind::opt_out || each.entry.kind() == evidence::EntryKind::withdrawal;
      return refusal && !ledger::is_imported(each.entry) && each.entry.effective <= approval.effective &&
             !corrections.retracts(each.position) && !reviews.takes_back(each);
    });
  }

  Result<void> consider(ApprovalBatch::Row& row, const std::optional<ledger::Recorded>& customer,
                        std::set<std::string, std::less<>>& refused) {
    const bool known = customer.has_value();
    intake::ApprovalRow& approval = *row.item;
    if (approval.by_chance && !known) return {};
    if (known) leave_out_number(row, std::get<evidence::CustomerRecorded>(customer->entry.body));
    if (!row.told.empty() && !row.further) ++counts_.mended;
    ledger::Draft draft;
    draft.entry.key = key_of(approval);
    Note note;
    if (auto* opt_in = std::get_if<evidence::OptInRecorded>(&approval.body)) {
      if (refusals_only_) {
        row.fault = {reasons::ListFault::clock_ahead};
        return {};
      }
      if (!known) ++counts_.unknown_approvals;
      const auto outweighed =
          TRY(opt_in->grade == evidence::Grade::proved && refused.contains(approval.account) ? meets_refusal(approval)
                                                                                             : Result<bool>(false));
      if (opt_in->grade == evidence::Grade::proved) {
        granted_.insert(hash_of(approval.account));
        if (open_.contains(hash_of(approval.account))) contested_.insert(approval.account);
      }
      note.outweighed = outweighed;
      note.grade = note.outweighed ? evidence::Grade::claimed : opt_in->grade;
    } else {
      refused.insert(approval.account);
      if (approval.widened) ++counts_.widened;
      if (!known) {
        ++counts_.unknown_accounts;
        row.told.emplace_back(reasons::Mending::refusal_of_unknown);
      }
      const auto grant = TRY(grant_between(approval, draft.entry.key));
      if (is_open(approval)) {
        const std::uint64_t account = hash_of(approval.account);
        open_.emplace(account, OpenRefusal(draft.entry.key, approval.effective));
        if (granted_.contains(account)) contested_.insert(approval.account);
      }
      if (grant) draft.entry.key = key_after(draft.entry.key, *grant);
    }
    if (!keys_.insert(draft.entry.key).second) {
      ++counts_.already;
      return {};
    }
    draft.entry.account = approval.account;
    draft.entry.effective = approval.effective;
    draft.entry.actor = approval.actor.empty() ? circumstances_.actor : approval.actor;
    draft.entry.channel = circumstances_.channel;
    draft.entry.body = std::move(approval.body);
    draft.entry.run = circumstances_.run;
    draft.effective_is_now = is_open(approval) && is_now(approval.effective);
    drafts_.push_back(std::move(draft));
    notes_.push_back(note);
    return {};
  }

  // The customer's own number proves nothing, and would be kept for ever.
  static void leave_out_number(ApprovalBatch::Row& row, const evidence::CustomerRecorded& customer) {
    evidence::Evidence* evidence = evidence_of(row.item->body);
    if (evidence == nullptr || !holds_number_of(customer, evidence->reference)) return;
    row.told.push_back(reasons::mended(reasons::Mending::without_evidence, {reasons::ListFault::number_in_evidence}));
    for (evidence::Body* body : {&row.item->body, &row.item->literal}) {
      evidence_of(*body)->reference.clear();
      if (auto* opt_in = std::get_if<evidence::OptInRecorded>(body))
        opt_in->grade = std::max(opt_in->grade, evidence::Grade::claimed);
    }
  }

  Result<void> append() {
    if (rehearsal_) return {};
    const auto receipts = TRY(append_keyed(ledger_, drafts_, clock_.now()));
    for (std::size_t i = 0; i < notes_.size(); ++i) {
      const auto& receipt = (receipts)[i];
      if (receipt && !receipt->repeated) {
        count(notes_[i]);
      } else {
        ++counts_.already;
      }
    }
    std::vector<std::string> refused;
    for (std::size_t i = 0; i < notes_.size(); ++i) {
      if (!notes_[i].grade) refused.push_back(drafts_[i].entry.account);
    }
    const auto carried = TRY(carry_over(ledger_, refused, circumstances_, clock_.now()));
    counts_.carried += carried;
    return {};
  }

  void count(const Note& note) {
    if (note.outweighed) ++counts_.outweighed;
    if (!note.grade) {
      ++counts_.refusals;
      return;
    }
    switch (*note.grade) {
      case evidence::Grade::proved: ++counts_.proved; return;
      case evidence::Grade::claimed: ++counts_.claimed; return;
      case evidence::Grade::unknown: ++counts_.unknown; return;
    }
  }

  ledger::Ledger& ledger_;
  const Circumstances& circumstances_;
  const Instant started_;  // for undated rows
  Rejects rejects_;
  const Clock& clock_;
  const bool rehearsal_;
  const bool refusals_only_;
  ApprovalCounts counts_;
  std::vector<ledger::Draft> drafts_;
  std::vector<Note> notes_;
  std::set<std::string> keys_;
  LatestGrants latest_grants_;

  // For the whole file, by the hash of the account; some forty bytes for each row.
  std::unordered_multimap<std::uint64_t, OpenRefusal> open_;
  std::unordered_set<std::uint64_t> granted_;
  std::set<std::string> contested_;  // accounts with both
};

struct ImportOfApprovals {
  const OpenText& open;
  const intake::ApprovalMapping& mapping;
  const TimeZones& zones;
  const Names& relations;
  ledger::Ledger& ledger;
  const Circumstances& circumstances;
  RejectsTo rejects;
  const Clock& clock;
  const ImportOptions& options;
  const OnProgress& on_progress;

  Result<ApprovalCounts> run(Instant started, bool rehearsal, RejectsTo rejected) const {
    const auto source = TRY(open());
    csv::CsvOptions csv;
    csv.delimiter = mapping.delimiter;
    csv::CsvReader reader(*source, csv);
    TRY(read_header(reader, DelimiterFrom::mapping));
    const auto rows = intake::ApprovalRows::bind(mapping, reader.fields(), zones, relations);
    if (!rows) return fail(ErrorCode::invalid, lines_of(rows.error()));

    const Instant effective = circumstances.effective.value_or(started);
    const auto convert = [&](const csv::CsvReader& at, ApprovalBatch::Row& row) {
      auto converted = rows->convert(at.fields(), effective);
      if (converted) {
        row.item = *std::move(converted);
        if (!row.item || row.item->told.empty()) return;
        row.at = at.position_of(row.item->told_field);
        row.told = row.item->told;
      } else {
        row.at = at.position_of(converted.error().field);
        row.fault = std::move(converted.error().reasons);
      }
    };
    const auto rescue = [&](const csv::CsvReader& at) {
      std::vector<Recovered<ApprovalItem>> refusals;
      for (intake::ApprovalRow& each : rows->refusals_in(at.readings(), effective)) {
        reasons::RowReasons told = each.told;
        refusals.push_back({std::move(each), std::move(told)});
      }
      return refusals;
    };
    RecordingApprovals recording(ledger, circumstances, started, rejected, clock, rehearsal, options.refusals_only);
    TRY(run_rows<ApprovalItem>(
        reader, options.batch_rows, convert, [&](ApprovalBatch& batch) { return recording.record(batch); }, on_progress,
        rescue));
    return recording.finish();
  }
};

}  // namespace

Result<ApprovalCounts> import_approvals(const OpenText& open, const intake::ApprovalMapping& mapping,
                                        const TimeZones& zones, const Names& relations, ledger::Ledger& ledger,
                                        const Circumstances& circumstances, RejectsTo rejects, const Clock& clock,
                                        const ImportOptions& options, const OnProgress& on_progress) {
  const auto recording = TRY(recording_instant(ledger, clock.now()));
  const Instant started = recording;
  const ImportOfApprovals import{open,          mapping, zones, relations, ledger,
                                 circumstances, rejects, clock, options,   on_progress};
  if (options.strict || options.faulty_max) {
    Nowhere nowhere;  // the real import reports it
    auto rehearsed = import.run(started, true, options.strict ? rejects : RejectsTo(nowhere));
    if (!rehearsed) return rehearsed;
    const bool too_many = options.faulty_max && options.faulty_max->exceeded(rehearsed->faulty, rehearsed->rows);
    if (too_many && !options.strict) {
      rehearsed = import.run(started, true, rejects);
      if (!rehearsed) return rehearsed;
    }
    if (too_many || (options.strict && rehearsed->faulty > 0)) {
      rehearsed->widened = rehearsed->unknown_accounts = rehearsed->mended = 0;
      rehearsed->imported = false;
      return rehearsed;
    }
  }
  return import.run(started, false, rejects);
}

}  // namespace assent::service
