#include "camara/consent_state.hpp"

#include "decision/parts.hpp"

#include <algorithm>

namespace assent::camara {
namespace {

bool covers(const Coverage& recipients, const Coverage& parties, const Use& use) {
  return recipients.covers(use.recipient) && (parties.any || (!use.party.empty() && parties.covers(use.party)));
}

// The first instant at which it was certainly given. Days count from their end in any zone.
Instant sent_at(const NoticeGiven& given) {
  if (const auto* const instant = std::get_if<Instant>(&given.sent)) return *instant;
  return Instant(std::get<Date>(given.sent).time_since_epoch() + std::chrono::hours(24));
}

bool is_about(const NoticeGiven& given, const Use& use, Instant at) {
  return given.delivery == Delivery::sent && sent_at(given) <= at &&
         covers(given.terms->recipients, given.terms->parties, use) &&
         given.terms->information.covers_all(use.information);
}

// They were given a notice about it, and have not answered.
bool was_asked(const service::OnFile& on_file, const Use& use, Instant at) {
  return std::ranges::any_of(on_file.facts.history.notices,
                             [&](const NoticeGiven& each) { return is_about(each, use, at); });
}

Status status_of(const service::OnFile& on_file, const Use& use, const decision::Decision& decision, Instant at) {
  if (decision.outcome == Outcome::permit) return Status::valid;
  switch (decision.reason) {
    case Reason::opted_out: return Status::objected;
    case Reason::withdrawn: return Status::denied;
    case Reason::waiting_period:
    case Reason::approval_unproven: return Status::requested;
    case Reason::consent_expired:
    case Reason::one_time_expired:
    case Reason::notice_stale:
    case Reason::opt_out_unverified:
    case Reason::agreement_expired: return Status::expired;
    case Reason::opt_in_required:
    case Reason::consent_required: return was_asked(on_file, use, at) ? Status::requested : Status::pending;
    default: return Status::pending;
  }
}

// The last event that can have changed the decision before `at`.
Instant last_event(const History& history, Instant at) {
  Instant last = kEarliest;
  const auto see = [&](Instant event) {
    if (event <= at) last = std::max(last, event);
  };
  for (const OptIn& each : history.opt_ins) see(each.at);
  for (const OptOut& each : history.opt_outs) see(each.received);
  for (const Withdrawal& each : history.withdrawals) see(each.at);
  for (const NoticeGiven& each : history.notices) see(sent_at(each));
  for (const OneTimeConsent& each : history.one_time_consents) see(each.from);
  for (const Verification& each : history.verifications) see(each.at);
  return last;
}

// Since when it has been the decision that it is: from the last event on, what follows is only time passing.
std::optional<Instant> turned(const regime::Regime& regime, const service::OnFile& on_file, const Use& use, Reason now,
                              Instant at) {
  Instant then = last_event(on_file.facts.history, at);
  if (then == kEarliest) return std::nullopt;
  std::optional<Instant> since;
  for (int turns = 0; turns < 100; ++turns) {
    const decision::Decision decision = decision::decide(regime, on_file.facts, use, then);
    if (decision.outcome == Outcome::deny && decision.reason == now) return since;
    if (!decision.valid_until || *decision.valid_until > at) return std::nullopt;
    then = *decision.valid_until;
    since = then;
  }
  return std::nullopt;
}

}  // namespace

std::string_view reason_name(Status status) {
  switch (status) {
    case Status::valid: return "";
    case Status::pending: return "PENDING";
    case Status::requested: return "REQUESTED";
    case Status::denied: return "DENIED";
    case Status::expired: return "EXPIRED";
    case Status::objected: return "OBJECTED";
  }
  return "PENDING";
}

std::string_view consent_name(Status status) {
  if (status == Status::valid) return "GRANTED";
  return reason_name(status == Status::objected ? Status::denied : status);
}

bool rests_on_consent(const regime::Regime& regime, const Use& use) {
  const regime::PurposeRule* const purpose = regime.purpose(use.purpose);
  if (purpose == nullptr) return false;
  if (purpose->treatment != regime::Treatment::marketing && purpose->treatment != regime::Treatment::winback)
    return false;
  return decision::under(regime, use).level == regime::Level::opt_in;
}

ConsentState consent_state(const regime::Regime& regime, const service::OnFile& on_file, const Use& use, Instant at) {
  ConsentState state;
  state.decision = service::decide_on_file(regime, on_file, use, at);
  state.status = status_of(on_file, use, state.decision, at);
  if (state.status == Status::valid) state.expires = state.decision.valid_until;
  if (state.status == Status::expired) state.expires = turned(regime, on_file, use, state.decision.reason, at);
  state.by_asking = std::ranges::any_of(state.decision.remedies, [](const decision::Remedy& each) {
    return each.steps.size() == 1 && each.steps.front() == decision::RemedyStep::opt_in;
  });
  return state;
}

OnRecord on_record(const service::OnFile& on_file, const Use& use, Instant at) {
  OnRecord found;
  const auto see = [&](Instant event, bool decided) {
    if (event > at) return;
    found.since = std::min(found.since.value_or(event), event);
    found.decided = found.decided || decided;
  };
  const History& history = on_file.facts.history;
  for (const OptIn& each : history.opt_ins) {
    if (covers(each.recipients, each.parties, use) && each.information.covers_all(use.information)) see(each.at, true);
  }
  for (const OptOut& each : history.opt_outs) {
    if (each.scope.covers(use.recipient)) see(each.received, true);
  }
  for (const Withdrawal& each : history.withdrawals) {
    if (each.scope.covers(use.recipient)) see(each.at, true);
  }
  for (const NoticeGiven& each : history.notices) {
    if (is_about(each, use, at)) see(sent_at(each), false);
  }
  return found;
}

}  // namespace assent::camara
