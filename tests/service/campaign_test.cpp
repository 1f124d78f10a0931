#include "service/campaign.hpp"

#include "setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::campaign_test {

using namespace service;
namespace {

using testing::HasSubstr;

constexpr std::string_view kText = R"(name = "Fibre in spring"
regime = "tra"
purpose = "marketing"
offer = "fibre"
recipient = "joint_venture_partner"
party = "PX"
information = ["contact", "services"]
instant = "2026-03-01T09:00:00+02:00"
contact_channel = "email"
soft_opt_in = true
supervisor_review = "approved"
)";

TEST(Campaign, IsReadWhole) {
  const auto campaign = read_campaign(kText, "campaign.toml");
  ASSERT_TRUE(campaign);
  EXPECT_EQ(campaign->name, "Fibre in spring");
  EXPECT_EQ(campaign->regime, "tra");
  EXPECT_EQ(campaign->offer, "fibre");
  EXPECT_EQ(campaign->use.recipient, "joint_venture_partner");
  EXPECT_EQ(campaign->use.party, "PX");
  EXPECT_EQ(campaign->use.information, (Names{"contact", "services"}));
  EXPECT_EQ(campaign->instant, service_test::at("2026-03-01T07:00:00Z"));
  EXPECT_EQ(campaign->use.channel, "email");
  EXPECT_TRUE(campaign->use.soft_opt_in);
  EXPECT_TRUE(campaign->use.supervisor_approved);
}

TEST(Campaign, WhatIsNotSaidIsNotAssumed) {
  const auto campaign = read_campaign(
      "name = \"n\"\nregime = \"tra\"\npurpose = \"marketing\"\nrecipient = \"carrier\"\ninformation = [\"contact\"]\n",
      "c");
  ASSERT_TRUE(campaign);
  EXPECT_FALSE(campaign->use.soft_opt_in);
  EXPECT_FALSE(campaign->use.supervisor_approved);
  EXPECT_FALSE(campaign->instant);
  EXPECT_TRUE(campaign->use.party.empty());
  EXPECT_TRUE(campaign->use.channel.empty());
}

TEST(Campaign, EveryFaultIsToldAtOnce) {
  const auto campaign = read_campaign(R"(name = ""
regime = "tra"
recipient = "carrier"
information = []
instant = "tomorrow"
supervisor_review = "perhaps"
colour = "red"
)",
                                      "campaign.toml");
  ASSERT_FALSE(campaign);
  std::string told;
  for (const Issue& issue : campaign.error()) told += to_string(issue) + "\n";
  for (const auto* word : {"name", "purpose", "information", "`tomorrow`", "`perhaps`", "`colour`"}) {
    EXPECT_THAT(told, HasSubstr(word));
  }
}

TEST(Campaign, TheOfferComesFromTheCatalogue) {
  const auto campaign = read_campaign(kText, "campaign.toml");
  ASSERT_TRUE(campaign);
  Catalogue catalogue;
  EXPECT_EQ(use_of(*campaign, catalogue).error().code, ErrorCode::not_found);
  catalogue.offers = {{"fibre", "telecom", "internet", {}}};
  EXPECT_EQ(use_of(*campaign, catalogue)->offer, catalogue.offers[0]);
}

}  // namespace
}  // namespace assent::campaign_test
