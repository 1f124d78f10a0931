#include "decision/parts.hpp"

#include "decision/answer.hpp"
#include "decision/horizon.hpp"
#include "decision/matter.hpp"
#include "decision/order.hpp"
#include "decision/steps.hpp"

#include <algorithm>
#include <vector>

namespace assent::decision {
namespace {

// Puts the result of silence into a new part. It is written directly: building a part from copied pieces takes longer
// than the search here.
void add_silence(NoticesPart& part, const Matter& matter, const Chain& chain, Instant instant, Date today) {
  if (chain.last != nullptr) part.chain.emplace(chain_status(matter, chain, instant, today));
  if (chain.defective != nullptr) part.defect.emplace(*chain.defective->defect_at(instant));
}

NoticesPart notices_found(const Matter& matter, bool agreement_required, Instant instant) {
  const Date today = matter.facts->zone->date_at(instant);
  NoticesPart part;
  if (matter.level == regime::Level::opt_out)
    add_silence(part, matter, chain_at(matter, instant, today), instant, today);
  if (agreement_required) {
    if (const auto fault = agreement_fault(matter, today)) part.agreement_fault = fault->reason;
    else if (instant >= matter.dates_known_until) part.agreement_fault = Reason::status_unknown;
  }
  return part;
}

struct Weighed {
  const ProfilePart& profile;
  const ChoicesPart& choices;
  const NoticesPart& notices;
  regime::Level level;

