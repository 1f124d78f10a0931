#include "service/correct.hpp"

#include "ledger/corrections.hpp"
#include "ledger/fold.hpp"
#include "service/draft.hpp"
#include "service/every_entry.hpp"
#include "service/kept_refusals.hpp"
#include "service/person.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace assent::service {

using evidence::EntryKind;
using ledger::Recorded;
namespace {

// What can be corrected in an entry of its kind.
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
    case EntryKind::number_key:
    case EntryKind::notice_sending:
    case EntryKind::contact:
    case EntryKind::campaign_run:
    case EntryKind::review:
    case EntryKind::partner:
    case EntryKind::erasure:
    case EntryKind::privacy_document:
    case EntryKind::reading: return Correctable::nothing;
  }
  return Correctable::nothing;
}

Result<Recorded> entry_at(const ledger::Ledger& ledger, Position position) {
  std::optional<Recorded> found;
  std::optional<Error> unreadable;
  TRY(ledger.scan(position, [&](Position at, evidence::ByteView bytes) {
    if (at != position) return false;
    auto entry = evidence::decode(bytes);
    if (entry) found = Recorded{at, *std::move(entry)};
    else unreadable = entry.error();
    return false;
  }));
  if (unreadable) return tl::unexpected(*unreadable);
  // Without the customers' keys it is shown without what identifies the customer.
  if (found && !ledger.open({&*found, 1})) ledger::close_identities({&*found, 1});
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
      return invalid(fmt::format("is of the kind `{}`, which cannot be corrected", evidence::to_string(kind)),
                     kind == EntryKind::correction ? "correct the entry that it is about: the latest correction counts"
                                                   : "record what is true now");
    case Correctable::whether:
      if (correction.effective) {
        return invalid("can be recorded as wrong, but cannot get another instant",
                       "record that it never happened, and record it again");
      }
      return {};
    case Correctable::whether_and_when: break;
  }
  if (correction.effective && *correction.effective > now) {
    return invalid("cannot count from an instant in the future", "name the instant at which it happened");
  }
  const bool against = ledger::speaks_against(corrected.entry.body);
  if (correction.confirmation.given() || against == correction.effective.has_value()) return {};
  return invalid(against ? "speaks against an approval: a correction that it never happened must be confirmed"
                         : "is an approval: a correction of its instant must be confirmed",
                 "let a second person name the evidence");
}

Result<void> whole(const Confirmation& confirmation, const Circumstances& circumstances) {
  if (!confirmation.given()) return {};
  const std::string by = person_read(confirmation.by);
  if (by.empty()) {
    return fail(ErrorCode::invalid, "the confirmation names no person", "name the second person");
  }
  if (by == person_read(circumstances.actor)) {
    return fail(ErrorCode::invalid, "the person who records a correction cannot confirm it", "name a second person");
  }
  if (confirmation.evidence.reference.empty()) {
    return fail(ErrorCode::invalid, "the confirmation has no evidence", "name what proves that the entry is wrong");
  }
  return {};
}

// The latest profile that counts and was not retracted; nullptr: there is none.
template <class Counts>
const Recorded* latest_profile(std::span<const Recorded> entries, const ledger::Corrections& corrections,
                               Counts counts) {
  const Recorded* latest = nullptr;
  for (const Recorded& each : entries) {
    if (each.entry.kind() != EntryKind::customer || !counts(each) || corrections.retracts(each.position)) continue;
    if (latest == nullptr || each.entry.effective >= latest->entry.effective) latest = &each;
  }
  return latest;
}

// The customer at `at` by everything on record except the entry `without`; nullptr: there is none.
const evidence::CustomerRecorded* profile_without(std::span<const Recorded> entries, Position without, Instant at) {
  const Recorded* latest = latest_profile(entries, ledger::Corrections(entries), [&](const Recorded& each) {
    return each.position != without && each.entry.effective <= at;
  });
  return latest == nullptr ? nullptr : &std::get<evidence::CustomerRecorded>(latest->entry.body);
}

