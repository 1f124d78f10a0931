#include "service/correct.hpp"

#include "ledger/corrections.hpp"
#include "ledger/fold.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>
#include <vector>

namespace assent {
namespace {

// What may be corrected of an entry of its kind.
enum class Correctable { nothing, whether, whether_and_when };

Correctable correctable(EntryKind kind) {
  switch (kind) {
    case EntryKind::customer:
    case EntryKind::notice_given: return Correctable::whether;
    case EntryKind::notice_delivery:
    case EntryKind::opt_out:
    case EntryKind::opt_in:
    case EntryKind::withdrawal:
    case EntryKind::one_time_consent:
    case EntryKind::verification:
    case EntryKind::email_permission: return Correctable::whether_and_when;
    case EntryKind::notice_published:
    case EntryKind::agreement:
    case EntryKind::correction:
    case EntryKind::link:
    case EntryKind::simulation:
    case EntryKind::number_key: return Correctable::nothing;
  }
  return Correctable::nothing;
}

Result<Recorded> entry_at(const Ledger& ledger, Position position) {
  std::optional<Recorded> found;
  std::optional<Error> unreadable;
  const auto scanned = ledger.scan(position, [&](Position at, ByteView bytes) {
    if (at != position) return false;
    auto entry = decode(bytes);
    if (entry) found = Recorded{at, *std::move(entry)};
    else unreadable = entry.error();
    return false;
  });
  if (!scanned) return tl::unexpected(scanned.error());
  if (unreadable) return tl::unexpected(*unreadable);
  if (!found) {
    return fail(ErrorCode::not_found, fmt::format("there is no entry {}", entry_name(position)),
                "`assent ledger log` shows the entries of an account");
  }
  return *std::move(found);
}

Result<void> held_against(const Recorded& corrected, const Correction& correction, Instant now) {
  const std::string name = entry_name(corrected.position);
  const auto invalid = [&](std::string_view what, std::string_view mend) -> Result<void> {
    return fail(ErrorCode::invalid, fmt::format("entry {} {}", name, what), std::string(mend));
  };
  const EntryKind kind = corrected.entry.kind();
  switch (correctable(kind)) {
    case Correctable::nothing:
      return invalid(fmt::format("is of the kind `{}`, which cannot be corrected", to_string(kind)),
                     kind == EntryKind::correction ? "correct the entry that it is about: the latest correction holds"
                                                   : "record what holds now");
    case Correctable::whether:
      if (correction.effective) {
        return invalid("can be said to be wrong, but not given another instant",
                       "say that it never happened, and record it anew");
      }
      return {};
    case Correctable::whether_and_when: break;
  }
  if (correction.effective && *correction.effective > now) {
    return invalid("cannot be said to count from the future", "name the instant at which it happened");
  }
  const bool against = speaks_against(corrected.entry.body);
  if (correction.confirmation.given() || against == correction.effective.has_value()) return {};
  return invalid(against ? "speaks against an approval: that it never happened must be confirmed"
                         : "is an approval: that it counts from another instant must be confirmed",
                 "a second person names the evidence");
}

Result<void> whole(const Confirmation& confirmation, const Circumstances& circumstances) {
  if (!confirmation.given()) return {};
  if (confirmation.by == circumstances.actor) {
    return fail(ErrorCode::invalid, "who records a correction cannot confirm it himself", "name a second person");
  }
  if (confirmation.evidence.reference.empty()) {
    return fail(ErrorCode::invalid, "the confirmation comes without evidence",
                "name what proves that the entry is wrong");
  }
  return {};
}

Draft correction_of(const Recorded& corrected, const Correction& correction, const Circumstances& circumstances,
                    std::string key, Instant now) {
  Draft draft;
  draft.entry.account = corrected.entry.account;
  draft.entry.effective = now;
  draft.entry.actor = circumstances.actor;
  draft.entry.channel = circumstances.channel;
  draft.entry.key = std::move(key);
  draft.entry.body = CorrectionRecorded{corrected.position, correction.effective, correction.confirmation.by,
                                        correction.confirmation.evidence};
  draft.effective_is_now = true;
  return draft;
}

}  // namespace

Result<Corrected> correct(Ledger& ledger, const Correction& correction, const Circumstances& circumstances,
                          Instant now) {
  if (const auto checked = whole(correction.confirmation, circumstances); !checked) {
    return tl::unexpected(checked.error());
  }
  auto corrected = entry_at(ledger, correction.entry);
  if (!corrected) return tl::unexpected(corrected.error());
  if (const auto held = held_against(*corrected, correction, now); !held) return tl::unexpected(held.error());
  Draft draft = correction_of(*corrected, correction, circumstances, circumstances.key, now);
  const auto receipts = ledger.append({&draft, 1}, now);
  if (!receipts) return tl::unexpected(receipts.error());
  Corrected done{receipts->front(), std::move(draft.entry), *std::move(corrected), false};
  done.entry.recorded = done.receipt.recorded;
  done.both_count =
      correction.effective && !correction.confirmation.given() && speaks_against(done.corrected.entry.body);
  return done;
}

namespace {

class Retraction {
 public:
  Retraction(Ledger& ledger, const Confirmation& confirmation, const Circumstances& circumstances, const Clock& clock)
      : ledger_(ledger), confirmation_(confirmation), circumstances_(circumstances), clock_(clock) {}

