#include "decision/remedies.hpp"

#include "decision/waiting.hpp"

#include <algorithm>

namespace assent::decision {
namespace {

class Search {
 public:
  Search(const Matter& matter, Instant instant, Decision& decision)
      : matter_(matter), instant_(instant), next_(instant + std::chrono::microseconds{1}), decision_(decision) {}

  // If there is an approval, and only the agreement is missing.
  void agreement() { agreement_is_enough_ = try_with(Remedy{}, {}, next_); }

  void verification() {
    if (!matter_.regime->verification_years || decision_.reason != Reason::opt_out_unverified) return;
    Supposed supposed;
    supposed.verified = true;
    try_with(Remedy{{RemedyStep::verification}, {}, {}}, supposed, next_);
  }

  void wait(std::optional<Instant> turns) {
    if (turns) decision_.remedies.push_back(Remedy{{RemedyStep::wait}, turns, {}});
  }

  void opt_in() {
    if (matter_.regime->opt_in_givers.empty()) return;  // no one can give an opt-in
    Supposed supposed;
    supposed.opt_in = next_;
    try_with(Remedy{{RemedyStep::opt_in}, {}, {}}, supposed, next_);
  }

  // Only if no notice counts yet or the last one has lapsed: a second notice does not shorten a waiting period.
  void notice() {
    if (matter_.level != regime::Level::opt_out || decision_.reason == Reason::waiting_period ||
        decision_.reason == Reason::opt_out_unverified) {
      return;
    }
    const regime::NoticeRules& rules = matter_.regime->notice;
    const std::string* channel = quickest_channel(rules);
    if (channel == nullptr) return;
    const TimeZone& zone = *matter_.facts->zone;
    NoticeState state;
    state.sent = zone.date_at(instant_);
    set_maturity(state, *matter_.regime, zone, *channel, rules.waiting_days);
    if (state.matures > kNever) return;
    Supposed supposed;
    supposed.notice = state;
    try_with(Remedy{{RemedyStep::notice}, state.matures, {}}, supposed, state.matures);
  }

  void one_time_consent() {
    if (matter_.regime->one_time_channels.empty() ||
        !contains(matter_.regime->one_time_recipients, matter_.use->recipient)) {
      return;
    }
    Supposed supposed;
    supposed.one_time_consent = next_;
    try_with(Remedy{{RemedyStep::one_time_consent}, {}, {}}, supposed, next_);
  }

 private:
  // Names the remedy if it changes the decision at `when`, alone or (if an agreement alone does not) together with an
  // agreement.
  bool try_with(Remedy remedy, Supposed supposed, Instant when) {
    if (!remedy.steps.empty() && permits(when, supposed)) {
      decision_.remedies.push_back(std::move(remedy));
      return true;
    }
    supposed.agreement = true;
    if (!matter_.relation->agreement_required || agreement_is_enough_ || !permits(when, supposed)) return false;
    boost::container::small_vector<RemedyStep, 4> steps;
    if (matter_.use->party.empty()) steps.push_back(RemedyStep::name_party);
    steps.push_back(RemedyStep::agreement);
    steps.insert(steps.end(), remedy.steps.begin(), remedy.steps.end());
    remedy.steps = std::move(steps);
    remedy.day = matter_.facts->zone->date_at(when);
    decision_.remedies.push_back(std::move(remedy));
    return true;
  }

  bool permits(Instant when, const Supposed& supposed) const {
    return answer_at(matter_, when, supposed).outcome == Outcome::permit;
  }

  const Matter& matter_;
  Instant instant_;
  Instant next_;  // supposed events happen right after the instant decided about
  Decision& decision_;
  bool agreement_is_enough_ = false;
};

}  // namespace

void add_remedies(const Matter& matter, Instant instant, std::optional<Instant> turns, Decision& decision) {
  if (decision.reason == Reason::campaign_not_reviewed) {
    decision.remedies.push_back(Remedy{{RemedyStep::supervisor_review}, {}, {}});
    return;
  }
  // Supposed events happen right after the instant; after the last instant nothing can happen.
  if (matter.settled || instant >= kNever) return;
  Search search(matter, instant, decision);
  search.agreement();
  search.verification();
  search.wait(turns);
  search.opt_in();
  search.notice();
  search.one_time_consent();
}

}  // namespace assent::decision
