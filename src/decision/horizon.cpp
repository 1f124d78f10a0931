#include "decision/horizon.hpp"

#include <algorithm>

namespace assent {
namespace {

class Collector {
 public:
  Collector(const TimeZone& zone, Instant after) : zone_(zone), after_(after) {}

  void at(Instant instant) {
    if (instant > after_ && instant < kNever) points.push_back(instant);
  }
  // The local day begins; where clocks are set back across midnight it does so more than once.
  void on(Date date) {
    const TimeZone::Crossings crossings = zone_.crossings(date);
    for (int i = 0; i < crossings.count; ++i) at(crossings.at[static_cast<std::size_t>(i)]);
  }
  void after_day(Date date) { on(date + std::chrono::days{1}); }

  boost::container::small_vector<Instant, 12> points;

 private:
  const TimeZone& zone_;
  Instant after_;
};

void collect_notice(Collector& collect, const Regime& regime, Level level, const NoticeState& state) {
  collect.on(state.sent);
  collect.at(state.undelivered_from);
  if (state.defect || level != Level::opt_out) return;
  collect.at(state.matures);
  collect.after_day(state.renewed_by);
  if (regime.verification_years) collect.after_day(state.verified_by);
}

}  // namespace

boost::container::small_vector<Instant, 12> turning_points(const Matter& matter, Instant after) {
  if (matter.settled) return {};
  Collector collect(*matter.facts->zone, after);
  for (const NoticeState& state : matter.notices) collect_notice(collect, *matter.regime, matter.level, state);
  for (const RefusalState& refusal : matter.refusals) collect.at(refusal.at);
  for (const OptInState& state : matter.opt_ins) collect.at(state.opt_in->at);
  for (const ConsentState& state : matter.consents) {
    collect.at(state.consent->from);
    collect.at(state.consent->to);
  }
  if (matter.relation != nullptr && matter.relation->agreement_required) {
    for (const Agreement* agreement : matter.agreements) {
      collect.on(agreement->from);
      collect.after_day(agreement->to);
    }
  }
  for (const Verification* verification : matter.verifications) collect.at(verification->at);

  std::sort(collect.points.begin(), collect.points.end());
  collect.points.erase(std::unique(collect.points.begin(), collect.points.end()), collect.points.end());
  return std::move(collect.points);
}

}  // namespace assent
