// Laws of time, and of equal answers for equal facts.

#include "decision/horizon.hpp"
#include "decision/matter.hpp"
#include "scene.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace assent::test::laws_time {

using namespace decision;
namespace {

using std::chrono::days;
using std::chrono::microseconds;

bool same_answer(const Decision& a, const Decision& b) { return a.outcome == b.outcome && a.reason == b.reason; }

RC_GTEST_PROP(SameInputsSameDecision, TwiceTheSame, ()) {
  const Scene scene = *scenes();
  const Scene copy = scene;
  RC_ASSERT(scene.decide() == copy.decide());
}

// Their order in the ledger matters only for events at the same instant.
RC_GTEST_PROP(SameInputsSameDecision, OrderOfTheHistoryDoesNotMatter, ()) {
  const Scene scene = *scenes();
  Scene turned = scene;
  History& history = turned.facts.history;
  std::vector<Instant> instants;
  for (const OptIn& each : history.opt_ins) instants.push_back(each.at);
  std::vector<Date> dates;
  for (const NoticeGiven& each : history.notices) {
    const auto* date = std::get_if<Date>(&each.sent);
    dates.push_back(date != nullptr ? *date : scene.facts.zone->date_at(std::get<Instant>(each.sent)));
  }
  for (const OneTimeConsent& each : history.one_time_consents) instants.push_back(each.from);
  std::sort(instants.begin(), instants.end());
  std::sort(dates.begin(), dates.end());
  RC_PRE(std::adjacent_find(instants.begin(), instants.end()) == instants.end());
  RC_PRE(std::adjacent_find(dates.begin(), dates.end()) == dates.end());
  std::reverse(history.notices.begin(), history.notices.end());
  std::reverse(history.opt_ins.begin(), history.opt_ins.end());
  std::reverse(history.one_time_consents.begin(), history.one_time_consents.end());
  std::reverse(history.agreements.begin(), history.agreements.end());
  RC_ASSERT(same_answer(scene.decide(), turned.decide()));
}

// The decision holds until the microsecond before valid_until, and is a different one exactly at it.
RC_GTEST_PROP(ValidUntilIsExact, HoldsUntilThenAndTurnsThen, ()) {
  const Scene scene = *scenes();
  const Decision decision = scene.decide();
  const Instant end = decision.valid_until.value_or(scene.now + days{5000});
  RC_ASSERT(end > scene.now);
  RC_ASSERT(same_answer(decision, scene.decide_at(end - microseconds{1})));
  const auto width = (end - scene.now).count();
  for (int i = 0; i < 8; ++i) {
    const Instant between = scene.now + microseconds{width / 97 * *rc::gen::inRange(0, 97)};
    RC_ASSERT(same_answer(decision, scene.decide_at(between)));
  }
  if (decision.valid_until) RC_ASSERT(!same_answer(decision, scene.decide_at(end)));
}

// valid_until rests on the turning points; so this looks at every half hour of the days around each instead.
RC_GTEST_PROP(ValidUntilIsExact, NothingTurnsBetweenTurningPoints, ()) {
  const Scene scene = *scenes();
  const Matter matter = matter_of(*scene.regime, scene.facts, scene.use);
  const auto points = turning_points(matter, scene.now - days{800});
  RC_PRE(!points.empty());
  const Instant centre = points[static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(points.size())))];
  const Instant from = centre - days{2};
  Decision previous = scene.decide_at(from);
  for (Instant instant = from; instant < centre + days{2}; instant += std::chrono::minutes{30}) {
    const Decision decision = scene.decide_at(instant);
    if (!same_answer(previous, decision)) {
      const bool announced = std::any_of(points.begin(), points.end(), [&](Instant point) {
        return point > instant - std::chrono::minutes{30} && point <= instant;
      });
      RC_ASSERT(announced);
    }
    previous = decision;
  }
}

}  // namespace
}  // namespace assent::test::laws_time
