// The examples in TM Forum's description of version 5: each document is kept and comes back as it was sent, also after
// it was seen in the form of version 4. Those that contradict their own schema are here by name.

#include "tmf644/setting.hpp"

#include "decision/packs.hpp"
#include "tmf644/resource.hpp"
#include "tmf644/versions.hpp"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace assent::tmf644_test::examples_test {

using http::Method;
using json::Kind;
using json::Tree;

// `@type` begins with a small letter, and is none of the types that the description has.
const std::set<std::string> kOfNoType = {
    "PartyPrivacyProfileSpecification_list_example_response",
    "PartyPrivacyProfileSpecification_retrieve_example_response",
    "PartyPrivacyProfileSpecification_create_example_request",
    "PartyPrivacyProfileSpecification_create_example_response",
    "privacy_profile_partialupdate_example_application_json_response",
    "privacy_profile_spec_partialupdate_example_application_patch_json_response",
    "privacy_profile_spec_partialupdate_example_application_merge_json_response",
    "privacy_profile_spec_partialupdate_example_application_patch_query_json_response"};
// Parts have a type that is none of the description's. After they were seen in version 4, they have the one that
// belongs there.
const std::set<std::string> kPartsOfNoType = {
    "PartyPrivacyAgreement_create_example_request",
    "PartyPrivacyAgreement_create_example_response",
    "PartyPrivacyAgreement_list_example_response",
    "PartyPrivacyAgreement_retrieve_example_response",
    "privacy_profile_agreement_partialupdate_example_application_json_patch_query_response",
    "privacy_profile_agreement_partialupdate_example_application_json_patch_response",
    "privacy_profile_agreement_partialupdate_example_application_json_response",
    "privacy_profile_agreement_partialupdate_example_application_merge_json_response"};
// Says a party's role twice, also where the description has none. In the form of version 4 there is one.
constexpr std::string_view kRoleTwice = "PartyPrivacyProfile_create_example_request";
// Changes that the description does not allow: of a member that there is not (`/status` of a specification), with a
// query within a path, or of `@type` to what is no type.
const std::set<std::string> kNotAllowed = {
    "privacy_profile_partialupdate_example_application_json_request",
    "privacy_profile_spec_partialupdate_example_application_merge_json_request",
    "PartyPrivacyProfile_partialupdate_application_json_patch_query_request",
    "privacy_profile_spec_partialupdate_example_application_patch_json_request",
    "privacy_profile_spec_partialupdate_example_application_patch_query_json_request",
    "privacy_profile_agreement_partialupdate_example_application_json_patch_query_request"};

const Tree& examples() {
  static const Tree all = tree(test::text_of("tests/tmf644/v5/examples.json"));
  return all;
}

std::string path_of(tmf644::Resource resource, tmf644::Version version) {
  return std::string(tmf644::base_of(version)) + std::string(tmf644::name_of(resource));
}

std::optional<tmf644::Resource> resource_of(const Tree& document) {
  std::string type(document.text_at("@type"));
  if (type.empty()) return std::nullopt;
  type[0] = 'p';
  return tmf644::resource_named(type);
}

std::vector<Tree> documents_of(const Tree& example) {
  if (example.is(Kind::list)) return example.items;
  return {example};
}

// What a client sends: without what the server gives.
Tree as_sent(Tree document) {
  document.remove("id");
  document.remove("href");
  return document;
}

TEST(Version5Examples, EveryDocumentComesBackAsItWasSent) {
  std::size_t kept = 0;
  std::set<std::string> refused;
  for (std::size_t i = 0; i < examples().items.size(); ++i) {
    const std::string& name = examples().keys[i];
    if (name.find("Event") != std::string::npos || name.find("partialupdate") != std::string::npos) {
      if (!name.ends_with("_response")) continue;
    }
    SCOPED_TRACE(name);
    for (const Tree& each : documents_of(examples().items[i])) {
      const auto resource = resource_of(each);
      ASSERT_TRUE(resource);
      const Tree sent = as_sent(each);
      Setting setting;
      const std::string five = path_of(*resource, tmf644::Version::v5);
      const auto got = setting.send(Method::post, five, json::to_json(sent), {{"Content-Type", "application/json"}});
      if (got.status == 400) {
        refused.insert(name);
        EXPECT_NE(got.body.find("`@type`"), std::string::npos) << got.body;
        continue;
      }
      ASSERT_EQ(got.status, 201U) << got.body;
      const std::string id = text_in(got.body, "id");
      const auto back = [&](tmf644::Version version) {
        Tree got_back = as_sent(tree(setting.send(Method::get, path_of(*resource, version) + "/" + id).body));
        if (sent.find("creationDate") == nullptr) got_back.remove("creationDate");  // the server's own
        return got_back;
      };
      EXPECT_TRUE(json::same_value(back(tmf644::Version::v5), sent)) << json::to_json(back(tmf644::Version::v5));
      // A client of version 4 reads it, and sends back all that it read.
      const Tree four = back(tmf644::Version::v4);
      EXPECT_FALSE(tmf644::fault_in(*resource, tmf644::Version::v4, four) && *resource == tmf644::Resource::profile);
      const Tree again = tmf644::in_version(tmf644::Version::v5, *resource, four);
      EXPECT_TRUE(json::same_value(tmf644::in_version(tmf644::Version::v4, *resource, again), four));
      const bool otherwise = name == kRoleTwice || kPartsOfNoType.contains(name);
      EXPECT_NE(json::same_value(again, sent), otherwise) << json::to_json(again) << "\n" << json::to_json(sent);
      ++kept;
    }
  }
  EXPECT_EQ(refused, kOfNoType);
  EXPECT_EQ(kept, 18U);
}

