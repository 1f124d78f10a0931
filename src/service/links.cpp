#include "service/links.hpp"

#include "consent/kept_account.hpp"
#include "intake/profile.hpp"
#include "service/carried_refusals.hpp"
#include "service/number_holders.hpp"

#include <array>
#include <optional>
#include <set>
#include <utility>

namespace assent::service {
namespace {

// Whether `other` continues `account`, directly or through others.
Result<bool> leads_to(const ledger::Ledger& ledger, const std::string& account, const std::string& other) {
  std::set<std::string> seen{account};
  std::vector<std::string> next{account};
  while (!next.empty()) {
    const std::string each = std::move(next.back());
    next.pop_back();
    const auto entries = TRY(ledger.closed_entries_of(each));
    for (Succession& successor : successors_in(entries)) {
      if (successor.account == other) return true;
      if (seen.insert(successor.account).second) next.push_back(std::move(successor.account));
    }
  }
  return false;
}

Result<void> check_link(const Link& link, const Circumstances& circumstances, Instant now) {
  if (circumstances.actor.empty()) return fail(ErrorCode::invalid, "the actor is missing", "say who records it");
  if (circumstances.channel.empty()) {
    return fail(ErrorCode::invalid, "the channel is missing", "say how it came in");
  }
  for (const std::string* account : {&link.from, &link.to}) {
    if (!intake::is_account(*account) || !is_customers_account(*account)) {
      return fail(ErrorCode::invalid, "`" + *account + "` is no customer's account",
                  "write the account as in the carrier's file");
    }
  }
  if (link.from == link.to) {
    return fail(ErrorCode::invalid, "an account cannot continue itself", "name the old account and the new one");
  }
  if (link.evidence.reference.empty()) {
    return fail(ErrorCode::invalid, "the link has no evidence",
                "give the reference of the order, the migration list or the form that proves it");
  }
  if (circumstances.effective.value_or(now) > now) {
    return fail(ErrorCode::invalid, "the link is in the future", "record it after the account has changed");
  }
  return {};
}

ledger::Draft draft_of(const Link& link, evidence::LinkRecorded::Role role, const Circumstances& circumstances,
                       Instant now) {
  const bool old_one = role == evidence::LinkRecorded::Role::successor;
  ledger::Draft draft;
  draft.entry.account = old_one ? link.from : link.to;
  draft.entry.effective = circumstances.effective.value_or(now);
  draft.entry.actor = circumstances.actor;
  draft.entry.channel = circumstances.channel;
  draft.entry.run = circumstances.run;
  if (!circumstances.key.empty()) draft.entry.key = key_for_account(circumstances.key, draft.entry.account);
  draft.entry.body = evidence::LinkRecorded{role, old_one ? link.to : link.from, link.cause, link.evidence};
  draft.effective_is_now = !circumstances.effective;
  return draft;
}

}  // namespace

Result<LinkDone> record_link(ledger::Ledger& ledger, const Link& link, const Circumstances& circumstances,
                             Instant now) {
  TRY(check_link(link, circumstances, now));
  const auto old = TRY(ledger.closed_entries_of(link.from));
  if (old.empty()) {
    return fail(ErrorCode::not_found, "nothing is on record about the old account `" + link.from + "`", "mend it");
  }
  const auto circle = TRY(leads_to(ledger, link.to, link.from));
  if (circle) {
    return fail(ErrorCode::invalid, "`" + link.to + "` is continued by `" + link.from + "` already",
                "name the old account with `--from` and the new one with `--to`");
  }

  CarriedSpan span;
  if (link.cause == evidence::LinkRecorded::Cause::split) span.until = circumstances.effective.value_or(now);
  LinkDone done;
  const auto first = TRY(append_carried(ledger, carried_from(old, link.to, circumstances, span), now));
  const std::array<ledger::Draft, 2> drafts = {
      draft_of(link, evidence::LinkRecorded::Role::successor, circumstances, now),
      draft_of(link, evidence::LinkRecorded::Role::predecessor, circumstances, now)};
  const auto receipts = TRY(ledger::append_all(ledger, drafts, now));
  for (const ledger::Receipt& each : receipts) {
    done.positions.push_back(each.position);
    done.repeated = done.repeated || each.repeated;
  }
  const std::array<std::string, 2> both = {link.from, link.to};
  const auto later = TRY(carry_over(ledger, both, circumstances, now));
  done.carried = first + later;
  return done;
}

}  // namespace assent::service
