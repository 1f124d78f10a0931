// A decision taken apart says the same as the whole, and each part reads nothing but its own facts.

#include "decision/matter.hpp"
#include "decision/parts.hpp"
#include "packs.hpp"
#include "scene.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <vector>

namespace assent::test::laws_parts {

using namespace decision;
namespace {

Facts only_choices(const Facts& facts) {
  Facts part;
  part.zone = facts.zone;  // for the last days of opt-ins
  part.customer.account = facts.customer.account;
  part.history.opt_outs = facts.history.opt_outs;
  part.history.withdrawals = facts.history.withdrawals;
  part.history.opt_ins = facts.history.opt_ins;
  part.history.one_time_consents = facts.history.one_time_consents;
  return part;
}

Facts only_notices(const Facts& facts) {
  Facts part;
  part.available = facts.available;
  part.zone = facts.zone;
  part.customer.account = facts.customer.account;
  part.customer.language = facts.customer.language;
  part.history.notices = facts.history.notices;
  part.history.verifications = facts.history.verifications;
  part.history.agreements = facts.history.agreements;
  return part;
}

Customer only_profile(const Customer& customer) {
  Customer part = customer;
  part.account.clear();
  part.language.clear();
  part.time_zone.clear();
  return part;
}

Verdict weighed(const Scene& scene, Instant instant) {
  const UnderRegime use = under(*scene.regime, scene.use);
  return weigh(use, profile_part(use, only_profile(scene.facts.customer)),
               choices_part(use, only_choices(scene.facts), instant),
               notices_part(use, only_notices(scene.facts), instant));
}

RC_GTEST_PROP(PartsAgreeWithTheWhole, OfAnyScene, ()) {
  const Scene scene = *scenes();
  const Decision whole = scene.decide();
  RC_ASSERT(weighed(scene, scene.now) == (Verdict{whole.outcome, whole.reason}));
}

RC_GTEST_PROP(PartsAgreeWithTheWhole, OfScenesByApproval, ()) {
  const Scene scene = *scenes_by_approval();
  const Decision whole = scene.decide();
  RC_ASSERT(weighed(scene, scene.now) == (Verdict{whole.outcome, whole.reason}));
}

TEST(PartsAgreeWithTheWhole, WhenNothingCanBeEstablished) {
  Scene scene;
  scene.regime = &pack("tra");
  scene.facts.available = false;
  EXPECT_EQ(weighed(scene, {}), (Verdict{Outcome::deny, Reason::status_unknown}));
}

// Of choices in the past only the order matters: this is what lets customers share a part.
RC_GTEST_PROP(OnlyTheOrderOfPastChoicesMatters, ChoicesPart, ()) {
  const Scene scene = *scenes_by_approval();
  const UnderRegime use = under(*scene.regime, scene.use);
  const Facts facts = only_choices(scene.facts);
  const auto at = *rc::gen::inRange(-400, 400);
  const Instant instant = scene.now + std::chrono::days{at};
  std::vector<Instant> instants;
  const auto each_instant = [&](History& history, auto&& visit) {
    for (OptOut& each : history.opt_outs) visit(each.received);
    for (Withdrawal& each : history.withdrawals) visit(each.at);
    for (OptIn& each : history.opt_ins) visit(each.at);
    for (OneTimeConsent& each : history.one_time_consents) {
      visit(each.from);
      visit(each.to);
    }
  };
  Facts ranked = facts;
  each_instant(ranked.history, [&](Instant& each) { instants.push_back(each); });
  std::sort(instants.begin(), instants.end());
  instants.erase(std::unique(instants.begin(), instants.end()), instants.end());
  const auto past = std::upper_bound(instants.begin(), instants.end(), instant) - instants.begin();
  each_instant(ranked.history, [&](Instant& each) {
    const auto rank = std::lower_bound(instants.begin(), instants.end(), each) - instants.begin();
    each = instant + std::chrono::microseconds{rank - past + 1};
  });
  RC_ASSERT(choices_part(use, ranked, instant) == choices_part(use, facts, instant));
}

// Of their last days only matters which are over. If no zone is known, all are.
RC_GTEST_PROP(OnlyTheOrderOfPastChoicesMatters, AndWhichLastDaysAreOver, ()) {
  const Scene scene = *scenes_by_approval();
  const UnderRegime use = under(*scene.regime, scene.use);
  const Facts facts = only_choices(scene.facts);
  Facts known = facts;
  known.zone = nullptr;
  for (OptIn& each : known.history.opt_ins) {
    if (each.until && scene.facts.zone->date_at(scene.now) <= *each.until) each.until.reset();
  }
  RC_ASSERT(choices_part(use, known, scene.now) == choices_part(use, facts, scene.now));
}

RC_GTEST_PROP(NoticesTurnIsExact, HoldsUntilThenAndTurnsThen, ()) {
  const Scene scene = *scenes_by_approval();
  const UnderRegime use = under(*scene.regime, scene.use);
  const Facts facts = only_notices(scene.facts);
  const NoticesPart now = notices_part(use, facts, scene.now);
  const auto turn = notices_turn(use, facts, scene.now);
  const Instant end = turn.value_or(scene.now + std::chrono::days{5000});
  RC_ASSERT(end > scene.now);
  const auto width = (end - scene.now).count();
  for (int i = 0; i < 8; ++i) {
    const Instant between = scene.now + std::chrono::microseconds{width / 97 * *rc::gen::inRange(0, 97)};
    RC_ASSERT(notices_part(use, facts, between) == now);
  }
  RC_ASSERT(notices_part(use, facts, end - std::chrono::microseconds{1}) == now);
  if (turn) RC_ASSERT(notices_part(use, facts, end) != now);
}

RC_GTEST_PROP(NoticesTurnIsExact, NoNoticeTurnsBeforeItIsSaidTo, ()) {
  const Scene scene = *scenes_by_approval();
  const UnderRegime use = under(*scene.regime, scene.use);
  Facts facts = only_notices(scene.facts);
  facts.history.verifications.clear();
  facts.history.agreements.clear();
  const Instant instant = scene.now + std::chrono::hours{*rc::gen::inRange(-9'000, 9'000)};
  const auto turn = notices_turn(use, facts, instant);
  if (!turn) return;
  std::chrono::sys_days first = kNoTurn;
  for (const NoticeState& each : notices_of(*use.regime, facts, *use.use).notices) {
    first = std::min(first, no_turn_before(use, each, instant));
  }
  RC_ASSERT(first <= *turn);
}

}  // namespace
}  // namespace assent::test::laws_parts
