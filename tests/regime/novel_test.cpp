// Nothing of a regime is in code: a pack with names and numbers for which no program was written reads like any other.
#include "texts.hpp"

#include <gmock/gmock.h>

namespace assent::novel_test {

using namespace regime;
namespace {

using testing::ElementsAre;

TEST(NovelRegime, NeedsNoRecompilation) {
  const Regime novel = regime_of("tests/regime/data/novel.toml");
  EXPECT_EQ(novel.id, "novel");
  EXPECT_EQ(novel.version, "2026-1");
  EXPECT_EQ(novel.in_effect_until, Date{std::chrono::year{2030} / 12 / 31});

  ASSERT_NE(novel.relation("roaming_partner"), nullptr);
  EXPECT_EQ(novel.relation("roaming_partner")->level, Level::opt_out);
  EXPECT_TRUE(novel.relation("roaming_partner")->agreement_required);
  ASSERT_NE(novel.purpose("network_planning"), nullptr);
  EXPECT_THAT(novel.purpose("network_planning")->requires_service, ElementsAre("satellite"));
  EXPECT_EQ(novel.purpose("debt_sale")->reason, Reason::purpose_not_allowed);

  ASSERT_EQ(novel.free_use.size(), 1U);
  EXPECT_THAT(novel.free_use[0].recipients, ElementsAre("carrier", "roaming_partner"));
  EXPECT_THAT(novel.free_use[0].classes, ElementsAre("smart_home"));
  EXPECT_THAT(novel.free_use[0].subscribed_any, ElementsAre("satellite"));
  EXPECT_THAT(novel.communications_classes, ElementsAre("telecom", "smart_home"));
  EXPECT_THAT(novel.never_free_information, ElementsAre("location", "orbit"));

  EXPECT_EQ(novel.notice.waiting_days, 45);
  EXPECT_EQ(novel.notice.mail_days, 7);
  EXPECT_EQ(novel.notice.renewal_years, 5);
  EXPECT_THAT(novel.notice.channels, ElementsAre("mail", "app"));
  EXPECT_EQ(novel.verification_years, 3);
  EXPECT_THAT(novel.opt_in_forms, ElementsAre("electronic"));
  EXPECT_THAT(novel.agreement_clauses, ElementsAre("safeguards"));
}

TEST(NovelRegime, HasOffersOfItsOwn) {
  const auto catalogue = read_catalogue(text_of("tests/regime/data/novel-catalogue.toml"), "novel-catalogue.toml");
  ASSERT_TRUE(catalogue) << lines(catalogue.error());
  EXPECT_THAT(catalogue->categories, ElementsAre("local", "mobile", "satellite"));
  ASSERT_NE(catalogue->find("door_camera"), nullptr);
  EXPECT_EQ(*catalogue->find("door_camera"), (Offer{"door_camera", "smart_home", "", {}}));
  EXPECT_EQ(*catalogue->find("dish"), (Offer{"dish", "telecom", "satellite", {}}));
  EXPECT_EQ(*catalogue->find("weather_alert"),
            (Offer{"weather_alert", "information_service", "", {"satellite", "mobile"}}));
}

}  // namespace
}  // namespace assent::novel_test
