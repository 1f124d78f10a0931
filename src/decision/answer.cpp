#include "decision/answer.hpp"

#include "decision/order.hpp"
#include "decision/steps.hpp"

#include <algorithm>

namespace assent::decision {
namespace {

bool begins_later(const ConsentState& consent, const ConsentState* than) {
  return than == nullptr || consent.consent->from >= than->consent->from;
}

const Verification* verification_by(const Matter& matter, Instant instant) {
  const Verification* found = nullptr;
  for (const Verification* each : matter.verifications) {
    if (each->at <= instant && (found == nullptr || each->at >= found->at)) found = each;
  }
  return found;
}

regime::SourceId source_of_notice_reason(const regime::Regime& regime, Reason reason) {
  const regime::NoticeRules& rules = regime.notice;
  if (reason == Reason::notice_method_invalid) return rules.channels_source;
  if (reason == Reason::email_not_permitted) return rules.permission_source;
  if (reason == Reason::notice_partly_translated) return rules.translation_source;
  if (reason == Reason::notice_language_mismatch) return rules.language_source;
  if (reason == Reason::notice_undelivered) return rules.delivery_source;
  if (reason == Reason::waiting_period) return rules.waiting_days_source;
  if (reason == Reason::notice_stale) return rules.renewal_source;
  if (reason == Reason::opt_out_unverified) return regime.verification_source;
  if (reason == Reason::status_unknown) return 0;
  return rules.disclosures_source;
}

regime::SourceId source_of_defect(const Matter& matter, const NoticeState& state, Reason reason) {
  if (state.other_party) return matter.level_source;  // it says whose approval the recipient needs
  const regime::NoticeRules& rules = matter.regime->notice;
  const bool too_short = state.notice != nullptr && state.notice->terms->waiting_days < rules.waiting_days;
  if (reason == Reason::notice_content_invalid && too_short) return rules.waiting_days_source;
  return source_of_notice_reason(*matter.regime, reason);
}

// A letter can still be under way although its waiting period is over.
regime::SourceId source_of_wait(const Matter& matter, const NoticeState& state, Date today) {
  const regime::NoticeRules& rules = matter.regime->notice;
  const bool in_the_mail = state.notice != nullptr && contains(rules.mail_channels, state.notice->channel) &&
                           today > state.sent + std::chrono::days{state.notice->terms->waiting_days};
  return in_the_mail ? rules.mail_days_source : rules.waiting_days_source;
}

regime::SourceId source_of_opt_in_reason(const regime::Regime& regime, Reason reason) {
  if (reason == Reason::not_account_holder) return regime.givers_source;
  if (reason == Reason::consent_invalid) return regime.void_defects_source;
  if (reason == Reason::status_unknown) return 0;
  return regime.opt_in_source;
}

void add_entry(Answer& answer, Position entry) {
  const bool known = std::find(answer.entries.begin(), answer.entries.end(), entry) != answer.entries.end();
  if (!known && answer.entries.size() < answer.entries.capacity()) answer.entries.push_back(entry);
}

Answer with_entry(Outcome outcome, Reason reason, regime::SourceId source, const Position* entry) {
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
Answer with_agreement(const Matter& matter, Instant instant, Date today, Answer permit, const Supposed& supposed) {
  if (!matter.relation->agreement_required) return permit;
  if (supposed.agreement) return instant < matter.dates_known_until ? permit : Answer{};
  if (const auto fault = agreement_fault(matter, today)) {
    const regime::SourceId source = fault->reason == Reason::agreement_clause_missing
                                        ? matter.regime->clauses_source
                                        : matter.relation->agreement_source;
    return with_entry(Outcome::deny, fault->reason, source, fault->entry ? &*fault->entry : nullptr);
  }
  if (instant >= matter.dates_known_until) return Answer{};
  add_entry(permit, agreement_in_force(matter, today)->entry);
  return permit;
}

Answer by_silence(const Matter& matter, Instant instant, Date today, const Chain& chain, const Supposed& supposed) {
  const Reason status = chain_status(matter, chain, instant, today, supposed);
  const bool deemed = status == Reason::opt_out_deemed;
  const regime::SourceId source = deemed ? matter.level_source
                                  : status == Reason::waiting_period
                                      ? source_of_wait(matter, *chain.first_matured, today)
                                      : source_of_notice_reason(*matter.regime, status);
  Answer answer{deemed ? Outcome::permit : Outcome::deny, status, source, {}};
  for (const NoticeState* state : {chain.first_matured, chain.last}) {
    if (state->notice != nullptr) add_entry(answer, state->notice->entry);
  }
  if (!deemed) return answer;
  if (matter.regime->verification_years) {
    if (const Verification* verification = verification_by(matter, instant)) add_entry(answer, verification->entry);
  }
  return with_agreement(matter, instant, today, answer, supposed);
}

// What can be found about a matter at one instant, in the order in which deciding() asks.
struct Found {
  Found(const Matter& looked_at, Instant at, const Supposed& what_if)
      : matter(looked_at),
        instant(at),
        supposed(what_if),
        today(looked_at.facts->zone->date_at(at)),
        refusal(latest_refusal(looked_at, at)),
        call(call_status(looked_at, at, refusal)) {}

  bool settled() const { return false; }
  bool call_permits() const { return a_supposed_call_permits() || call.permitting != nullptr; }
  bool refused() const { return refusal != nullptr; }
  bool soft_opt_in() const { return may_use_soft_opt_in(*matter.regime, matter.facts->customer, *matter.use); }
  bool opt_in_holds() {
    opt_in = opt_in_status(matter, instant, today, supposed);
    return opt_in.valid_at && (refusal == nullptr || *opt_in.valid_at > refusal->at);
  }
  bool silence_can_approve() const { return matter.level == regime::Level::opt_out; }
  bool a_notice_counts() {
    chain = chain_at(matter, instant, today, supposed);
    return chain.last != nullptr;
  }
  bool call_defect() const { return call.defective != nullptr; }
  bool opt_in_on_file() const { return opt_in.latest != nullptr; }
  // Asked only if silence could have approved, after the chain is known.
  bool a_notice_is_defective() const { return chain.defective != nullptr; }
  bool call_ended() const { return call.ended != nullptr; }

  bool a_supposed_call_permits() const {
    return supposed.one_time_consent && (refusal == nullptr || refusal->at < *supposed.one_time_consent);
  }

  const Matter& matter;
  Instant instant;
  const Supposed& supposed;
  Date today;
  const RefusalState* refusal;
  CallStatus call;
  OptInStatus opt_in;
  Chain chain;
};

}  // namespace

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

OptInStatus opt_in_status(const Matter& matter, Instant instant, Date today, const Supposed& supposed) {
  OptInStatus status;
  for (const OptInState& state : matter.opt_ins) {
    const Instant at = state.opt_in->at;
    if (at > instant) continue;
    const auto defect = state.defect_on(today, instant < matter.dates_known_until);
    if (status.latest == nullptr || at >= status.latest->opt_in->at) {
      status.latest = &state;
      status.latest_defect = defect;
    }
    if (!defect && (!status.valid_at || at >= *status.valid_at)) {
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

const RefusalState* latest_refusal(const Matter& matter, Instant instant) {
  const RefusalState* latest = nullptr;
  for (const RefusalState& refusal : matter.refusals) {  // withdrawals come after opt-outs, so at one instant they win
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
  Chain chain;
  bool supposed_taken = !supposed.notice;
  for (const NoticeState& state : matter.notices) {
    if (!supposed_taken && state.sent > supposed.notice->sent) {
      chain.take(*supposed.notice, instant, today);
      supposed_taken = true;
    }
    chain.take(state, instant, today);
  }
  if (!supposed_taken) chain.take(*supposed.notice, instant, today);
  return chain;
}

Reason chain_status(const Matter& matter, const Chain& chain, Instant instant, Date today, const Supposed& supposed) {
  const regime::Regime& regime = *matter.regime;
  if (instant < chain.first_matured->matures) return Reason::waiting_period;
  if (today > chain.last->renewed_by) return Reason::notice_stale;
  if (regime.verification_years && !supposed.verified && today > chain.first_matured->verified_by &&
      verification_by(matter, instant) == nullptr) {
    return Reason::opt_out_unverified;
  }
  return instant < matter.dates_known_until ? Reason::opt_out_deemed : Reason::status_unknown;
}

Answer answer_at(const Matter& matter, Instant instant, const Supposed& supposed) {
  if (matter.settled) {
    const Settled& settled = *matter.settled;
    return {settled.outcome, settled.reason, settled.source, {}};
  }
  const regime::Regime& regime = *matter.regime;
  Found found(matter, instant, supposed);
  switch (deciding(found)) {
    case Deciding::settled: break;  // above
    case Deciding::call: {
      const Position* entry = found.a_supposed_call_permits() ? nullptr : &found.call.permitting->consent->entry;
      return with_entry(Outcome::permit, Reason::one_time_consent, regime.one_time_source, entry);
    }
    case Deciding::soft_opt_in: return {Outcome::permit, Reason::soft_opt_in, regime.soft_opt_in_source, {}};
    case Deciding::opt_in: {
      const OptInState* valid = found.opt_in.valid;
      const Position* entry = valid != nullptr ? &valid->opt_in->entry : nullptr;
      return with_agreement(matter, instant, found.today,
                            with_entry(Outcome::permit, Reason::opt_in, matter.level_source, entry), supposed);
    }
    case Deciding::refusal: {
      const RefusalState& refusal = *found.refusal;
      Answer answer = with_entry(Outcome::deny, refusal.reason, regime.refusal_source, &refusal.entry);
      answer.provisional = refusal.provisional;
      return answer;
    }
    case Deciding::silence: return by_silence(matter, instant, found.today, found.chain, supposed);
    case Deciding::call_defect: {
      const ConsentState& defective = *found.call.defective;
      return with_entry(Outcome::deny, *defective.defect, regime.one_time_source, &defective.consent->entry);
    }
    case Deciding::opt_in_defect: {
      const Reason defect = *found.opt_in.latest_defect;
      const regime::SourceId source = source_of_opt_in_reason(regime, defect);
      return with_entry(Outcome::deny, defect, source, &found.opt_in.latest->opt_in->entry);
    }
    case Deciding::approval_missing: {
      // If the offer or the information raised the level, that is the rule to show.
      const bool raised = matter.relation->level != regime::Level::opt_in;
      const regime::SourceId source = raised ? matter.level_source : regime.approval_missing_source;
      return with_entry(Outcome::deny, regime.approval_missing, source, nullptr);
    }
    case Deciding::notice_defect: {
      const NoticeState& defective = *found.chain.defective;
      const Reason reason = *defective.defect_at(instant);
      const Position* entry =
          defective.notice != nullptr ? &defective.notice->entry : nullptr;  // a supposed one has none
      return with_entry(Outcome::deny, reason, source_of_defect(matter, defective, reason), entry);
    }
    case Deciding::call_ended:
      return with_entry(Outcome::deny, Reason::one_time_expired, regime.one_time_source,
                        &found.call.ended->consent->entry);
    case Deciding::no_notice: break;
  }
  return with_entry(Outcome::deny, Reason::no_notice, matter.level_source, nullptr);
}

}  // namespace assent::decision
