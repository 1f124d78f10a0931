// Decisions far from today: at both ends of the calendar, on leap days, on days that begin twice or never. No decision
// there is a permit before silence or a choice permits it.

#include "decision/decide.hpp"
#include "decision/parts.hpp"

#include "packs.hpp"
#include "scene.hpp"
#include "zones.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>

namespace assent::test::far_calendar_test {

using namespace decision;
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;

const Instant kFar[] = {kEarliest,
                        kEarliest + microseconds{1},
                        at("0001-01-01T12:00:00Z"),
                        at("0001-03-01T00:00:00Z"),
                        at("0004-02-29T12:00:00Z"),
                        at("1900-02-28T23:59:59Z"),
                        at("1969-12-31T23:59:59.999999Z"),
                        at("1970-01-01T00:00:00Z"),
                        at("2000-02-29T12:00:00Z"),
                        at("2038-01-19T03:14:07Z"),
                        at("2038-01-19T03:14:08Z"),
                        at("2100-02-28T12:00:00Z"),
                        at("2100-03-01T00:00:00Z"),
                        at("2106-02-07T06:28:14Z"),
                        at("2106-02-07T06:28:15Z"),
                        at("2106-02-07T06:28:16Z"),
                        at("2400-02-29T12:00:00Z"),
                        at("9996-02-29T12:00:00Z"),
                        at("9997-12-31T23:59:59Z"),
                        at("9999-11-29T23:59:59Z"),
                        at("9999-12-01T00:00:00Z"),
                        at("9999-12-15T00:00:00Z"),
                        at("9999-12-31T12:00:00Z"),
                        kNever - microseconds{1},
                        kNever};

const TimeZone* const kZones[] = {&utc(), &beirut(), &twice_midnight(), &skipped_day()};

Use cross_sell() { return {"marketing", offer("long_distance"), "carrier", "", {"services", "usage"}, false, false}; }

Facts customer(const TimeZone& zone) {
  Facts facts;
  facts.customer.services = {"local"};
  facts.zone = &zone;
  return facts;
}

NoticeGiven text_message(Instant sent) {
  NoticeGiven notice;
  notice.terms = std::make_shared<const NoticeTerms>();
  notice.channel = "sms";
  notice.sent = sent;
  return notice;
}

// A remedy can be said: its instant and its day can be written.
void expect_writable(const Decision& decision) {
  const auto writable = [](const std::optional<Instant>& instant) {
    return !instant || parse_instant(to_string(*instant)).has_value();
  };
  EXPECT_TRUE(writable(decision.valid_until));
  for (const Remedy& remedy : decision.remedies) EXPECT_TRUE(writable(remedy.instant));
}

// Once, the end of the calendar crashed this: a supposed notice matured after it, where every notice seemed
// undelivered.
TEST(FarCalendar, WithoutANoticeNothingIsPermittedAnywhere) {
  for (const regime::Regime& regime : packs()) {
    for (const TimeZone* zone : kZones) {
      for (const Instant now : kFar) {
        const Decision decision = decide(regime, customer(*zone), cross_sell(), now);
        EXPECT_EQ(decision.outcome, Outcome::deny) << regime.id << ' ' << to_string(now);
        EXPECT_FALSE(decision.valid_until);
        expect_writable(decision);
      }
    }
  }
}

TEST(FarCalendar, SilenceIsNoApprovalBeforeItsWaitIsOver) {
  const regime::Regime& regime = pack("tra");
  for (const TimeZone* zone : kZones) {
    for (const Instant sent : kFar) {
      Facts facts = customer(*zone);
      facts.history.notices.push_back(text_message(sent));
      const Date day = zone->date_at(sent);
      for (const days after : {days{0}, days{29}, days{30}, days{31}, days{32}, days{400}, days{728}, days{734}}) {
        const Instant now = std::clamp(sent + after, kEarliest, kNever);
        const Decision decision = decide(regime, facts, cross_sell(), now);
        const Date today = zone->date_at(now);
        const bool deemed = today >= day + days{31} && today <= anniversary(day, 2);
        EXPECT_EQ(decision.outcome, deemed ? Outcome::permit : Outcome::deny)
            << to_string(sent) << ' ' << to_string(now);
        expect_writable(decision);
      }
    }
  }
}

// A notice was sent in the calendar's last year: at its end it has still arrived.
TEST(FarCalendar, ANoticeIsNotUndeliveredAtTheEndOfTime) {
  Facts facts = customer(utc());
  facts.history.notices.push_back(text_message(at("9999-06-01T00:00:00Z")));
  const Decision decision = decide(pack("tra"), facts, cross_sell(), kNever);
  EXPECT_EQ(decision.reason, Reason::opt_out_deemed);
}

TEST(FarCalendar, ARefusalHoldsToTheLastInstant) {
  for (const Instant received : kFar) {
    Facts facts = customer(beirut());
    facts.history.notices.push_back(text_message(kEarliest));
    facts.history.opt_outs.push_back({"", {0, 1}, received, Coverage::everything()});
    for (const Instant now : kFar) {
      if (now < received) continue;
      EXPECT_EQ(decide(pack("tra"), facts, cross_sell(), now).reason, Reason::opted_out)
          << to_string(received) << ' ' << to_string(now);
    }
  }
}

TEST(FarCalendar, AnAgreementMayLastToTheLastDay) {
  Facts facts = customer(beirut());
  Use use = cross_sell();
  use.recipient = "joint_venture_partner";
  use.party = "PX";
  const regime::Regime& regime = pack("tra");
  OptIn opt_in;
  opt_in.recipients = Coverage::everything();
  opt_in.at = kEarliest;
  facts.history.opt_ins.push_back(opt_in);
  facts.history.agreements.push_back({"", {0, 2}, "PX", on("0001-01-01"), on("9999-12-31"), regime.agreement_clauses});
  for (const Instant now : kFar) {
    // If the local date is already or still in another year, the agreement has not begun or has ended.
    const Date today = beirut().date_at(now);
    const bool in_force = today >= on("0001-01-01") && today <= on("9999-12-31");
    EXPECT_EQ(decide(regime, facts, use, now).outcome, in_force ? Outcome::permit : Outcome::deny) << to_string(now);
  }
}

// The parts that an index combines give the same.
RC_GTEST_PROP(FarCalendarLaw, PartsAgreeAndNothingOverflows, ()) {
  Scene scene = *scenes();
  const Instant far = *rc::gen::elementOf(std::vector<Instant>(std::begin(kFar), std::end(kFar)));
  const auto moved = [&](Instant instant) { return std::clamp(far + (instant - scene.now), kEarliest, kNever); };
  History& history = scene.facts.history;
  for (NoticeGiven& each : history.notices) {
    if (auto* sent = std::get_if<Instant>(&each.sent)) *sent = moved(*sent);
    else each.sent = scene.facts.zone->date_at(moved(scene.facts.zone->start_of(std::get<Date>(each.sent))));
    if (each.delivery_known) each.delivery_known = moved(*each.delivery_known);
  }
  for (OptOut& each : history.opt_outs) each.received = moved(each.received);
  for (Withdrawal& each : history.withdrawals) each.at = moved(each.at);
  for (OptIn& each : history.opt_ins) each.at = moved(each.at);
  for (OneTimeConsent& each : history.one_time_consents) {
    each.from = moved(each.from);
    each.to = moved(each.to);
  }
  for (Verification& each : history.verifications) each.at = moved(each.at);
  scene.now = far;
  const Decision decision = scene.decide();
  expect_writable(decision);
  if (decision.valid_until) RC_ASSERT(*decision.valid_until > scene.now);
  const UnderRegime use = under(*scene.regime, scene.use);
  const Verdict verdict = weigh(use, profile_part(use, scene.facts.customer), choices_part(use, scene.facts, far),
                                notices_part(use, scene.facts, far));
  RC_ASSERT(verdict == (Verdict{decision.outcome, decision.reason}));
}

}  // namespace
}  // namespace assent::test::far_calendar_test
