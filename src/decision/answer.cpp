#include "decision/answer.hpp"

#include <algorithm>

namespace assent {
namespace {

// What the one-time consents come to (step 10).
struct CallStatus {
  const ConsentState* permitting = nullptr;
  const ConsentState* defective = nullptr;  // live; the one that began last
  const ConsentState* ended = nullptr;      // the one that ended last
};

bool begins_later(const ConsentState& consent, const ConsentState* than) {
  return than == nullptr || consent.consent->from >= than->consent->from;
}

CallStatus call_status(const Matter& matter, Instant instant, const RefusalState* refusal) {
  CallStatus status;
  for (const ConsentState& state : matter.consents) {
    const OneTimeConsent& consent = *state.consent;
    if (consent.to <= instant) {
      if (status.ended == nullptr || consent.to >= status.ended->consent->to) status.ended = &state;
      continue;
    }
    const bool refused_since = refusal != nullptr && refusal->at >= consent.from;
    if (consent.from > instant || refused_since) continue;
    const ConsentState*& place = state.defect ? status.defective : status.permitting;
    if (begins_later(state, place)) place = &state;
  }
  return status;
}

// Steps 12 and 13: the latest opt-in that is valid, and the latest of all.
struct OptInStatus {
  std::optional<Instant> valid_at;
  const OptInState* valid = nullptr;  // nullptr with valid_at set: a supposed one
  const OptInState* latest = nullptr;
};

OptInStatus opt_in_status(const Matter& matter, Instant instant, const Supposed& supposed) {
  OptInStatus status;
  for (const OptInState& state : matter.opt_ins) {
    const Instant at = state.opt_in->at;
    if (at > instant) continue;
    if (status.latest == nullptr || at >= status.latest->opt_in->at) status.latest = &state;
    if (!state.defect && (!status.valid_at || at >= *status.valid_at)) {
      status.valid_at = at;
      status.valid = &state;
    }
  }
  if (supposed.opt_in && *supposed.opt_in <= instant && (!status.valid_at || *supposed.opt_in >= *status.valid_at)) {
    status.valid_at = supposed.opt_in;
    status.valid = nullptr;
  }
  return status;
}

bool may_use_soft_opt_in(const Matter& matter) {
  const Regime& regime = *matter.regime;
  const Use& use = *matter.use;
  return regime.soft_opt_in && use.soft_opt_in && use.recipient == kCarrier && use.offer &&
         !use.offer->category.empty() && contains(matter.facts->customer.services, use.offer->category) &&
         !use.information.empty() &&
         std::all_of(use.information.begin(), use.information.end(),
                     [&](const std::string& type) { return contains(regime.soft_opt_in_information, type); });
}

const Verification* verification_by(const Matter& matter, Instant instant) {
  const Verification* found = nullptr;
  for (const Verification* each : matter.verifications) {
    if (each->at <= instant && (found == nullptr || each->at >= found->at)) found = each;
  }
  return found;
}

const NoticeState* latest_defective_notice(const Matter& matter, Instant instant, Date today) {
  for (auto at = matter.notices.rbegin(); at != matter.notices.rend(); ++at) {
    if (at->sent <= today && at->defect_at(instant)) return &*at;
  }
  return nullptr;
}

SourceId source_of_notice_reason(const Regime& regime, Reason reason) {
  const NoticeRules& rules = regime.notice;
  if (reason == Reason::notice_method_invalid) return rules.channels_source;
  if (reason == Reason::email_not_permitted) return rules.permission_source;
  if (reason == Reason::notice_partly_translated) return rules.translation_source;
  if (reason == Reason::notice_language_mismatch) return rules.language_source;
  if (reason == Reason::notice_undelivered) return rules.delivery_source;
  if (reason == Reason::waiting_period) return rules.waiting_days_source;
  if (reason == Reason::notice_stale) return rules.renewal_source;
  if (reason == Reason::opt_out_unverified) return regime.verification_source;
  return rules.disclosures_source;
}

void add_entry(Answer& answer, Position entry) {
  const bool known = std::find(answer.entries.begin(), answer.entries.end(), entry) != answer.entries.end();
  if (!known && answer.entries.size() < answer.entries.capacity()) answer.entries.push_back(entry);
}

Answer with_entry(Outcome outcome, Reason reason, SourceId source, const Position* entry) {
  Answer answer{outcome, reason, source, {}};
  if (entry != nullptr) add_entry(answer, *entry);
  return answer;
}

const Agreement* agreement_in_force(const Matter& matter, Date today) {
  for (const Agreement* agreement : matter.agreements) {
    const bool complete = std::all_of(matter.regime->agreement_clauses.begin(), matter.regime->agreement_clauses.end(),
                                      [&](const std::string& clause) { return contains(agreement->clauses, clause); });
    if (agreement->from <= today && today <= agreement->to && complete) return agreement;
  }
  return nullptr;
}

// Step 14: an approval is good only with its agreement.
Answer with_agreement(const Matter& matter, Date today, Answer permit, const Supposed& supposed) {
  if (supposed.agreement || !matter.relation->agreement_required) return permit;
  if (const auto fault = agreement_fault(matter, today)) {
    const SourceId source = fault->reason == Reason::agreement_clause_missing ? matter.regime->clauses_source
                                                                              : matter.relation->agreement_source;
    return with_entry(Outcome::deny, fault->reason, source, fault->entry ? &*fault->entry : nullptr);
  }
  add_entry(permit, agreement_in_force(matter, today)->entry);
  return permit;
}

// The reason where no approval was found at all and none is on its way.
Answer nothing_found(const Matter& matter, Instant instant, Date today, const CallStatus& call,
                     const OptInStatus& opt_in) {
  const Regime& regime = *matter.regime;
  if (call.defective != nullptr) {
    return with_entry(Outcome::deny, *call.defective->defect, regime.one_time_source, &call.defective->consent->entry);
  }
  if (opt_in.latest != nullptr) {
    return with_entry(Outcome::deny, *opt_in.latest->defect, regime.opt_in_source, &opt_in.latest->opt_in->entry);
  }
  if (matter.level == Level::opt_in) {
    // Where the offer or the information raised the level, that is the rule to show.
    const bool raised = matter.relation->level != Level::opt_in;
    const SourceId source = raised ? matter.level_source : regime.approval_missing_source;
    return with_entry(Outcome::deny, regime.approval_missing, source, nullptr);
  }
  if (const NoticeState* notice = latest_defective_notice(matter, instant, today)) {
    const Reason reason = *notice->defect_at(instant);
    return with_entry(Outcome::deny, reason, source_of_notice_reason(regime, reason), &notice->notice->entry);
  }
  if (call.ended != nullptr) {
    return with_entry(Outcome::deny, Reason::one_time_expired, regime.one_time_source, &call.ended->consent->entry);
  }
  return with_entry(Outcome::deny, Reason::no_notice, matter.level_source, nullptr);
}

Answer by_silence(const Matter& matter, Instant instant, Date today, const Chain& chain, const Supposed& supposed) {
  const Reason status = chain_status(matter, chain, instant, today, supposed);
  const bool deemed = status == Reason::opt_out_deemed;
  Answer answer{deemed ? Outcome::permit : Outcome::deny,
                status,
                deemed ? matter.level_source : source_of_notice_reason(*matter.regime, status),
                {}};
  for (const NoticeState* state : {chain.first_matured, chain.last}) {
    if (state->notice != nullptr) add_entry(answer, state->notice->entry);
  }
  if (!deemed) return answer;
  if (matter.regime->verification_years) {
    if (const Verification* verification = verification_by(matter, instant)) add_entry(answer, verification->entry);
  }
  return with_agreement(matter, today, answer, supposed);
}

}  // namespace

const RefusalState* latest_refusal(const Matter& matter, Instant instant) {
  const RefusalState* latest = nullptr;
  for (const RefusalState& refusal : matter.refusals) {  // withdrawals stand after opt-outs, so at one instant they win
    if (refusal.at <= instant && (latest == nullptr || refusal.at >= latest->at)) latest = &refusal;
  }
  return latest;
}

std::optional<AgreementFault> agreement_fault(const Matter& matter, Date today) {
  if (matter.agreements.empty()) return AgreementFault{Reason::agreement_missing, std::nullopt};
  if (agreement_in_force(matter, today) != nullptr) return std::nullopt;
  const Agreement* in_force = nullptr;
  const Agreement* past = nullptr;
  for (const Agreement* agreement : matter.agreements) {
    if (agreement->from <= today && today <= agreement->to) in_force = agreement;
    else if (agreement->from <= today) past = agreement;
  }
  if (in_force != nullptr) return AgreementFault{Reason::agreement_clause_missing, in_force->entry};
  if (past != nullptr) return AgreementFault{Reason::agreement_expired, past->entry};
  return AgreementFault{Reason::agreement_not_yet, matter.agreements.front()->entry};
}

Chain chain_at(const Matter& matter, Instant instant, Date today, const Supposed& supposed) {
  const int renewal_years = matter.regime->notice.renewal_years;
  Chain chain;
  const auto take = [&](const NoticeState& state) {
    if (state.sent > today || state.defect_at(instant)) return;
    const bool anew = chain.last == nullptr || state.sent > anniversary(chain.last->sent, renewal_years);
    if (anew || state.matures < chain.first_matured->matures) chain.first_matured = &state;
    chain.last = &state;
  };
  bool supposed_taken = !supposed.notice;
  for (const NoticeState& state : matter.notices) {
    if (!supposed_taken && state.sent > supposed.notice->sent) {
      take(*supposed.notice);
      supposed_taken = true;
    }
    take(state);
  }
  if (!supposed_taken) take(*supposed.notice);
  return chain;
}

Reason chain_status(const Matter& matter, const Chain& chain, Instant instant, Date today, const Supposed& supposed) {
  const Regime& regime = *matter.regime;
  if (instant < chain.first_matured->matures) return Reason::waiting_period;
  if (today > anniversary(chain.last->sent, regime.notice.renewal_years)) return Reason::notice_stale;
  if (regime.verification_years && !supposed.verified &&
      today > anniversary(chain.first_matured->matured_on, *regime.verification_years) &&
      verification_by(matter, instant) == nullptr) {
    return Reason::opt_out_unverified;
  }
  return Reason::opt_out_deemed;
}

Answer answer_at(const Matter& matter, Instant instant, const Supposed& supposed) {
  if (matter.settled) {
    const Settled& settled = *matter.settled;
    return {settled.outcome, settled.reason, settled.source, {}};
  }
  const Regime& regime = *matter.regime;
  const Date today = matter.facts->zone->date_at(instant);
  const RefusalState* refusal = latest_refusal(matter, instant);

  const CallStatus call = call_status(matter, instant, refusal);
  if (supposed.one_time_consent && (refusal == nullptr || refusal->at < *supposed.one_time_consent)) {
    return {Outcome::permit, Reason::one_time_consent, regime.one_time_source, {}};
  }
  if (call.permitting != nullptr) {
    return with_entry(Outcome::permit, Reason::one_time_consent, regime.one_time_source,
                      &call.permitting->consent->entry);
  }
  if (refusal == nullptr && may_use_soft_opt_in(matter)) {
    return {Outcome::permit, Reason::soft_opt_in, regime.soft_opt_in_source, {}};
  }
  const OptInStatus opt_in = opt_in_status(matter, instant, supposed);
  if (opt_in.valid_at && (refusal == nullptr || *opt_in.valid_at > refusal->at)) {
    const Position* entry = opt_in.valid != nullptr ? &opt_in.valid->opt_in->entry : nullptr;
    return with_agreement(matter, today, with_entry(Outcome::permit, Reason::opt_in, matter.level_source, entry),
                          supposed);
  }
  if (refusal != nullptr) return with_entry(Outcome::deny, refusal->reason, regime.refusal_source, &refusal->entry);

  if (matter.level == Level::opt_out) {
    const Chain chain = chain_at(matter, instant, today, supposed);
    if (chain.last != nullptr) return by_silence(matter, instant, today, chain, supposed);
  }
  return nothing_found(matter, instant, today, call, opt_in);
}

}  // namespace assent
