// Values that no shipped pack has, but that a pack may have: each does what regime.hpp says.

#include "decision/decide.hpp"

#include "packs.hpp"
#include "zones.hpp"

#include <gtest/gtest.h>

namespace assent::test::pack_values_test {

using namespace decision;
namespace {

const Instant kNow = at("2026-03-01T10:05:00Z");

Facts customer(const Names& services) {
  Facts facts;
  facts.customer.services = services;
  facts.zone = &utc();
  return facts;
}

Use marketing(const std::string& id) {
  return {"marketing", offer(id), "carrier", "", {"services", "usage"}, false, false};
}

regime::Regime with_free_use(regime::FreeUseRule rule) {
  regime::Regime regime = pack("fcc-2007");
  rule.recipients = {"carrier"};
  regime.free_use = {std::move(rule)};
  return regime;
}

bool free_of_approval(const regime::Regime& regime, const Names& services, const Use& use) {
  return decide(regime, customer(services), use, kNow).outcome == Outcome::permit;
}

TEST(FreeUse, MayAskOnlyThatTheOfferEnhancesASubscribedCategory) {
  regime::FreeUseRule rule;
  rule.offer_enhances_subscribed = true;
  const regime::Regime regime = with_free_use(rule);
  EXPECT_TRUE(free_of_approval(regime, {"local"}, marketing("voice_mail")));
  EXPECT_FALSE(free_of_approval(regime, {"internet"}, marketing("voice_mail")));
  EXPECT_FALSE(free_of_approval(regime, {"internet"}, marketing("internet")));
}

TEST(FreeUse, MayNameOffersAlone) {
  regime::FreeUseRule rule;
  rule.offers = {"handset"};
  const regime::Regime regime = with_free_use(rule);
  EXPECT_TRUE(free_of_approval(regime, {}, marketing("handset")));
  EXPECT_FALSE(free_of_approval(regime, {}, marketing("insurance")));
}

TEST(FreeUse, MayAskNothingOfTheOfferSoThatNoneIsNeeded) {
  regime::FreeUseRule rule;
  rule.subscribed_any = {"mobile"};
  const regime::Regime regime = with_free_use(rule);
  Use nothing_offered = marketing("handset");
  nothing_offered.offer.reset();
  EXPECT_TRUE(free_of_approval(regime, {"mobile"}, nothing_offered));
  EXPECT_FALSE(free_of_approval(regime, {"local"}, nothing_offered));
}

TEST(FreeUse, CountsACategoryWrittenTwiceOnce) {
  regime::FreeUseRule rule;
  rule.subscribed_min = 2;
  const regime::Regime regime = with_free_use(rule);
  EXPECT_FALSE(free_of_approval(regime, {"local", "local"}, marketing("handset")));
  EXPECT_TRUE(free_of_approval(regime, {"local", "mobile", "local"}, marketing("handset")));
}

TEST(Purposes, AWrittenRequestNeedsNothingElse) {
  Use request = marketing("insurance");
  request.purpose = "customer_written_request";
  request.recipient = "third_party";
  for (const regime::Regime& regime : packs()) {
    EXPECT_EQ(decide(regime, customer({}), request, kNow).reason, Reason::customer_written_request) << regime.id;
  }
}

std::optional<Instant> turn_by_notice(const Names& channels) {
  regime::Regime regime = pack("fcc-2007");
  regime.notice.channels = channels;
  const Decision decision = decide(regime, customer({"local"}), marketing("long_distance"), kNow);
  for (const Remedy& remedy : decision.remedies) {
    if (remedy.steps.front() == RemedyStep::notice) return remedy.instant;
  }
  return std::nullopt;
}

TEST(NoticeAsRemedy, IsNamedOnlyWhereAChannelNeedsNoPermission) {
  EXPECT_EQ(turn_by_notice({"email"}), std::nullopt);
  EXPECT_NE(turn_by_notice({"email", "mail"}), std::nullopt);
}

TEST(NoticeAsRemedy, TakesTheQuickestChannelWhateverTheOrderOfThePack) {
  EXPECT_EQ(turn_by_notice({"mail", "sms"}), at("2026-04-01T00:00:00Z"));
  EXPECT_EQ(turn_by_notice({"sms", "mail"}), at("2026-04-01T00:00:00Z"));
  EXPECT_EQ(turn_by_notice({"mail"}), at("2026-04-04T00:00:00Z"));
}

}  // namespace
}  // namespace assent::test::pack_values_test