TEST(Version5Examples, EveryChangeGivesWhatItAsks) {
  std::size_t changed = 0;
  std::set<std::string> refused;
  for (std::size_t i = 0; i < examples().items.size(); ++i) {
    const std::string& name = examples().keys[i];
    if (name.find("partialupdate") == std::string::npos || !name.ends_with("_request")) continue;
    SCOPED_TRACE(name);
    Tree before = *examples().find(name.substr(0, name.size() - 7) + "response");
    const auto resource = resource_of(before).value();
    before.set("@type", json::text_tree(tmf644::type_of(resource)));
    Setting setting;
    const std::string path = path_of(resource, tmf644::Version::v5);
    const std::string id = setting.kept(path, json::to_json(as_sent(before)));
    const bool operations = name.find("patch") != std::string::npos;
    const Tree& request = examples().items[i];
    const auto got =
        setting.send(Method::patch, path + "/" + id, json::to_json(request),
                     {{"Content-Type", operations ? "application/json-patch+json" : "application/merge-patch+json"}});
    if (got.status != 200) {
      refused.insert(name);
      continue;
    }
    const Tree after = tree(got.body);
    if (operations) {
      EXPECT_EQ(after.text_at(request.text_at("path").substr(1)), request.text_at("value"));
    } else {
      for (std::size_t member = 0; member < request.items.size(); ++member) {
        const Tree* const there = after.find(request.keys[member]);
        ASSERT_NE(there, nullptr);
        EXPECT_TRUE(json::same_value(*there, request.items[member])) << request.keys[member];
      }
    }
    ++changed;
  }
  EXPECT_EQ(refused, kNotAllowed);
  EXPECT_EQ(changed, 6U);
}

// What the product never reads: the events of others. They are JSON, and are written as they were read.
TEST(Version5Examples, TheEventsAreJson) {
  std::size_t events = 0;
  for (std::size_t i = 0; i < examples().items.size(); ++i) {
    if (!examples().keys[i].ends_with("Event_request")) continue;
    const std::string type = examples().keys[i].substr(0, examples().keys[i].size() - 8);
    EXPECT_EQ(examples().items[i].text_at("eventType"), type);
    EXPECT_EQ(tree(json::to_json(examples().items[i])), examples().items[i]);
    ++events;
  }
  EXPECT_EQ(events, 12U);
}

// The form of version 4 and of version 5 of one profile.
TEST(Versions, AProfileOfVersion4IsReadInVersion5) {
  Setting setting;
  const std::string id = setting.kept(
      kProfiles,
      profile("A-1",
              characteristic(
                  "EmailAddress", "false",
                  R"(,"id":"43","relatedParty":[{"id":"V-7","role":"Vendor","@referredType":"Organization"}])")));
  const auto five = setting.send(Method::get, "/tmf-api/privacyManagement/v5/partyPrivacyProfile/" + id);
  ASSERT_EQ(five.status, 200U);
  EXPECT_EQ(text_in(five.body, "agreedByParty.partyOrPartyRole.id"), "A-1");
  EXPECT_EQ(text_in(five.body, "agreedByParty.role"), "owner");
  EXPECT_EQ(text_in(five.body, "partyPrivacyProfileCharacteristic.0.characterisitc.@type"), "BooleanCharacteristic");
  EXPECT_EQ(text_in(five.body, "partyPrivacyProfileCharacteristic.0.characterisitc.id"), "43");
  EXPECT_EQ(text_in(five.body, "partyPrivacyProfileCharacteristic.0.relatedParty.0.partyOrPartyRole.id"), "V-7");
  EXPECT_EQ(text_in(five.body, "href"),
            "https://privacy.example/tmf-api/privacyManagement/v5/partyPrivacyProfile/" + id);
  // A change in version 5 is a change of the same document, with the same choices.
  const auto changed = setting.send(
      Method::patch, "/tmf-api/privacyManagement/v5/partyPrivacyProfile/" + id,
      R"([{"op":"replace","path":"/partyPrivacyProfileCharacteristic/0/characterisitc/value","value":"perhaps"}])",
      {{"Content-Type", "application/json-patch+json"}});
  EXPECT_EQ(changed.status, 200U) << changed.body;
  EXPECT_EQ(changed.header("Assent-Effects"), "unclear");
  EXPECT_EQ(setting.recorded<evidence::OptOutRecorded>("A-1").size(), 2U);
}

TEST(Versions, Version5NeedsAType) {
  Setting setting;
  const auto post = [&](std::string_view body) {
    return setting
        .send(Method::post, "/tmf-api/privacyManagement/v5/partyPrivacyProfileSpecification", body,
              {{"Content-Type", "application/json"}})
        .status;
  };
  EXPECT_EQ(post(R"({"name":"n"})"), 400U);
  EXPECT_EQ(post(R"({"name":"n","@type":"PartyPrivacyProfile"})"), 400U);
  EXPECT_EQ(post(R"({"name":"n","@type":"PartyPrivacyProfileSpecification"})"), 201U);
}

}  // namespace assent::tmf644_test::examples_test