// Whether `other` permits more than `one`.
bool permits_more(const evidence::CustomerRecorded& one, const evidence::CustomerRecorded* other) {
  if (other == nullptr || other->state == CustomerState::former) return false;
  const auto is_new = [&](const std::string& service) { return !contains(one.services, service); };
  return one.state == CustomerState::former || std::any_of(other->services.begin(), other->services.end(), is_new);
}

ledger::Draft correction_of(const Recorded& corrected, const Correction& correction, const Circumstances& circumstances,
                            std::string key, Instant now) {
  return draft_from_now(circumstances, corrected.entry.account, std::move(key),
                        evidence::CorrectionRecorded{corrected.position, correction.effective,
                                                     correction.confirmation.by, correction.confirmation.evidence},
                        now);
}

}  // namespace

Result<Corrected> correct(ledger::Ledger& ledger, const Correction& correction, const Circumstances& circumstances,
                          Instant now) {
  TRY(whole(correction.confirmation, circumstances));
  auto corrected = TRY(entry_at(ledger, correction.entry));
  TRY(held_against(corrected, correction, now));
  const auto* profile = std::get_if<evidence::CustomerRecorded>(&corrected.entry.body);
  std::vector<Recorded> entries;
  if (profile != nullptr) {
    entries = TRY(ledger.entries_of(corrected.entry.account));
    const Instant at = std::max(now, corrected.entry.effective);
    const bool more = permits_more(*profile, profile_without(entries, corrected.position, at));
    if (more && !correction.confirmation.given()) {
      return fail(
          ErrorCode::invalid,
          fmt::format("without entry {} more would be permitted: a correction that it never happened must be confirmed",
                      entry_name(corrected.position)),
          "let a second person name the evidence");
    }
  }
  ledger::Draft draft = correction_of(corrected, correction, circumstances, circumstances.key, now);
  const auto receipt = TRY(ledger::append_one(ledger, draft, now));
  Corrected done{receipt, std::move(draft.entry), std::move(corrected), false};
  done.entry.recorded = done.receipt.recorded;
  done.both_count =
      correction.effective && !correction.confirmation.given() && ledger::speaks_against(done.corrected.entry.body);
  const auto* again = profile == nullptr ? nullptr : profile_without(entries, done.corrected.position, now);
  if (again != nullptr) {
    const NumberOwner owner{done.entry.account, again->telephones, std::nullopt};
    done.carried = TRY(give_kept_refusals(ledger, {&owner, 1}, circumstances, now));
  }
  return done;
}

namespace {

class Retraction {
 public:
  Retraction(ledger::Ledger& ledger, const Confirmation& confirmation, const Circumstances& circumstances,
             const Clock& clock)
      : ledger_(ledger), confirmation_(confirmation), circumstances_(circumstances), clock_(clock) {}

  Result<void> take(Recorded each) {
    ++counts_.entries;
    if (correctable(each.entry.kind()) == Correctable::nothing) return {};
    if (ledger::speaks_against(each.entry.body) && !confirmation_.given()) {
      ++counts_.kept;
      return {};
    }
    batch_.push_back(std::move(each));
    return batch_.size() < kBatch ? Result<void>() : append();
  }

