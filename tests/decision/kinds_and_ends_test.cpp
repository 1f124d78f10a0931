// Approvals for certain channels and kinds of offers, and approvals that end: what comes with the decision. The cases
// in tests/cases_data/room.jsonl test outcome and reason.

#include "decision/decide.hpp"

#include "packs.hpp"
#include "zones.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace assent::test::kinds_and_ends_test {

using namespace decision;
namespace {

Facts customer(const TimeZone& zone = beirut()) {
  Facts facts;
  facts.customer.services = {"local"};
  facts.zone = &zone;
  return facts;
}

Use use(const char* channel = "") {
  Use use{"marketing", offer("long_distance"), "carrier", "", {"services"}, false, false};
  use.channel = channel;
  return use;
}

OptIn opt_in(const char* given, std::uint64_t index = 1) {
  OptIn opt_in;
  opt_in.entry = {0, index};
  opt_in.at = at(given);
  return opt_in;
}

OptIn ending(const char* given, const char* last, std::uint64_t index = 1) {
  OptIn made = opt_in(given, index);
  made.until = on(last);
  return made;
}

bool has(const Decision& decision, const Finding& finding) {
  return std::find(decision.findings.begin(), decision.findings.end(), finding) != decision.findings.end();
}

TEST(AnOptInWithALastDay, HoldsUntilTheDayAfterBegins) {
  Facts facts = customer();
  facts.history.opt_ins = {ending("2026-01-10T09:00:00Z", "2026-03-28")};
  const Decision decision = decide(pack("tra"), facts, use(), at("2026-02-01T00:00:00Z"));
  EXPECT_EQ(decision.reason, Reason::opt_in);
  EXPECT_EQ(decision.valid_until, at("2026-03-28T22:00:00Z")) << "clocks spring over midnight there";
}

TEST(AnOptInWithALastDay, WhereADayBeginsTwiceEndsAndComesBack) {
  Facts facts = customer(twice_midnight());
  facts.history.opt_ins = {ending("2026-01-10T09:00:00Z", "2026-06-06")};
  const auto reason = [&](const char* when) { return decide(pack("tra"), facts, use(), at(when)).reason; };
  EXPECT_EQ(reason("2026-06-07T02:29:59Z"), Reason::opt_in);
  EXPECT_EQ(reason("2026-06-07T02:30:00Z"), Reason::consent_expired);
  EXPECT_EQ(reason("2026-06-07T02:31:00Z"), Reason::opt_in);
  EXPECT_EQ(reason("2026-06-07T03:30:00Z"), Reason::consent_expired);
  EXPECT_EQ(decide(pack("tra"), facts, use(), at("2026-06-07T02:30:30Z")).valid_until, at("2026-06-07T02:31:00Z"));
}

TEST(AnOptInWithALastDay, IsFoundBesideTheRefusalThatSpeaksAgain) {
  Facts facts = customer();
  facts.history.opt_outs = {{"", {0, 0}, at("2026-01-05T09:00:00Z")}};
  facts.history.opt_ins = {ending("2026-01-10T09:00:00Z", "2026-02-10")};
  const Decision before = decide(pack("tra"), facts, use(), at("2026-02-10T09:00:00Z"));
  EXPECT_EQ(before.reason, Reason::opt_in);
  EXPECT_EQ(before.valid_until, at("2026-02-11T00:00:00+02:00"));
  const Decision after = decide(pack("tra"), facts, use(), *before.valid_until);
  EXPECT_EQ(after.reason, Reason::opted_out);
  EXPECT_TRUE(has(after, {Reason::consent_expired, Position{0, 1}, before.valid_until}));
  ASSERT_FALSE(after.remedies.empty());
  EXPECT_EQ(after.remedies[0], (Remedy{{RemedyStep::opt_in}, {}, {}})) << "a new one";
}

// The later one ends; the earlier one without an end then permits again.
TEST(AnOptInWithALastDay, LeavesAnEarlierOneWithoutItToPermit) {
  Facts facts = customer();
  facts.history.opt_ins = {opt_in("2026-01-05T09:00:00Z", 1), ending("2026-01-10T09:00:00Z", "2026-02-10", 2)};
  const Decision before = decide(pack("tra"), facts, use(), at("2026-02-01T09:00:00Z"));
  EXPECT_EQ(before.entries.front(), (Position{0, 2}));
  EXPECT_EQ(before.valid_until, std::nullopt);
  const Decision after = decide(pack("tra"), facts, use(), at("2026-03-01T09:00:00Z"));
  EXPECT_EQ(after.reason, Reason::opt_in);
  EXPECT_EQ(after.entries.front(), (Position{0, 1}));
}

TEST(AnOptInWithALastDay, DoesNotPermitWhereNobodyKnowsTheDate) {
  const Instant unknown = at("2026-06-01T00:00:00Z");
  const TimeZone zone("Test/Guess", {{kEarliest, std::chrono::hours{0}}}, unknown);
  Facts facts = customer(zone);
  facts.history.opt_ins = {ending("2026-01-10T09:00:00Z", "2026-07-01")};
  const Decision before = decide(pack("tra"), facts, use(), at("2026-02-01T00:00:00Z"));
  EXPECT_EQ(before.reason, Reason::opt_in);
  EXPECT_EQ(before.valid_until, unknown);
  const Decision after = decide(pack("tra"), facts, use(), unknown);
  EXPECT_EQ(after.outcome, Outcome::deny);
  EXPECT_EQ(after.reason, Reason::status_unknown);
}

TEST(AnOptInForChannels, IsMendedByOneThatCoversTheChannel) {
  Facts facts = customer();
  facts.history.opt_ins = {opt_in("2026-01-10T09:00:00Z")};
  facts.history.opt_ins.front().about.channels = Coverage::only({"email", "sms"});
  const Instant now = at("2026-02-01T00:00:00Z");
  EXPECT_EQ(decide(pack("tra"), facts, use("sms"), now).reason, Reason::opt_in);
  for (const char* other : {"", "call"}) {
    const Decision decision = decide(pack("tra"), facts, use(other), now);
    EXPECT_EQ(decision.reason, Reason::approval_scope_channel);
    EXPECT_EQ(pack("tra").provenance.at(decision.source).key, "opt_in");
    ASSERT_FALSE(decision.remedies.empty());
    EXPECT_EQ(decision.remedies[0], (Remedy{{RemedyStep::opt_in}, {}, {}}));
  }
}

TEST(AnOptInForKinds, DoesNotCoverWhatHasNone) {
  Facts facts = customer();
  const Instant now = at("2026-02-01T00:00:00Z");
  for (const About& about : {About{Coverage::everything(), Coverage::only({"other"}), Coverage::everything()},
                             About{Coverage::everything(), Coverage::everything(), Coverage::only({"", "local"})}}) {
    facts.history.opt_ins = {opt_in("2026-01-10T09:00:00Z")};
    facts.history.opt_ins.front().about = about;
    Use nothing = use();
    nothing.offer.reset();
    EXPECT_EQ(decide(pack("tra"), facts, nothing, now).reason, Reason::approval_scope_purpose);
  }
}

TEST(ARefusal, CountsWhateverItNames) {
  Facts facts = customer();
  const About narrow{Coverage::only({"fax"}), Coverage::only({"equipment"}), Coverage::only({"mobile"})};
  facts.history.withdrawals = {{"", {0, 0}, at("2026-01-05T09:00:00Z"), Coverage::everything(), narrow}};
  EXPECT_EQ(decide(pack("tra"), facts, use("email"), at("2026-02-01T00:00:00Z")).reason, Reason::withdrawn);
}

}  // namespace
}  // namespace assent::test::kinds_and_ends_test
