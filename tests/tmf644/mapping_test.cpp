// The table that says what characteristics mean: what it has, and every fault at its place.

#include "tmf644/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::tmf644_test::mapping_test {

using testing::HasSubstr;
using tmf644::Mapping;

TEST(PrivacyMapping, TheExampleIsOne) {
  const auto mapping = usual_mapping();
  EXPECT_EQ(mapping->version, "2026-1");
  EXPECT_EQ(mapping->customer_types, (Names{"Individual", "Customer"}));
  EXPECT_TRUE(contains(mapping->refuse, "no"));
  EXPECT_EQ(mapping->callbacks, Names{"https://crm.example/"});
}

TEST(PrivacyMapping, EachFaultIsSaid) {
  const std::string least = "version = \"1\"\n[customer]\nreferred_types = [\"Individual\"]\n";
  ASSERT_TRUE(Mapping::read(least, "m.toml"));
  const std::pair<std::string, const char*> wrongs[] = {
      {"[customer]\nreferred_types = [\"Individual\"]\n", "version"},
      {"version = \"1\"\n", "referred_types"},
      {least + "[values]\napprove = [\"Yes\"]\nrefuse = [\"YES\"]\n", "both approves and refuses"},
      {least + "[values]\napprove = [7]\n", "not a string"},
      {least + "[values]\naprove = [\"yes\"]\n", "aprove"},
      {least + "[[characteristic]]\npurpose = \"x\"\n", "name"},
      {least + "[[recipient]]\nrole = \"x\"\n", "relation"},
      {least + "[hub]\ncallbacks = [\"https://crm.example\"]\n", "slash"},
      {least + "[hub]\ncallbacks = [\"crm.example/\"]\n", "slash"},
      {least + "[hub]\ncallbacks = [\"http://crm.example/\"]\n", "slash"},
      {least + "[hub]\ncallbacks = [\"https://user@crm.example/\"]\n", "slash"},
      {"version = ", ""}};
  for (const auto& [text, part] : wrongs) {
    const auto mapping = Mapping::read(text, "m.toml");
    ASSERT_FALSE(mapping) << text;
    EXPECT_THAT(mapping.error().front().problem, HasSubstr(part)) << text;
  }
}

// A value that is in neither list of the mapping approves nothing, whatever it looks like.
TEST(PrivacyMapping, OnlyWordsOfTheListApprove) {
  const auto mapping = mapping_of(
      "version = \"1\"\n[customer]\nreferred_types = [\"Individual\"]\n[values]\napprove = [\"ja\"]\n"
      "[proof]\nprofile_statuses = [\"active\"]\n[[characteristic]]\nname = \"EmailAddress\"\n");
  for (const auto& [value, meaning] : {std::pair(R"("Ja")", tmf644::Meaning::approves),
                                       {R"("yes")", tmf644::Meaning::unclear},
                                       {"true", tmf644::Meaning::unclear},
                                       {"null", tmf644::Meaning::unclear},
                                       {"{}", tmf644::Meaning::unclear},
                                       {"[]", tmf644::Meaning::unclear},
                                       {R"(["ja","ja"])", tmf644::Meaning::approves},
                                       {R"(["ja",7])", tmf644::Meaning::unclear}}) {
    const auto effects = tmf644::effects_of(tree(profile("A-1", characteristic("emailaddress", value))), *mapping, {},
                                            {"r", {}}, service_test::at("2026-06-01T00:00:00Z"));
    ASSERT_EQ(effects.size(), 1U);
    EXPECT_EQ(effects[0].meaning, meaning) << value;
  }
}

}  // namespace assent::tmf644_test::mapping_test
