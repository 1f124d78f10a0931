#include "service/carried_refusals.hpp"

#include "service/correct.hpp"
#include "service/keyed_append.hpp"

#include "evidence/hash.hpp"
#include "ledger/corrections.hpp"
#include "ledger/fold.hpp"
#include "ledger/reviews.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>

namespace assent::service {
namespace {

constexpr std::string_view kCarried = "carried:";
constexpr std::size_t kHashFigures = 32;

std::string key_of(Position origin, std::string_view account) {
  return std::string(kCarried) + entry_name(origin) + ":" +
         evidence::to_hex(evidence::sha256(evidence::view_of(account))).substr(0, kHashFigures);
}

// What the latest confirmed correction of an entry says. A correction that is not confirmed takes nothing away from a
// refusal.
const evidence::CorrectionRecorded* confirmed(const ledger::Corrections& corrections, Position position) {
  const ledger::Recorded* latest = corrections.latest(position);
  return latest != nullptr && ledger::is_confirmed(*latest)
             ? &std::get<evidence::CorrectionRecorded>(latest->entry.body)
             : nullptr;
}

bool is_retracted(const ledger::Corrections& corrections, Position position) {
  const evidence::CorrectionRecorded* correction = confirmed(corrections, position);
  return correction != nullptr && !correction->effective;
}

template <class Refusal>
Refusal copy_of(Refusal refusal, evidence::Evidence evidence, bool provisional) {
  refusal.evidence = std::move(evidence);
  refusal.provisional = provisional;
  return refusal;
}

// The refusal with that evidence, provisional or not; nothing: it is not a refusal.
std::optional<evidence::Body> refusal_in(const evidence::Body& body, evidence::Evidence evidence, bool provisional) {
  if (const auto* opt_out = std::get_if<evidence::OptOutRecorded>(&body)) {
    return copy_of(*opt_out, std::move(evidence), provisional);
  }
  if (const auto* withdrawal = std::get_if<evidence::WithdrawalRecorded>(&body)) {
    return copy_of(*withdrawal, std::move(evidence), provisional);
  }
  const auto* permission = std::get_if<evidence::EmailPermissionRecorded>(&body);
  if (permission == nullptr || permission->granted) return std::nullopt;
  return copy_of(*permission, std::move(evidence), provisional);
}

// Except whether a person has read it.
bool same_refusal(const evidence::Body& one, const evidence::Body& other) {
  return refusal_in(one, {}, false) == refusal_in(other, {}, false);
}

Instant counts_from(const ledger::Recorded& each, const ledger::Corrections& corrections) {
  const evidence::CorrectionRecorded* correction = confirmed(corrections, each.position);
  if (correction != nullptr && correction->effective) return *correction->effective;
  return std::min(each.entry.effective, each.entry.recorded);
}

bool went_with_its_run(const ledger::Corrections& corrections, Position position) {
  return corrections.retracts(position) && corrections.latest(position)->entry.key.starts_with(kRetraction);
}

// Whether the account of these entries already has the refusal.
bool has(std::span<const ledger::Recorded> entries, const ledger::Corrections& corrections,
         const evidence::Entry& refusal) {
  const ledger::Reviews reviews(entries);
  return std::any_of(entries.begin(), entries.end(), [&](const ledger::Recorded& each) {
    if (!same_refusal(each.entry.body, refusal.body)) return false;
    // What was taken back later does not come again, unless it was retracted with a whole import.
    if (each.entry.key == refusal.key && !went_with_its_run(corrections, each.position)) return true;
    if (is_retracted(corrections, each.position) || reviews.takes_back(each)) return false;
    // A refusal that waits for its review can still go; one that a person has read must stay.
    if (reviews.awaits(each) && !ledger::is_provisional(refusal.body)) return false;
    return counts_from(each, corrections) == refusal.effective;
  });
}

}  // namespace

std::vector<ledger::Draft> carried_from(std::span<const ledger::Recorded> entries, std::string_view account,
                                        const Circumstances& by, const CarriedSpan& span) {
  const ledger::Corrections corrections(entries);
  const ledger::Reviews reviews(entries);
  std::vector<ledger::Draft> drafts;
  for (const ledger::Recorded& each : entries) {
    if (is_retracted(corrections, each.position) || reviews.takes_back(each)) continue;
    auto body =
        refusal_in(each.entry.body, {std::string(ledger::kCarriedFrom) + entry_name(each.position), std::nullopt},
                   reviews.awaits(each));
    if (!body) continue;
    const Instant effective = counts_from(each, corrections);
    if ((span.from && effective < *span.from) || (span.until && effective > *span.until)) continue;
    ledger::Draft& draft = drafts.emplace_back();
    draft.entry.account = account;
    draft.entry.effective = effective;
    draft.entry.actor = by.actor;
    draft.entry.channel = by.channel;
    draft.entry.run = by.run;
    draft.entry.key = key_of(each.position, account);
    draft.entry.body = *std::move(body);
  }
  return drafts;
}

Result<std::uint64_t> append_carried(ledger::Ledger& ledger, std::vector<ledger::Draft> drafts, Instant now) {
  if (drafts.empty()) return 0;
  std::map<std::string, std::vector<ledger::Recorded>, std::less<>> known;
  const auto missing = [&]() -> Result<void> {
    known.clear();
    for (const ledger::Draft& each : drafts) {
      if (known.contains(each.entry.account)) continue;
      auto entries = TRY(ledger.closed_entries_of(each.entry.account));
      known.emplace(each.entry.account, std::move(entries));
    }
    std::erase_if(drafts, [&](const ledger::Draft& each) {
      const auto& entries = known.find(each.entry.account)->second;
      return has(entries, ledger::Corrections(entries), each.entry);
    });
    return {};
  };
  TRY(missing());
  const auto receipts = TRY(append_keyed(ledger, drafts, now));
  const auto count = static_cast<std::uint64_t>(std::count_if(
      receipts.begin(), receipts.end(), [](const auto& receipt) { return receipt && !receipt->repeated; }));
  const bool taken = std::any_of(receipts.begin(), receipts.end(), [](const auto& each) { return !each; });
  if (!taken) return count;

  // Another caller carried it meanwhile, or used its key for something else: then it is recorded without a key.
  TRY(missing());
  if (drafts.empty()) return count;
  for (ledger::Draft& each : drafts) each.entry.key.clear();
  TRY(ledger::append_all(ledger, drafts, now));
  return count + drafts.size();
}

std::vector<Succession> successors_in(std::span<const ledger::Recorded> entries) {
  const ledger::Corrections corrections(entries);
  std::vector<Succession> successors;
  for (const ledger::Recorded& each : entries) {
    const auto* link = std::get_if<evidence::LinkRecorded>(&each.entry.body);
    if (link == nullptr || link->role != evidence::LinkRecorded::Role::successor) continue;
    if (is_retracted(corrections, each.position)) continue;
    const bool split = link->cause == evidence::LinkRecorded::Cause::split;
    successors.push_back({link->other, split ? std::optional(each.entry.effective) : std::nullopt});
  }
  return successors;
}

Result<std::uint64_t> carry_over(ledger::Ledger& ledger, std::span<const std::string> accounts, const Circumstances& by,
                                 Instant now) {
  std::uint64_t carried = 0;
  std::set<std::string> seen(accounts.begin(), accounts.end());
  std::vector<std::string> next(seen.begin(), seen.end());
  while (!next.empty()) {
    const std::vector<std::string> these = std::exchange(next, {});
    const std::vector<std::string_view> views(these.begin(), these.end());
    const auto links = TRY(ledger.latest(views, evidence::EntryKind::link));
    std::vector<ledger::Draft> drafts;
    for (std::size_t i = 0; i < these.size(); ++i) {
      if (!(links)[i]) continue;
      const auto entries = TRY(ledger.closed_entries_of(these[i]));
      for (const Succession& each : successors_in(entries)) {
        auto some = carried_from(entries, each.account, by, {std::nullopt, each.until});
        std::move(some.begin(), some.end(), std::back_inserter(drafts));
        if (seen.insert(each.account).second) next.push_back(each.account);
      }
    }
    const auto appended = append_carried(ledger, std::move(drafts), now);
    if (!appended) return appended;
    carried += *appended;
  }
  return carried;
}

}  // namespace assent::service
