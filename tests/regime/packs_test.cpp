// The five packs say what the table of regimes says, value by value.
#include "texts.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <set>

namespace assent::packs_test {

using namespace regime;
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Level kOut = Level::opt_out;
constexpr Level kIn = Level::opt_in;
constexpr Level kNo = Level::refused;

struct Row {
  std::string id;
  std::string in_effect;  // "from/until"; a missing day is left out
  std::string zone;
  // In the order of kRelations.
  std::vector<Level> levels;
  Names agreement_required;
  Names agreement_advised;
  bool language_must_match;
  bool winback;
  std::optional<int> verification_years;
  bool soft_opt_in;
  Names void_defects;
  Names outside;
  Reason approval_missing;
  std::vector<Reason> free_use;
};

const Names kRelations = {"carrier",
                          "agent",
                          "affiliate_communications",
                          "affiliate_serving_customer",
                          "affiliate_other",
                          "joint_venture_partner",
                          "independent_contractor",
                          "third_party"};
const Names kPartners = {"joint_venture_partner", "independent_contractor"};
const Names kPartnersAndAgents = {"agent", "joint_venture_partner", "independent_contractor"};
const Names kOutside = {"aggregate", "published_listing"};
const std::vector<Reason> kFederalFreeUse = {Reason::within_subscribed_category, Reason::adjunct_to_basic_service,
                                             Reason::mobile_equipment_or_information_service,
                                             Reason::wireline_equipment_or_voice_mail,
                                             Reason::affiliate_serves_customer};

const std::vector<Row> kTable = {
    {"tra",
     "2008-01-01/",
     "Asia/Beirut",
     {kOut, kIn, kIn, kIn, kIn, kIn, kIn, kNo},
     kPartnersAndAgents,
     {},
     true,
     false,
     std::nullopt,
     false,
     {},
     kOutside,
     Reason::opt_in_required,
     {Reason::within_subscribed_category}},
    {"fcc-2002",
     "2002-10-21/2007-12-07",
     "Pacific/Honolulu",
     {kOut, kOut, kOut, kOut, kIn, kOut, kOut, kIn},
     kPartners,
     {},
     false,
     true,
     std::nullopt,
     false,
     {},
     kOutside,
     Reason::opt_in_required,
     kFederalFreeUse},
    {"fcc-2007",
     "2007-12-08/",
     "Pacific/Honolulu",
     {kOut, kOut, kOut, kOut, kIn, kIn, kIn, kIn},
     {},
     kPartners,
     false,
     true,
     std::nullopt,
     false,
     {},
     kOutside,
     Reason::opt_in_required,
     kFederalFreeUse},
    {"arizona-2006",
     "2007-12-08/",
     "America/Phoenix",
     {kOut, kOut, kOut, kOut, kIn, kIn, kIn, kIn},
     {},
     kPartners,
     false,
     true,
     1,
     false,
     {},
     kOutside,
     Reason::opt_in_required,
     kFederalFreeUse},
    {"strict-opt-in",
     "2018-05-25/",
     "Atlantic/Azores",
     {kIn, kIn, kIn, kIn, kIn, kIn, kIn, kIn},
     kPartnersAndAgents,
     {},
     false,
     false,
     std::nullopt,
     true,
     {"pre_ticked", "bundled"},
     {},
     Reason::consent_required,
     {}},
};

class PackTest : public testing::TestWithParam<Row> {
 protected:
  const Row& row = GetParam();
  const Regime regime = regime_of("regimes/" + row.id + ".toml");
};

std::string day(const std::optional<Date>& date) { return date ? to_string(*date) : std::string(); }

TEST_P(PackTest, SaysWhatItIs) {
  EXPECT_EQ(regime.id, row.id);
  EXPECT_EQ(regime.version, "1");
  EXPECT_FALSE(regime.title.empty());
  EXPECT_TRUE(std::any_of(regime.title_ar.begin(), regime.title_ar.end(), [](char c) { return c < 0; }));
  EXPECT_EQ(day(regime.in_effect_from) + '/' + day(regime.in_effect_until), row.in_effect);
  EXPECT_EQ(regime.footprint_last_zone, row.zone);
}

TEST_P(PackTest, AgreesWithTheTableOfRelations) {
  ASSERT_EQ(regime.relations.size(), kRelations.size());
  Names required, advised;
  for (std::size_t i = 0; i < kRelations.size(); ++i) {
    const RelationRule* rule = regime.relation(kRelations[i]);
    ASSERT_NE(rule, nullptr) << kRelations[i];
    EXPECT_EQ(rule->level, row.levels[i]) << kRelations[i];
    if (rule->agreement_required) required.push_back(rule->relation);
    if (rule->agreement_advised) advised.push_back(rule->relation);
  }
  EXPECT_EQ(required, row.agreement_required);
  EXPECT_EQ(advised, row.agreement_advised);
  EXPECT_EQ(regime.relation("roaming_partner"), nullptr);
}

TEST_P(PackTest, AgreesWithTheTableElsewhere) {
  EXPECT_EQ(regime.notice.language_must_match, row.language_must_match);
  EXPECT_EQ(regime.winback, row.winback);
  EXPECT_EQ(regime.verification_years, row.verification_years);
  EXPECT_EQ(regime.soft_opt_in, row.soft_opt_in);
  EXPECT_EQ(regime.soft_opt_in_information, row.soft_opt_in ? Names{"contact"} : Names{});
  EXPECT_EQ(regime.void_defects, row.void_defects);
  EXPECT_EQ(regime.outside_information, row.outside);
  EXPECT_EQ(regime.approval_missing, row.approval_missing);
  std::vector<Reason> free_use;
  for (const FreeUseRule& rule : regime.free_use) free_use.push_back(rule.reason);
  EXPECT_EQ(free_use, row.free_use);
}

TEST_P(PackTest, HasWhatAllPacksShare) {
  EXPECT_EQ(regime.notice.waiting_days, 30);
  EXPECT_EQ(regime.notice.mail_days, 3);
  EXPECT_THAT(regime.notice.mail_channels, ElementsAre("mail"));
  EXPECT_EQ(regime.notice.renewal_years, 2);
  EXPECT_THAT(regime.notice.channels, ElementsAre("mail", "email", "sms"));
  EXPECT_THAT(regime.notice.permission_channels, ElementsAre("email"));
  EXPECT_THAT(regime.opt_in_forms, ElementsAre("electronic", "written", "oral"));
  EXPECT_THAT(regime.opt_in_givers, ElementsAre("owner", "authorised_representative"));
  EXPECT_THAT(regime.agreement_clauses, ElementsAre("purpose_limit", "no_onward_disclosure", "safeguards"));
  EXPECT_THAT(regime.one_time_channels, ElementsAre("phone"));
  EXPECT_THAT(regime.one_time_recipients, ElementsAre("carrier"));
  EXPECT_THAT(regime.never_free_information, ElementsAre("location"));
  EXPECT_THAT(regime.opt_in_information, ElementsAre("location"));
  EXPECT_THAT(regime.communications_classes, ElementsAre("telecom", "adjunct", "information_service", "equipment"));
}

TEST_P(PackTest, TreatsEachPurpose) {
  const std::map<std::string, Treatment> treatments = {
      {"provide_service", Treatment::service_provision},
      {"billing", Treatment::service_provision},
      {"fraud_prevention", Treatment::service_provision},
      {"inside_wiring", Treatment::service_provision},
      {"emergency", Treatment::service_provision},
      {"legal_obligation", Treatment::service_provision},
      {"mobile_health_research", Treatment::service_provision},
      {"competitor_tracking", Treatment::banned},
      {"port_request_retention", Treatment::banned},
      {"customer_written_request", Treatment::written_request},
      {"request_approval", Treatment::request_approval},
      {"marketing", Treatment::marketing},
      {"winback", Treatment::winback},
  };
  EXPECT_EQ(regime.purposes.size(), treatments.size());
  for (const auto& [purpose, treatment] : treatments) {
    const PurposeRule* rule = regime.purpose(purpose);
    ASSERT_NE(rule, nullptr) << purpose;
    EXPECT_EQ(rule->treatment, treatment) << purpose;
    EXPECT_EQ(rule->requires_service, purpose == "mobile_health_research" ? Names{"mobile"} : Names{}) << purpose;
  }
  EXPECT_EQ(regime.purpose("competitor_tracking")->reason, Reason::competitor_tracking_banned);
  EXPECT_EQ(regime.purpose("port_request_retention")->reason, Reason::port_request_use_banned);
  EXPECT_EQ(regime.purpose("credit_rating"), nullptr);
}

TEST_P(PackTest, RequiresTheDisclosures) {
  Names everywhere, by_email;
  for (const RequiredDisclosure& each : regime.notice.disclosures)
    (each.channels.empty() ? everywhere : by_email).push_back(each.disclosure);
  for (const char* needed :
       {"customer_right", "information_types", "recipients", "purposes", "right_to_refuse_any_time", "precise_steps",
        "no_effect_on_service", "valid_until_revoked", "free_method_always_available"})
    EXPECT_TRUE(contains(everywhere, needed)) << needed;
  EXPECT_EQ(contains(everywhere, "waiting_period"), row.id != "strict-opt-in");
  EXPECT_THAT(by_email, ElementsAre("reply_to_refuse"));
}

TEST_P(PackTest, EveryValueHasItsSource) {
  ASSERT_FALSE(regime.provenance.empty());
  EXPECT_EQ(regime.provenance[0].key, "regime");
  std::set<std::string> keys;
  for (const Provenance& each : regime.provenance) {
    EXPECT_FALSE(each.source.empty()) << each.key;
    EXPECT_TRUE(keys.insert(each.key).second) << each.key;
    if (each.source.find("recalled") != std::string::npos) {
      EXPECT_NE(each.standing, Standing::law) << each.key << " is not confirmed";
    }
  }
  const auto key = [&](SourceId id) { return regime.provenance.at(id).key; };
  EXPECT_EQ(key(regime.notice.waiting_days_source), "notice.waiting_days");
  EXPECT_EQ(key(regime.notice.translation_source), "notice.partial_translation");
  EXPECT_EQ(key(regime.relation("third_party")->level_source), "relation.third_party.level");
  EXPECT_EQ(key(regime.purpose("billing")->source), "purpose.billing");
  EXPECT_EQ(key(regime.refusal_source), "refusal");
  EXPECT_EQ(key(regime.forms_source), "opt_in.forms");
  EXPECT_EQ(key(regime.in_effect_source), "regime.in_effect");
}

INSTANTIATE_TEST_SUITE_P(Packs, PackTest, testing::ValuesIn(kTable), [](const auto& each) {
  std::string name = each.param.id;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
});

TEST(Packs, TheConsumerPageFreesEnhancementsForTheCarrierOnly) {
  const Regime tra = regime_of("regimes/tra.toml");
  ASSERT_EQ(tra.free_use.size(), 1U);
  EXPECT_THAT(tra.free_use[0].recipients, ElementsAre("carrier"));
  EXPECT_TRUE(tra.free_use[0].offer_category_subscribed);
  EXPECT_TRUE(tra.free_use[0].offer_enhances_subscribed);
  EXPECT_THAT(tra.free_use[0].classes, IsEmpty());
  EXPECT_THAT(tra.free_use[0].subscribed_any, IsEmpty());
}

TEST(Packs, TheFederalPacksFreeFiveKindsOfUse) {
  for (const char* id : {"fcc-2002", "fcc-2007", "arizona-2006"}) {
    const std::vector<FreeUseRule> rules = regime_of("regimes/" + std::string(id) + ".toml").free_use;
    ASSERT_EQ(rules.size(), 5U);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_THAT(rules[i].recipients, ElementsAre("carrier"));
    for (const FreeUseRule& rule : rules) EXPECT_FALSE(rule.offer_enhances_subscribed);

    EXPECT_TRUE(rules[0].offer_category_subscribed);
    EXPECT_THAT(rules[1].classes, ElementsAre("adjunct"));
    EXPECT_THAT(rules[1].subscribed_any, ElementsAre("local", "mobile", "voip"));
    EXPECT_THAT(rules[2].classes, ElementsAre("equipment", "information_service"));
    EXPECT_THAT(rules[2].subscribed_any, ElementsAre("mobile"));
    EXPECT_THAT(rules[3].classes, ElementsAre("equipment"));
    EXPECT_THAT(rules[3].offers, ElementsAre("voice_mail"));
    EXPECT_THAT(rules[3].subscribed_any, ElementsAre("local", "long_distance"));
    EXPECT_THAT(rules[4].recipients, ElementsAre("affiliate_serving_customer"));
    EXPECT_TRUE(rules[4].offer_category_subscribed);
    EXPECT_EQ(rules[4].subscribed_min, 2);
  }
}

TEST(Packs, WhatTheConsumerPageSaysIsLaw) {
  const Regime tra = regime_of("regimes/tra.toml");
  const auto standing = [&](SourceId id) { return tra.provenance.at(id).standing; };
  EXPECT_EQ(standing(tra.free_use[0].source), Standing::law);
  EXPECT_EQ(standing(tra.relation("carrier")->level_source), Standing::law);
  EXPECT_EQ(standing(tra.relation("joint_venture_partner")->level_source), Standing::law);
  EXPECT_EQ(standing(tra.relation("joint_venture_partner")->agreement_source), Standing::law);
  EXPECT_EQ(standing(tra.notice.waiting_days_source), Standing::law);
  EXPECT_EQ(standing(tra.forms_source), Standing::law);
  EXPECT_EQ(standing(tra.relation("agent")->level_source), Standing::house);
  EXPECT_EQ(standing(tra.relation("third_party")->level_source), Standing::house);
  EXPECT_EQ(standing(tra.notice.language_source), Standing::house);
  EXPECT_EQ(standing(tra.notice.mail_days_source), Standing::secondary);
  EXPECT_EQ(standing(tra.outside_source), Standing::secondary);
}

}  // namespace
}  // namespace assent::packs_test
