#include "service/review.hpp"

#include "ledger/corrections.hpp"
#include "ledger/reviews.hpp"
#include "ledger/same_content.hpp"
#include "service/draft.hpp"
#include "service/every_entry.hpp"
#include "service/number_holders.hpp"
#include "service/person.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>

namespace assent::service {

using ledger::Recorded;
namespace {

using ReviewOutcome = evidence::ReviewRecorded::Outcome;

ReviewOutcome outcome_in(const Recorded& review) {
  return std::get<evidence::ReviewRecorded>(review.entry.body).outcome;
}

Result<const Recorded*> refusal_at(std::span<const Recorded> entries, Position position) {
  const auto found =
      std::find_if(entries.begin(), entries.end(), [&](const Recorded& each) { return each.position == position; });
  if (found == entries.end()) {
    return fail(ErrorCode::not_found, fmt::format("the account has no entry {}", entry_name(position)),
                "`assent reviews` shows what waits for a review, with the account");
  }
  if (!ledger::is_provisional(found->entry.body)) {
    return fail(ErrorCode::invalid, fmt::format("entry {} is not a provisional refusal", entry_name(position)),
                "correct other entries with two people and `assent record correction`");
  }
  return &*found;
}

Result<void> may_review(const Review& review, const Recorded& refusal, std::span<const Recorded> entries,
                        const Circumstances& circumstances) {
  const std::string reviewer = person_read(circumstances.actor);
  if (reviewer.empty()) return fail(ErrorCode::invalid, "the reviewer is missing", "name the reviewer");
  if (circumstances.channel.empty()) return fail(ErrorCode::invalid, "the channel is missing", "say how it came in");
  const bool none = review.outcome == ReviewOutcome::not_a_refusal;
  if (none && reviewer == person_read(refusal.entry.actor)) {
    return fail(ErrorCode::invalid, "the person who recorded a refusal cannot review it as not a refusal",
                "let another person read it; until then it counts");
  }
  return check_tells_no_number(entries, review.evidence);
}

// The result of the existing review for a caller that reviews again.
Result<Reviewed> reviewed_before(const Review& review, const Recorded& refusal, const Recorded& before) {
  if (outcome_in(before) == review.outcome) {
    return Reviewed{{before.position, before.entry.recorded, true}, before.entry, refusal};
  }
  return fail(ErrorCode::conflict,
              fmt::format("entry {} was already reviewed, in entry {}, with the other outcome",
                          entry_name(refusal.position), entry_name(before.position)),
              outcome_in(before) == ReviewOutcome::confirmed
                  ? "correct a confirmed refusal with two people and `assent record correction`"
                  : "if it is a refusal after all, record it again");
}

}  // namespace

Result<Reviewed> record_review(ledger::Ledger& ledger, const Review& review, const Circumstances& circumstances,
                               Instant now) {
  const auto entries = TRY(ledger.entries_of(review.account));
  const Recorded* refusal = TRY(refusal_at(entries, review.entry));
  TRY(may_review(review, *refusal, entries, circumstances));
  if (const Recorded* before = ledger::Reviews(entries).of(*refusal)) return reviewed_before(review, *refusal, *before);

  // The key is so that only one of two at once is recorded.
  const ledger::Draft draft =
      draft_from_now(circumstances, review.account, "review:" + entry_name(review.entry),
                     evidence::ReviewRecorded{review.entry, review.outcome, review.evidence}, now);
  const auto receipt = ledger::append_one(ledger, draft, now);
  if (receipt) return Reviewed{*receipt, ledger::entry_of(draft, receipt->recorded), *refusal};
  if (receipt.error().code != ErrorCode::conflict) return tl::unexpected(receipt.error());
  // Another caller was quicker.
  const auto again = TRY(ledger.entries_of(review.account));
  if (const Recorded* before = ledger::Reviews(again).of(*refusal)) return reviewed_before(review, *refusal, *before);
  return fail(ErrorCode::conflict,
              fmt::format("the key of the review of entry {} is used for something else", entry_name(review.entry)),
              "correct the refusal with two people and `assent record correction`");
}

std::vector<Recorded> waiting_among(std::span<const Recorded> entries) {
  const ledger::Corrections corrections(entries);
  const ledger::Reviews reviews(entries);
  std::vector<Recorded> waiting;
  for (const Recorded& each : entries) {
    const bool went = corrections.retracts(each.position) && ledger::is_confirmed(*corrections.latest(each.position));
    if (!went && reviews.awaits(each)) waiting.push_back(each);
  }
  return waiting;
}

Result<std::vector<Recorded>> waiting_for_review(const ledger::Ledger& ledger, const OnProgress& on_progress,
                                                 const std::stop_token& stop) {
  std::map<Position, std::string> accounts;  // of refusals without a review
  TRY(every_entry(ledger, on_progress, stop, [&](Recorded each) -> Result<void> {
    if (ledger::is_provisional(each.entry.body)) accounts.emplace(each.position, std::move(each.entry.account));
    else if (const auto* review = std::get_if<evidence::ReviewRecorded>(&each.entry.body))
      accounts.erase(review->reviewed);
    return {};
  }));
  std::set<std::string> each_once;
  for (auto& [position, account] : accounts) each_once.insert(std::move(account));
  std::vector<Recorded> waiting;
  for (const std::string& account : each_once) {
    const auto entries = TRY(ledger.closed_entries_of(account));
    auto some = waiting_among(entries);
    std::move(some.begin(), some.end(), std::back_inserter(waiting));
  }
  return waiting;
}

}  // namespace assent::service
