// The table that says what notifications mean: what it has, and every fault at its place.

#include "tmf_listener/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::tmf_listener_test::mapping_test {

using testing::HasSubstr;
using tmf_listener::Mapping;

const std::string kVersion = "version = \"1\"\n";
const std::string kParty = "[party]\nactive = [\"validated\"]\n";
const std::string kProduct = "[product]\nroles = [\"customer\"]\nin_service = [\"active\"]\n";
const std::string kLeast = kVersion + kParty + kProduct;

TEST(ListenerMapping, TheExampleIsOne) {
  const auto mapping = usual_mapping();
  EXPECT_EQ(mapping->version, "2026-1");
  EXPECT_EQ(mapping->roles, (Names{"customer", "user"}));
  EXPECT_EQ(mapping->services[2].services, (Names{"internet", "local"}));
  EXPECT_TRUE(mapping->services[3].services.empty());
  const service_test::TableZones zones;
  const service_test::PlainTelephones telephones;
  EXPECT_TRUE(check(*mapping, {"internet", "local", "mobile"}, zones, telephones).empty());
}

TEST(ListenerMapping, EachFaultIsNamed) {
  ASSERT_TRUE(Mapping::read(kLeast, "m.toml"));
  const std::pair<std::string, const char*> wrongs[] = {
      {kParty + kProduct, "version"},
      {kVersion + kProduct, "`party.active` names no status"},
      {kVersion + kParty, "`product.roles` names no role"},
      {kVersion + kParty + "[product]\nroles = [\"customer\"]\n", "`product.in_service` names no status"},
      {kLeast + "not_in_service = [\"Active\"]\n", "is in both"},
      {kVersion + kParty + "former = [\"VALIDATED\"]\n" + kProduct, "is in both"},
      {kVersion + "[party]\nactive = [7]\n" + kProduct, "not a string"},
      {kVersion + "[party]\nactve = [\"x\"]\n" + kProduct, "actve"},
      {kVersion + kParty + "without_status = \"perhaps\"\n" + kProduct, "perhaps"},
      {kLeast + "[account]\nfrom = \"name\"\n", "name"},
      {kLeast + "[account]\nfrom = \"characteristic\"\n", "account.name"},
      {kLeast + "[unknown]\ncountry = \"Lebanon\"\n", "no code of a country"},
      {kLeast + "[unknown]\nlanguage = \"Arabic language\"\n", "no language tag"},
      {kLeast + "[[country]]\nname = \"x\"\ncode = \"xx\"\n", "two capital letters"},
      {kLeast + "[[service]]\nservices = [\"local\"]\n", "neither a specification nor an offering"},
      {kLeast + "[[service]]\noffering = \"x\"\n", "services"},
      {"version = ", ""}};
  for (const auto& [text, part] : wrongs) {
    const auto mapping = Mapping::read(text, "m.toml");
    ASSERT_FALSE(mapping) << text;
    std::string all;
    for (const Issue& each : mapping.error()) all += to_string(each) + "\n";
    EXPECT_THAT(all, HasSubstr(part)) << text;
  }
  // All of them at once, in the order of the text.
  const auto mapping = Mapping::read(kVersion + "[party]\n[product]\n", "m.toml");
  ASSERT_FALSE(mapping);
  EXPECT_EQ(mapping.error().size(), 3U);
}

TEST(ListenerMapping, WhatTheRestOfTheSetUpDoesNotHaveIsAFault) {
  const auto mapping =
      mapping_of(kLeast +
                 "[unknown]\ncountry = \"FR\"\ntime_zone = \"Mars/Base\"\n[[service]]\noffering = \"x\"\n"
                 "services = [\"lokal\", \"local\"]\n");
  const service_test::TableZones zones;
  const service_test::PlainTelephones telephones;
  const Issues issues = check(*mapping, {"local"}, zones, telephones);
  ASSERT_EQ(issues.size(), 3U);
  EXPECT_THAT(issues[0].problem, HasSubstr("lokal"));
  EXPECT_THAT(issues[1].problem, HasSubstr("Mars/Base"));
  EXPECT_THAT(issues[2].problem, HasSubstr("FR"));
}

}  // namespace assent::tmf_listener_test::mapping_test
