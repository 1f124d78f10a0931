#include "decision/horizon.hpp"

#include <algorithm>

namespace assent::decision {
namespace {

class Collector {
 public:
  Collector(const TimeZone& zone, Instant after) : zone_(zone), after_(after) {}

  void at(Instant instant) {
    if (instant > after_ && instant < kNever) points.push_back(instant);
  }
  // The local day begins; if clocks are set back across midnight, more than once.
  void on(Date date) {
    const TimeZone::Crossings crossings = zone_.crossings(date);
    for (int i = 0; i < crossings.count; ++i) at(crossings.at[static_cast<std::size_t>(i)]);
    // What lasts longer than local dates are known changes no later than their end.
    if (crossings.at[0] > zone_.known_until()) at(zone_.known_until());
  }
  void after_day(Date date) { on(date + std::chrono::days{1}); }

  boost::container::small_vector<Instant, 12> points;

 private:
  const TimeZone& zone_;
  Instant after_;
};

// The same without a zone, and up to some days early: the first day that can have one of them.
class FirstDay {
 public:
  explicit FirstDay(Instant after) : after_(after) {}

  void at(Instant instant) {
    if (instant > after_) day = std::min(day, std::chrono::floor<std::chrono::days>(instant));
  }
  // A day begins somewhere on earth less than a day before it begins in UTC. If clocks are set back across midnight it
  // begins again; in every zone that is at most two days later.
  void on(Date date) {
    const std::chrono::sys_days same{date.time_since_epoch()};
    const auto today = std::chrono::floor<std::chrono::days>(after_);
    if (same >= today - std::chrono::days{2}) day = std::min(day, same - std::chrono::days{1});
  }
  void after_day(Date date) { on(date + std::chrono::days{1}); }

  std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(kNever);

 private:
  Instant after_;
};

template <class Points>
void collect_notice(Points& collect, const regime::Regime& regime, regime::Level level, const NoticeState& state) {
  collect.on(state.sent);
  collect.at(state.undelivered_from);
  if (state.defect || level != regime::Level::opt_out) return;
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
  for (const OptInState& state : matter.opt_ins) {
    collect.at(state.opt_in->at);
    if (state.defect || !state.opt_in->until) continue;
    collect.after_day(*state.opt_in->until);
    collect.at(matter.dates_known_until);
  }
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

std::chrono::sys_days first_turning_day(const regime::Regime& regime, regime::Level level, const NoticeState& notice,
                                        Instant after) {
  FirstDay first(after);
  collect_notice(first, regime, level, notice);
  return first.day;
}

Instant first_turning_point(const regime::Regime& regime, regime::Level level, const NoticeState& notice,
                            const TimeZone& zone, Instant after) {
  Collector collect(zone, after);
  collect_notice(collect, regime, level, notice);
  const auto first = std::min_element(collect.points.begin(), collect.points.end());
  return first == collect.points.end() ? kNever : *first;
}

}  // namespace assent::decision