  Result<void> append() {
    const Instant now = clock_.now();
    drafts_.clear();
    TRY(ledger_.open(batch_));
    std::vector<const Recorded*> retracted;
    for (const Recorded& each : batch_) {
      const auto entries = TRY(ledger_.entries_of(each.entry.account));
      const ledger::Corrections corrections(entries);
      if (corrections.retracts(each.position)) {
        ++counts_.already;
        continue;
      }
      retracted.push_back(&each);
      drafts_.push_back(correction_of(each, {each.position, std::nullopt, confirmation_}, circumstances_,
                                      std::string(kRetraction) + entry_name(each.position) + ':' + confirmation_.by,
                                      now));
      if (each.entry.kind() != EntryKind::customer) continue;
      drafts_.push_back(what_holds_without(entries, corrections, each, now));
      count_since(entries, each, std::get<evidence::CustomerRecorded>(drafts_.back().entry.body));
    }
    if (!drafts_.empty()) {
      TRY(ledger::append_all(ledger_, drafts_, now));
      TRY(give_kept(now));
    }
    for (const Recorded* each : retracted) {
      if (ledger::speaks_against(each->entry.body)) ++counts_.refusals;
      else if (each->entry.kind() == EntryKind::customer) ++counts_.profiles;
      else ++counts_.approvals;
    }
    batch_.clear();
    return {};
  }

  const RetractionCounts& counts() const { return counts_; }

 private:
  static constexpr std::size_t kBatch = 1024;

  void count_since(const std::vector<Recorded>& entries, const Recorded& profile,
                   const evidence::CustomerRecorded& restored) {
    if (std::get<evidence::CustomerRecorded>(profile.entry.body).telephones == restored.telephones) return;
    for (const Recorded& each : entries) {
      const bool refuses = each.entry.kind() == EntryKind::opt_out || each.entry.kind() == EntryKind::withdrawal;
      if (refuses && each.entry.run.empty() && profile.position < each.position) ++counts_.since;
    }
  }

  // An account that has its numbers back also has what was said from them meanwhile.
  Result<void> give_kept(Instant now) {
    std::vector<NumberOwner> owners;
    for (const ledger::Draft& each : drafts_) {
      const auto* profile = std::get_if<evidence::CustomerRecorded>(&each.entry.body);
      if (profile != nullptr) owners.push_back({each.entry.account, profile->telephones, std::nullopt});
    }
    const auto given = TRY(give_kept_refusals(ledger_, owners, circumstances_, now));
    counts_.carried += given;
    return {};
  }

  // The latest remaining profile, recorded again: from now on, unless a later one is on record.
  ledger::Draft what_holds_without(const std::vector<Recorded>& entries, const ledger::Corrections& corrections,
                                   const Recorded& without, Instant now) const {
    const Recorded* left =
        latest_profile(entries, corrections, [&](const Recorded& each) { return each.entry.run != without.entry.run; });
    evidence::CustomerRecorded nobody;
    nobody.state = CustomerState::former;
    ledger::Draft draft =
        draft_of(circumstances_, without.entry.account, "restore:" + entry_name(without.position),
                 left != nullptr ? std::get<evidence::CustomerRecorded>(left->entry.body) : std::move(nobody));
    draft.entry.effective = left != nullptr ? std::max(now, left->entry.effective) : now;
    draft.effective_is_now = draft.entry.effective == now;
    return draft;
  }

  ledger::Ledger& ledger_;
  const Confirmation& confirmation_;
  const Circumstances& circumstances_;
  const Clock& clock_;
  RetractionCounts counts_;
  std::vector<Recorded> batch_;
  std::vector<ledger::Draft> drafts_;
};

}  // namespace

Result<RetractionCounts> retract_run(ledger::Ledger& ledger, std::string_view run, const Confirmation& confirmation,
                                     const Circumstances& circumstances, const Clock& clock,
                                     const OnProgress& on_progress, const std::stop_token& stop) {
  TRY(whole(confirmation, circumstances));
  Retraction retraction(ledger, confirmation, circumstances, clock);
  TRY(every_entry(ledger, on_progress, stop, [&](Recorded each) {
    return each.entry.run == run ? retraction.take(std::move(each)) : Result<void>();
  }));
  TRY(retraction.append());
  if (retraction.counts().entries == 0) {
    return fail(ErrorCode::not_found, fmt::format("no entry belongs to the run `{}`", run),
                "each import names its run at its end; `assent ledger log` shows it too");
  }
  return retraction.counts();
}

}  // namespace assent::service