  Result<void> take(Recorded each) {
    ++counts_.entries;
    if (correctable(each.entry.kind()) == Correctable::nothing) return {};
    if (speaks_against(each.entry.body) && !confirmation_.given()) {
      ++counts_.kept;
      return {};
    }
    batch_.push_back(std::move(each));
    return batch_.size() < kBatch ? Result<void>() : append();
  }

  Result<void> append() {
    const Instant now = clock_.now();
    drafts_.clear();
    std::vector<const Recorded*> retracted;
    for (const Recorded& each : batch_) {
      const auto entries = ledger_.entries_of(each.entry.account);
      if (!entries) return tl::unexpected(entries.error());
      if (Corrections(*entries).retracts(each.position)) {
        ++counts_.already;
        continue;
      }
      retracted.push_back(&each);
      drafts_.push_back(correction_of(each, {each.position, std::nullopt, confirmation_}, circumstances_,
                                      "retract:" + entry_name(each.position) + ':' + confirmation_.by, now));
      if (each.entry.kind() == EntryKind::customer) drafts_.push_back(what_holds_without(*entries, each, now));
    }
    if (!drafts_.empty()) {
      const auto receipts = ledger_.append(drafts_, now);
      if (!receipts) return tl::unexpected(receipts.error());
    }
    for (const Recorded* each : retracted) {
      if (speaks_against(each->entry.body)) ++counts_.refusals;
      else if (each->entry.kind() == EntryKind::customer) ++counts_.profiles;
      else ++counts_.approvals;
    }
    batch_.clear();
    return {};
  }

  const RetractionCounts& counts() const { return counts_; }

 private:
  static constexpr std::size_t kBatch = 1024;

  // The latest profile that is left, recorded again: as of now, unless a later one is on record.
  Draft what_holds_without(const std::vector<Recorded>& entries, const Recorded& without, Instant now) const {
    const Corrections corrections(entries);
    const Recorded* left = nullptr;
    for (const Recorded& each : entries) {
      const bool counts = each.entry.kind() == EntryKind::customer && each.entry.run != without.entry.run &&
                          !corrections.retracts(each.position);
      if (counts && (left == nullptr || each.entry.effective >= left->entry.effective)) left = &each;
    }
    Draft draft;
    draft.entry.account = without.entry.account;
    draft.entry.actor = circumstances_.actor;
    draft.entry.channel = circumstances_.channel;
    draft.entry.key = "restore:" + entry_name(without.position);
    draft.entry.effective = left != nullptr ? std::max(now, left->entry.effective) : now;
    draft.effective_is_now = draft.entry.effective == now;
    CustomerRecorded nobody;
    nobody.state = CustomerState::former;
    draft.entry.body = left != nullptr ? std::get<CustomerRecorded>(left->entry.body) : std::move(nobody);
    return draft;
  }

  Ledger& ledger_;
  const Confirmation& confirmation_;
  const Circumstances& circumstances_;
  const Clock& clock_;
  RetractionCounts counts_;
  std::vector<Recorded> batch_;
  std::vector<Draft> drafts_;
};

}  // namespace

Result<RetractionCounts> retract_run(Ledger& ledger, std::string_view run, const Confirmation& confirmation,
                                     const Circumstances& circumstances, const Clock& clock,
                                     const OnProgress& on_progress) {
  if (const auto checked = whole(confirmation, circumstances); !checked) return tl::unexpected(checked.error());
  const auto heads = ledger.heads();
  if (!heads) return tl::unexpected(heads.error());
  Retraction retraction(ledger, confirmation, circumstances, clock);
  Progress progress;
  for (const LogHead& head : *heads) {
    Result<void> step;
    const auto scanned = ledger.scan({head.log, 0}, [&](Position position, ByteView bytes) {
      if (position.index >= head.size) return false;  // what it records itself
      progress.bytes += bytes.size();
      if (++progress.rows % 65'536 == 0 && on_progress) on_progress(progress);
      auto entry = decode(bytes);
      if (!entry) step = tl::unexpected(entry.error());
      else if (entry->run == run) step = retraction.take({position, *std::move(entry)});
      return step.has_value();
    });
    if (!step) return tl::unexpected(step.error());
    if (!scanned) return tl::unexpected(scanned.error());
  }
  if (const auto appended = retraction.append(); !appended) return tl::unexpected(appended.error());
  if (retraction.counts().entries == 0) {
    return fail(ErrorCode::not_found, fmt::format("no entry is of the run `{}`", run),
                "each import says at its end which run it was; `assent ledger log` shows it, too");
  }
  return retraction.counts();
}

}  // namespace assent
