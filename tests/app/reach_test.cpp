// Counting a base for a campaign: each customer is counted by their decision, draft packs are compared, each day has
// its own rules, and the caller gets the notices that they should know.

#include "app/reach.hpp"
#include "app/query.hpp"
#include "decision/packs.hpp"
#include "index/agreement.hpp"
#include "service/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace assent::reach_use_case_test {

using namespace app;
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using twin::Draw;

std::string pack_text(const std::string& id) { return test::text_of("regimes/" + id + ".toml"); }

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t place = text.find(from);
  EXPECT_NE(place, std::string::npos) << from;
  return text.replace(place, from.size(), to);
}

class Counted : public testing::Test {
 protected:
  Counted() : accounts(index_test::fill(draw, ledger, 60)) {
    std::vector<PackText> packs;
    for (const regime::Regime& each : test::packs()) packs.push_back({each.id + ".toml", pack_text(each.id)});
    use_rules(std::move(packs));
    request.campaign.name = "Internet";
    request.campaign.regime = "tra";
    request.campaign.use.purpose = "marketing";
    request.campaign.use.recipient = "carrier";
    request.campaign.use.information = {"services"};
    for (const Offer& each : index_test::catalogue().offers) {
      if (each.offer_class == "telecom") request.campaign.offer = each.id;
    }
    request.at = service_test::at("2026-06-01T08:00:00Z");
  }

  void use_rules(std::vector<PackText> packs) {
    rules = std::make_shared<const Rules>(Rules{RulePacks::of(std::move(packs)), index_test::catalogue(), {}});
  }

  std::unique_ptr<ReachCount> planned() {
    auto count = ReachCount::plan(request, *rules, zones);
    EXPECT_TRUE(count) << to_string(count.error());
    return count ? *std::move(count) : nullptr;
  }

  Result<service::ReachCounted> run(const ReachCount& count, const std::stop_token& stop = {}) {
    const BaseToCount base{service::LiveIndex::build(ledger, zones, memory, count.scope()).value(), &ledger};
    return count.run(base, 2, {}, stop).map([](const ReachOutcome& outcome) { return outcome.counted; });
  }

  Draw draw{7};
  store::MemoryLedger ledger;
  std::vector<std::string> accounts;
  index_test::AwkwardZones zones;
  HeapMemory memory;
  service_test::PlainTelephones telephones;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  std::shared_ptr<const Rules> rules;
  ReachRequest request;
};

TEST_F(Counted, EverybodyIsCountedAsTheyWouldBeDecided) {
  const auto count = planned();
  ASSERT_TRUE(count);
  EXPECT_THAT(count->notices(), testing::IsEmpty());
  const auto counted = run(*count);
  ASSERT_TRUE(counted) << to_string(counted.error());
  const Engine engine({ledger, zones, telephones, clock, nullptr, {}}, rules, "tra");
  Query query;
  query.use.offer = request.campaign.offer;
  query.use.information = {"services"};
  query.at = request.at;
  std::uint64_t permitted = 0;
  std::uint64_t refused = 0;
  std::uint64_t nobody = 0;
  for (const std::string& account : accounts) {
    const decision::Decision decision = decide(engine, {account, {}}, query).value().decision;
    if (decision.reason == Reason::unknown_customer) ++nobody;
    else ++(decision.outcome == Outcome::permit ? permitted : refused);
  }
  const service::Reach& reach = std::get<service::Reach>(*counted);
  EXPECT_EQ(reach.permitted, permitted);
  EXPECT_EQ(reach.refused, refused);
  EXPECT_EQ(reach.customers() + nobody, accounts.size());
  EXPECT_GT(permitted, 0U);
  EXPECT_GT(refused, 0U);
}

