#include "decision/findings.hpp"

#include <algorithm>

namespace assent::decision {
namespace {

class Finder {
 public:
  Finder(const Matter& matter, Instant instant, Decision& decision)
      : matter_(matter), instant_(instant), today_(matter.facts->zone->date_at(instant)), decision_(decision) {}

  void calls() {
    for (const ConsentState& state : matter_.consents) {
      const OneTimeConsent& consent = *state.consent;
      if (consent.from > instant_) continue;
      if (consent.to <= instant_) add(Reason::one_time_expired, consent.entry, consent.to);
      else add(state.defect.value_or(Reason::one_time_consent), consent.entry, consent.from);
    }
  }

  void choices() {
    if (const RefusalState* refusal = latest_refusal(matter_, instant_)) {
      add(refusal->reason, refusal->entry, refusal->at);
    }
    for (const OptInState& state : matter_.opt_ins) {
      if (state.opt_in->at > instant_) continue;
      const Reason found = state.defect_on(today_, instant_ < matter_.dates_known_until).value_or(Reason::opt_in);
      const bool ended = found == Reason::consent_expired;
      add(found, state.opt_in->entry, ended ? day_after(*state.opt_in->until) : state.opt_in->at);
    }
  }

  void notices() {
    for (const NoticeState& state : matter_.notices) {
      if (state.sent > today_) continue;
      if (const auto defect = state.defect_at(instant_)) add(*defect, state.notice->entry, std::nullopt);
    }
    if (matter_.level != regime::Level::opt_out) return;
    const Chain chain = chain_at(matter_, instant_, today_);
    if (chain.last == nullptr) return;
    const Reason status = chain_status(matter_, chain, instant_, today_);
    const bool waiting = status == Reason::waiting_period;
    const NoticeState& shown = waiting || status == Reason::opt_out_deemed ? *chain.first_matured : *chain.last;
    add(status, shown.notice->entry, waiting ? std::optional(shown.matures) : std::nullopt);
  }

  void agreement() {
    const regime::RelationRule* relation = matter_.relation;
    if (relation == nullptr || (!relation->agreement_required && !relation->agreement_advised)) return;
    if (const auto fault = agreement_fault(matter_, today_)) add(fault->reason, fault->entry, std::nullopt);
  }

 private:
  Instant day_after(Date day) const { return matter_.facts->zone->start_of(day + std::chrono::days{1}); }

  void add(Reason reason, std::optional<Position> entry, std::optional<Instant> when) {
    const bool rests_on_it =
        !entry || std::find(decision_.entries.begin(), decision_.entries.end(), *entry) != decision_.entries.end();
    if (reason == decision_.reason && rests_on_it) return;
    decision_.findings.push_back({reason, entry, when});
  }

  const Matter& matter_;
  Instant instant_;
  Date today_;
  Decision& decision_;
};

}  // namespace

void add_findings(const Matter& matter, Instant instant, Decision& decision) {
  if (!matter.approvals_read) return;
  Finder finder(matter, instant, decision);
  finder.calls();
  finder.choices();
  finder.notices();
  finder.agreement();
}

}  // namespace assent::decision