  bool settled() const { return profile.settled.has_value(); }
  bool call_permits() const { return choices.call_permits; }
  bool refused() const { return choices.refusal.has_value(); }
  bool soft_opt_in() const { return profile.soft_opt_in; }
  bool opt_in_holds() const { return choices.opt_in_holds; }
  bool silence_can_approve() const { return level == regime::Level::opt_out; }
  bool a_notice_counts() const { return notices.chain.has_value(); }
  bool call_defect() const { return choices.call_defect.has_value(); }
  bool opt_in_on_file() const { return choices.opt_in_defect.has_value(); }
  bool a_notice_is_defective() const { return notices.defect.has_value(); }
  bool call_ended() const { return choices.call_ended; }
};

Verdict deny(Reason reason) { return {Outcome::deny, reason}; }

}  // namespace

UnderRegime under(const regime::Regime& regime, const Use& use) {
  const NeededLevel needed = needed_level(regime, use);
  return {&regime, &use, needed.level, needed.relation != nullptr && needed.relation->agreement_required};
}

ProfilePart profile_part(const UnderRegime& use, const Customer& customer) {
  ProfilePart part;
  auto settled = settled_by_purpose(*use.regime, customer, *use.use);
  if (!settled) settled = settled_by_free_use(*use.regime, customer, *use.use);
  if (settled) part.settled = Verdict{settled->outcome, settled->reason};
  else if (use.level == regime::Level::refused) part.settled = deny(Reason::not_covered);
  part.soft_opt_in = may_use_soft_opt_in(*use.regime, customer, *use.use);
  return part;
}

ChoicesPart choices_part(const UnderRegime& use, const Facts& facts, Instant instant) {
  const Matter matter = choices_of(*use.regime, facts, *use.use);
  ChoicesPart part;
  const RefusalState* refusal = latest_refusal(matter, instant);
  if (refusal != nullptr) part.refusal = refusal->reason;
  const CallStatus call = call_status(matter, instant, refusal);
  part.call_permits = call.permitting != nullptr;
  if (call.defective != nullptr) part.call_defect = call.defective->defect;
  part.call_ended = call.ended != nullptr;
  // If no local date is known, the last day of an opt-in counts as over.
  const Date today = facts.zone != nullptr ? facts.zone->date_at(instant) : Date::max();
  const OptInStatus opt_in = opt_in_status(matter, instant, today);
  part.opt_in_holds = opt_in.valid_at && (refusal == nullptr || *opt_in.valid_at > refusal->at);
  // If the latest is valid, either it counts or a refusal has decided before the search for a defect.
  part.opt_in_defect = opt_in.latest_defect;
  return part;
}

NoticesPart notices_part(const UnderRegime& use, const Facts& facts, Instant instant) {
  if (!readable(facts)) return NoticesPart{.readable = false, .chain = {}, .defect = {}, .agreement_fault = {}};
  return notices_found(notices_of(*use.regime, facts, *use.use), use.agreement_required, instant);
}

struct NoticeWeighing::Room {
  Matter matter;
  Instant instant;
  Verification verification{{}, {}, kEarliest, "written", true};
  std::vector<const NoticeState*> sorted;
  NoticesPart part;
};

NoticeWeighing::NoticeWeighing(const UnderRegime& use, Instant instant) : room_(std::make_unique<Room>()) {
  room_->matter.regime = use.regime;
  room_->matter.use = use.use;
  room_->matter.level = use.level;
  room_->instant = instant;
}

NoticeWeighing::~NoticeWeighing() = default;

const NoticesPart& NoticeWeighing::part(std::span<const NoticeState* const> notices, bool verified,
                                        const TimeZone& zone, Date today) {
  Matter& matter = room_->matter;
  matter.dates_known_until = zone.known_until();
  NoticesPart& part = room_->part;
  part.chain.reset();
  part.defect.reset();
  if (matter.level != regime::Level::opt_out) return part;
  const auto earlier = [](const NoticeState* a, const NoticeState* b) { return a->sent < b->sent; };
  if (!std::is_sorted(notices.begin(), notices.end(), earlier)) {  // usually true
    room_->sorted.assign(notices.begin(), notices.end());
    std::stable_sort(room_->sorted.begin(), room_->sorted.end(), earlier);
    notices = room_->sorted;
  }
  Chain chain;
  for (const NoticeState* each : notices) chain.take(*each, room_->instant, today);
  matter.verifications.clear();
  if (verified) matter.verifications.push_back(&room_->verification);
  add_silence(part, matter, chain, room_->instant, today);
  return part;
}

std::optional<Instant> notices_turn(const UnderRegime& use, const Facts& facts, Instant instant) {
  if (!readable(facts)) return std::nullopt;
  const Matter matter = notices_of(*use.regime, facts, *use.use);
  const NoticesPart now = notices_found(matter, use.agreement_required, instant);
  for (const Instant point : turning_points(matter, instant)) {
    if (notices_found(matter, use.agreement_required, point) != now) return point;
  }
  return std::nullopt;
}

std::chrono::sys_days no_turn_before(const UnderRegime& use, const NoticeState& notice, Instant instant) {
  return first_turning_day(*use.regime, use.level, notice, instant);
}

Instant notice_turns(const UnderRegime& use, const NoticeState& notice, const TimeZone& zone, Instant instant) {
  return first_turning_point(*use.regime, use.level, notice, zone, instant);
}

Verdict weigh(const UnderRegime& use, const ProfilePart& profile, const ChoicesPart& choices,
              const NoticesPart& notices) {
  if (!notices.readable) return deny(Reason::status_unknown);
  const auto with_agreement = [&](Reason permit) {
    return notices.agreement_fault ? deny(*notices.agreement_fault) : Verdict{Outcome::permit, permit};
  };
  switch (deciding(Weighed{profile, choices, notices, use.level})) {
    case Deciding::settled: return *profile.settled;
    case Deciding::call: return {Outcome::permit, Reason::one_time_consent};
    case Deciding::soft_opt_in: return {Outcome::permit, Reason::soft_opt_in};
    case Deciding::opt_in: return with_agreement(Reason::opt_in);
    case Deciding::refusal: return deny(*choices.refusal);
    case Deciding::silence:
      return *notices.chain == Reason::opt_out_deemed ? with_agreement(Reason::opt_out_deemed) : deny(*notices.chain);
    case Deciding::call_defect: return deny(*choices.call_defect);
    case Deciding::opt_in_defect: return deny(*choices.opt_in_defect);
    case Deciding::approval_missing: return deny(use.regime->approval_missing);
    case Deciding::notice_defect: return deny(*notices.defect);
    case Deciding::call_ended: return deny(Reason::one_time_expired);
    case Deciding::no_notice: break;
  }
  return deny(Reason::no_notice);
}

}  // namespace assent::decision