TEST_F(Counted, ADraftIsComparedWithThePackInForceAndAnUnknownNameIsSaid) {
  const std::string text = replaced(pack_text("tra"), "\"Asia/Beirut\"", "\"Asia/Dubai\"");
  PackAsked draft{{}, std::make_shared<const regime::Regime>(regime::read_regime(text, "draft.toml").value()), text};
  request.against = draft;
  const auto zone_served = [](const ReachCount& count) {
    const auto scope = count.scope();
    return std::find(scope.footprints.begin(), scope.footprints.end(), "Asia/Dubai") != scope.footprints.end();
  };
  EXPECT_TRUE(zone_served(*planned())) << "the draft's footprint is in none of the packs in use";

  regime::Regime other = *draft.given;
  other.footprint_last_zone = rules->packs.find_sound("tra", request.at, zones).value()->regime->footprint_last_zone;
  std::erase_if(other.relations, [](const regime::RelationRule& each) { return each.relation == "carrier"; });
  request.against = PackAsked{{}, std::make_shared<const regime::Regime>(other), text};
  const auto count = planned();
  ASSERT_TRUE(count);
  EXPECT_THAT(count->notices(), ElementsAre(Field(&ReachNotice::kind, ReachNotice::Kind::names_not_known)));
  const auto counted = run(*count);
  ASSERT_TRUE(counted) << to_string(counted.error());
  EXPECT_GT(std::get<service::WhatIf>(*counted).lost, 0U)
      << "what needs an approval is refused to a relation without a rule";
  EXPECT_EQ(std::get<service::WhatIf>(*counted).gained, 0U);
}

TEST_F(Counted, EachDayHasTheRulesOfThatDay) {
  const std::string text = pack_text("tra");
  const std::string version = rules->packs.find_sound("tra", request.at, zones).value()->regime->version;
  const std::string next = replaced(text, "version = \"" + version + "\"", "version = \"next\"");
  use_rules({{"tra.toml", replaced(text, "from = 2008-01-01", "from = 2008-01-01, until = 2026-06-02")},
             {"next.toml", replaced(next, "from = 2008-01-01", "from = 2026-06-03, until = 2026-06-03")}});
  request.days = ReachDays{*parse_date("2026-06-02"), *parse_date("2026-06-04"), 1};
  const auto count = planned();
  ASSERT_TRUE(count);
  // On the last day there are no rules any more.
  EXPECT_THAT(count->notices(), ElementsAre(Field(&ReachNotice::kind, ReachNotice::Kind::rules_not_in_effect)));
  const auto counted = run(*count);
  ASSERT_TRUE(counted) << to_string(counted.error());
  EXPECT_THAT(
      std::get<service::ReachByDay>(*counted),
      ElementsAre(
          Field(&service::Reach::regime_version, version), Field(&service::Reach::regime_version, "next"),
          testing::AllOf(Field(&service::Reach::regime_version, "next"), Field(&service::Reach::permitted, 0U))));
  request.days->to = *parse_date("2026-06-01");
  EXPECT_EQ(ReachCount::plan(request, *rules, zones).error().code, ErrorCode::invalid);
}

TEST_F(Counted, WhatIsNamedMustBeThereAndSound) {
  request.campaign.use.purpose = "markteing";
  EXPECT_THAT(ReachCount::plan(request, *rules, zones).error().mend, HasSubstr("marketing"));
  request.campaign.use.purpose = "marketing";
  request.pack.id = "nowhere";
  EXPECT_EQ(ReachCount::plan(request, *rules, zones).error().code, ErrorCode::not_found);
  use_rules({{"regimes/tra.toml", "id = 1\n"}});
  request.pack.id.clear();
  EXPECT_THAT(ReachCount::plan(request, *rules, zones).error().message, HasSubstr("regimes/tra.toml:1"));
}

TEST_F(Counted, ACountThatIsStoppedGivesNoNumbers) {
  std::stop_source stop;
  stop.request_stop();
  const auto count = planned();
  ASSERT_TRUE(count);
  EXPECT_EQ(run(*count, stop.get_token()).error().code, ErrorCode::unavailable);
  request.against = PackAsked{"strict-opt-in", {}, {}};
  EXPECT_EQ(run(*planned(), stop.get_token()).error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace assent::reach_use_case_test
