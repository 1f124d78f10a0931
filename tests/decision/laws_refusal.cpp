// Laws of refusal and silence.

#include "scene.hpp"
#include "zones.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace assent::test::laws_refusal {

using namespace decision;
namespace {

using std::chrono::days;
using std::chrono::microseconds;

bool is_refusal(Reason reason) { return reason == Reason::opted_out || reason == Reason::withdrawn; }

// Silence approves only after a notice: without the notices, nothing that silence permitted is permitted.
RC_GTEST_PROP(SilenceIsNotConsent, WithoutANoticeSilencePermitsNothing, ()) {
  Scene scene = *scenes();
  scene.facts.history.notices.clear();
  RC_ASSERT(scene.decide().reason != Reason::opt_out_deemed);
}

// Without any event, only free use, service provision and the like are permitted.
RC_GTEST_PROP(SilenceIsNotConsent, AnEmptyHistoryPermitsNothingThatNeedsApproval, ()) {
  Scene scene = *scenes_by_approval();
  scene.facts.history = {};
  scene.use.offer->category = "voip";
  RC_ASSERT(scene.decide().outcome == Outcome::deny);
}

// Silence is never enough if an opt-in is needed.
RC_GTEST_PROP(SilenceIsNotConsent, SilenceIsNeverAnOptIn, ()) {
  const Scene scene = *scenes();
  const Decision decision = scene.decide();
  if (decision.reason != Reason::opt_out_deemed) return;
  const regime::RelationRule* relation = scene.regime->relation(scene.use.recipient);
  RC_ASSERT(relation != nullptr && relation->level == regime::Level::opt_out);
  RC_ASSERT(scene.regime->id != "strict-opt-in");
}

RC_GTEST_PROP(RefusalTakesEffectAtOnce, ARefusalReceivedNowDeniesNow, ()) {
  Scene scene = *scenes_by_approval();
  const Decision before = scene.decide();
  RC_PRE(before.reason != Reason::not_covered && !settled_without_approval(before));
  if (*rc::gen::arbitrary<bool>())
    scene.facts.history.opt_outs.push_back({"", {0, 99}, scene.now, Coverage::everything()});
  else scene.facts.history.withdrawals.push_back({"", {0, 99}, scene.now, Coverage::only({scene.use.recipient})});
  const Decision after = scene.decide();
  RC_ASSERT(after.outcome == Outcome::deny);
  RC_ASSERT(is_refusal(after.reason));
}

// No notice, no import of one, and no length of silence undoes a refusal; only the customer does.
RC_GTEST_PROP(RefusalTakesEffectAtOnce, NoNoticeAndNoSilenceUndoesARefusal, ()) {
  Scene scene = *scenes_by_approval();
  scene.facts.history.opt_ins.clear();
  scene.facts.history.one_time_consents.clear();
  scene.facts.history.opt_outs.push_back({"", {0, 99}, scene.now, Coverage::everything()});
  RC_PRE(is_refusal(scene.decide().reason));
  for (int i = *rc::gen::inRange(1, 4); i > 0; --i) scene.facts.history.notices.push_back(*notices());
  const Instant later = scene.now + days{*rc::gen::inRange(0, 3000)};
  const Decision decision = scene.decide_at(later);
  RC_ASSERT(decision.outcome == Outcome::deny);
  RC_ASSERT(is_refusal(decision.reason));
}

// An opt-in at the same instant as a refusal loses to it; one a microsecond later wins.
RC_GTEST_PROP(RefusalTakesEffectAtOnce, AtOneInstantTheRefusalStands, ()) {
  Scene scene = *scenes_by_approval();
  RC_PRE(scene.decide().reason != Reason::not_covered && !settled_without_approval(scene.decide()));
  History& history = scene.facts.history;
  std::erase_if(history.opt_ins, [&](const OptIn& each) { return each.at > scene.now; });
  std::erase_if(history.one_time_consents, [](const OneTimeConsent&) { return true; });
  history.opt_outs.push_back({"", {0, 99}, scene.now, Coverage::everything()});
  OptIn opt_in;
  opt_in.at = scene.now;
  opt_in.recipients = Coverage::everything();
  history.opt_ins.push_back(opt_in);
  RC_ASSERT(is_refusal(scene.decide().reason));
}

// No person must have read it: a provisional refusal decides like any other, and the decision says that it is
// provisional.
RC_GTEST_PROP(RefusalTakesEffectAtOnce, WhetherOrNotAPersonHasReadIt, ()) {
  const Scene read = *scenes_by_approval();
  Scene unread = read;
  for (OptOut& each : unread.facts.history.opt_outs) each.provisional = true;
  for (Withdrawal& each : unread.facts.history.withdrawals) each.provisional = true;
  const Decision decision = read.decide();
  Decision expected = decision;
  expected.provisional = is_refusal(decision.reason);
  RC_ASSERT(!decision.provisional);
  RC_ASSERT(unread.decide() == expected);
}

}  // namespace
}  // namespace assent::test::laws_refusal
