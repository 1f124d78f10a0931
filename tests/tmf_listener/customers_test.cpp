// Parties and products become customers and their services: what a notification says changes, everything else stays.

#include "tmf_listener/setting.hpp"

#include "decision/packs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::tmf_listener_test::customers_test {

using evidence::CustomerRecorded;
using evidence::OptOutRecorded;
using evidence::PrivacyDocumentRecorded;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr std::string_view kOne = "2026-05-01T00:00:00Z";
constexpr std::string_view kTwo = "2026-05-02T00:00:00Z";
constexpr std::string_view kThree = "2026-05-03T00:00:00Z";

TEST(Notifications, APartyBecomesACustomer) {
  Setting setting;
  const std::string said =
      R"(,"status":"validated","partyCharacteristic":[{"name":"customerSince","value":"2020-03-01T00:00:00+02:00"},)"
      R"({"name":"timeZone","value":"Asia/Beirut"}],"languageAbility":[{"languageCode":"AR"},)"
      R"({"languageCode":"FR","isFavouriteLanguage":true}],"contactMedium":[)"
      R"({"mediumType":"phone","characteristic":{"phoneNumber":"03 123 456"}},)"
      R"({"mediumType":"Fax","characteristic":{"phoneNumber":"03 999 999"}},)"
      R"({"mediumType":"phone","preferred":true,"characteristic":{"phoneNumber":"+9613777777"}},)"
      R"({"mediumType":"phone","validFor":{"endDateTime":"2020-01-01T00:00:00Z"},"characteristic":{"phoneNumber":"03 111 111"}},)"
      R"({"mediumType":"email","characteristic":{"emailAddress":"rima@mail.example"}},)"
      R"({"mediumType":"postal","characteristic":{"street1":"Hamra 7","postCode":"1103","city":"Beirut","country":"lebanon"}}])";
  EXPECT_EQ(setting.effects("individualCreateEvent", individual("e-1", kOne, "A-1", said)), "recorded");
  const auto profile = setting.profile("A-1");
  ASSERT_TRUE(profile);
  EXPECT_EQ(profile->state, CustomerState::active);
  EXPECT_EQ(profile->kind, CustomerKind::residential);
  EXPECT_EQ(profile->language, "fr");
  EXPECT_EQ(profile->time_zone, "Asia/Beirut");
  EXPECT_EQ(profile->activated, service_test::on("2020-03-01"));
  EXPECT_EQ(profile->source_system, "crm");
  EXPECT_THAT(profile->telephones, ElementsAre("+9613777777", "+9613123456"));
  EXPECT_THAT(profile->email_addresses, ElementsAre("rima@mail.example"));
  EXPECT_THAT(profile->address.lines, ElementsAre("Hamra 7", "1103 Beirut"));
  EXPECT_EQ(profile->address.country, "LB");
  EXPECT_THAT(profile->services, IsEmpty());
  const auto entries = setting.entries("A-1");
  EXPECT_EQ(entries.back().entry.actor, "service-1");
  EXPECT_EQ(entries.back().entry.channel, "tmf632");
  // What a sender says about time is a claim: it counts from now.
  EXPECT_EQ(entries.back().entry.effective, setting.clock.now());
}

TEST(Notifications, AChangeChangesWhatItSaysOnly) {
  Setting setting;
  CustomerRecorded imported;
  imported.language = "en";
  imported.time_zone = "Asia/Beirut";
  imported.services = {"internet", "local"};
  imported.telephones = {"+9613123456"};
  imported.kind = CustomerKind::residential;
  setting.import("A-1", imported);
  EXPECT_EQ(setting.effects("individualAttributeValueChangeEvent",
                            individual("e-1", kOne, "A-1", R"(,"maritalStatus":"divorced","languageAbility":null)")),
            "recorded");
  CustomerRecorded expected = imported;
  expected.source_system = "crm";
  EXPECT_EQ(setting.profile("A-1"), expected);
  setting.effects("individualAttributeValueChangeEvent",
                  individual("e-2", kTwo, "A-1", reached_by("03 555 555", "r@mail.example")));
  expected.telephones = {"+9613555555"};
  expected.email_addresses = {"r@mail.example"};
  EXPECT_EQ(setting.profile("A-1"), expected);
  // An import since then stays, where later notifications say nothing about it.
  expected.language = "fr";
  expected.services = {"local"};
  setting.import("A-1", expected);
  setting.effects("individualStateChangeEvent", individual("e-3", kThree, "A-1", R"(,"status":"closed")"));
  expected.state = CustomerState::former;
  EXPECT_EQ(setting.profile("A-1"), expected);
}

TEST(Notifications, AnOrganizationIsABusiness) {
  Setting setting;
  const std::string body = notification("e-1", kOne, "organization", "B-1", R"(,"status":"Validated")");
  EXPECT_EQ(setting.effects("organizationCreateEvent", body), "recorded");
  ASSERT_TRUE(setting.profile("B-1"));
  EXPECT_EQ(setting.profile("B-1")->kind, CustomerKind::business);
  EXPECT_EQ(setting.profile("B-1")->language, "ar");
}

TEST(Notifications, ProductsGiveAndEndServices) {
  Setting setting;
  setting.effects("individualCreateEvent", individual("e-1", kOne, "A-1"));
  EXPECT_EQ(setting.effects("productCreateEvent", product("e-2", kOne, "P-1", of_customer("A-1", "PS-101", "created"))),
            "unchanged");
  EXPECT_THAT(setting.profile("A-1")->services, IsEmpty());
  // The official example of a change of state names neither customer nor specification.
  EXPECT_EQ(setting.effects("productStateChangeEvent", product("e-3", kTwo, "P-1", R"(,"status":"active")")),
            "recorded");
  EXPECT_THAT(setting.profile("A-1")->services, ElementsAre("local"));
  // Two products give the same service: it ends with the second.
  setting.effects("productCreateEvent", product("e-4", kTwo, "P-2", of_customer("A-1", "PS-101", "active")));
  EXPECT_EQ(setting.effects("productStateChangeEvent", product("e-5", kThree, "P-1", R"(,"status":"terminated")")),
            "unchanged");
  EXPECT_THAT(setting.profile("A-1")->services, ElementsAre("local"));
  EXPECT_EQ(setting.effects("productDeleteEvent", product("e-6", kThree, "P-2", "")), "recorded, not-erased");
  EXPECT_THAT(setting.profile("A-1")->services, IsEmpty());
}

TEST(Notifications, AProductMayComeBeforeItsParty) {
  Setting setting;
  EXPECT_EQ(setting.effects("productCreateEvent", product("e-2", kTwo, "P-1", of_customer("A-1", "PS-101", "active"))),
            "waits");
  EXPECT_FALSE(setting.profile("A-1"));
  EXPECT_EQ(setting.decide("A-1").reason, Reason::unknown_customer);
  setting.effects("individualCreateEvent", individual("e-1", kOne, "A-1"));
  ASSERT_TRUE(setting.profile("A-1"));
  EXPECT_THAT(setting.profile("A-1")->services, ElementsAre("local"));
}

TEST(Notifications, WhatTheMappingDoesNotKnowChangesNothing) {
  Setting setting;
  setting.effects("individualCreateEvent", individual("e-1", kOne, "A-1"));
  setting.effects("productCreateEvent", product("e-2", kOne, "P-1", of_customer("A-1", "PS-101", "active")));
  const auto before = setting.profile("A-1");
  EXPECT_EQ(setting.effects("productCreateEvent", product("e-3", kTwo, "P-2", of_customer("A-1", "PS-999", "active"))),
            "unchanged, unmapped-product");
  EXPECT_EQ(setting.effects("productAttributeValueChangeEvent",
                            product("e-4", kTwo, "P-1", of_customer("A-1", "PS-999", ""))),
            "unchanged, unmapped-product");
  EXPECT_EQ(setting.effects("productStateChangeEvent", product("e-5", kThree, "P-1", R"(,"status":"dormant")")),
            "unchanged, unknown-status");
  EXPECT_EQ(setting.effects("individualStateChangeEvent", individual("e-6", kThree, "A-1", R"(,"status":"dormant")")),
            "unchanged, unknown-status");
  EXPECT_EQ(setting.profile("A-1"), before);
  EXPECT_EQ(setting.listener->count(tmf_listener::Effect::unmapped_product), 2U);
}

TEST(Notifications, ARepeatedOneChangesNothing) {
  Setting setting;
  // Without a time it counts as having happened when it comes, but not a second time.
  const std::string body = individual("e-1", "", "A-1", R"(,"status":"validated")");
  EXPECT_EQ(setting.effects("individualCreateEvent", body), "recorded, untimed");
  setting.clock.set(service_test::at("2026-06-02T08:00:00Z"));
  setting.effects("individualStateChangeEvent", individual("e-2", "", "A-1", R"(,"status":"closed")"));
  const std::size_t size = setting.size();
  const auto again = setting.send("individualCreateEvent", body);
  EXPECT_EQ(again.status, 201U);
  EXPECT_EQ(again.header("Assent-Effects"), "repeated, untimed");
  EXPECT_EQ(setting.size(), size);
  EXPECT_EQ(setting.profile("A-1")->state, CustomerState::former);
}

TEST(Notifications, AnOlderOneDoesNotOverwriteANewerOne) {
  Setting setting;
  setting.effects("individualStateChangeEvent", individual("e-2", kTwo, "A-1", R"(,"status":"closed")"));
  const std::size_t size = setting.size();
  EXPECT_EQ(setting.effects("individualStateChangeEvent", individual("e-1", kOne, "A-1")), "older");
  EXPECT_EQ(setting.size(), size);
  // What only the older one says is new all the same.
  EXPECT_EQ(setting.effects("individualCreateEvent",
                            individual("e-0", kOne, "A-1", R"(,"status":"validated")" + reached_by("03 123 456"))),
            "recorded");
  EXPECT_EQ(setting.profile("A-1")->state, CustomerState::former);
  EXPECT_THAT(setting.profile("A-1")->telephones, ElementsAre("+9613123456"));
}

// Otherwise a sender whose clock is wrong would block all later ones.
TEST(Notifications, ATimeThatIsStillToComeCountsAsNow) {
  Setting setting;
  EXPECT_EQ(setting.effects("individualCreateEvent", individual("e-1", "2036-01-01T00:00:00Z", "A-1")),
            "recorded, ahead");
  setting.clock.set(service_test::at("2026-06-02T08:00:00Z"));
  EXPECT_EQ(setting.effects("individualStateChangeEvent",
                            individual("e-2", "2026-06-02T07:00:00Z", "A-1", R"(,"status":"closed")")),
            "recorded, left");
  EXPECT_EQ(setting.profile("A-1")->state, CustomerState::former);
}

TEST(Notifications, ADeletionEndsServicesAndErasesNothing) {
  Setting setting;
  setting.effects("individualCreateEvent",
                  individual("e-1", kOne, "A-1", R"(,"status":"validated")" + reached_by("03 123 456")));
  setting.effects("productCreateEvent", product("e-2", kOne, "P-1", of_customer("A-1", "PS-101", "active")));
  EXPECT_EQ(setting.effects("individualDeleteEvent", individual("e-3", kThree, "A-1", "")),
            "recorded, left, not-erased");
  const auto profile = setting.profile("A-1");
  EXPECT_EQ(profile->state, CustomerState::former);
  EXPECT_THAT(profile->services, IsEmpty());
  EXPECT_THAT(profile->telephones, ElementsAre("+9613123456"));
  // A product that is late does not bring a service back; the customer who comes back has it.
  setting.effects("productCreateEvent", product("e-4", kTwo, "P-2", of_customer("A-1", "PS-101", "active")));
  EXPECT_THAT(setting.profile("A-1")->services, IsEmpty());
  setting.effects("individualCreateEvent", individual("e-5", "2026-05-04T00:00:00Z", "A-1"));
  EXPECT_THAT(setting.profile("A-1")->services, ElementsAre("local"));
}

TEST(Notifications, ABatchIsOneForEachCustomer) {
  Setting setting;
  setting.effects("individualCreateEvent", individual("e-1", kOne, "A-1"));
  setting.effects("individualCreateEvent", individual("e-2", kOne, "A-2"));
  const auto item = [](std::string_view id, std::string_view account, std::string_view specification) {
    return R"({"id":")" + std::string(id) + "\"" + of_customer(account, specification, "active") + "}";
  };
  const std::string batch = R"({"eventId":"b-1","eventType":"ProductCreateEvent","eventTime":"2026-05-02T00:00:00Z",)"
                            R"("event":{"product":[)" +
                            item("P-1", "A-1", "PS-101") + "," + item("P-2", "A-2", "PS-101") + "," +
                            item("P-3", "A-1", "PS-ROUTER") + "]}}";
  EXPECT_EQ(setting.effects("productBatchEvent", batch), "recorded");
  EXPECT_THAT(setting.profile("A-1")->services, ElementsAre("local"));
  EXPECT_THAT(setting.profile("A-2")->services, ElementsAre("local"));
  EXPECT_EQ(setting.effects("productBatchEvent", batch), "repeated");
  // One that cannot be placed, and nothing of it is recorded.
  const std::size_t size = setting.size();
  const std::string half = R"({"eventId":"b-2","event":{"product":[)" + item("P-4", "A-1", "PS-101") +
                           R"(,{"id":"P-5","status":"active"}]}})";
  EXPECT_EQ(setting.send("productBatchEvent", half).status, 409U);
  EXPECT_EQ(setting.size(), size);
}

TEST(Notifications, AProductStaysWithItsCustomer) {
  Setting setting;
  EXPECT_EQ(setting.send("productStateChangeEvent", product("e-0", kOne, "P-1", R"(,"status":"active")")).status, 409U);
  setting.effects("productCreateEvent", product("e-1", kOne, "P-1", of_customer("A-1", "PS-101", "active")));
  const std::size_t size = setting.size();
  const auto moved = setting.send("productAttributeValueChangeEvent",
                                  product("e-2", kTwo, "P-1", of_customer("A-2", "PS-101", "active")));
  EXPECT_EQ(moved.status, 409U);
  EXPECT_THAT(moved.body, testing::HasSubstr("belongs to another account"));
  EXPECT_EQ(setting.size(), size);
}

// Two senders may number their notifications alike.
TEST(Notifications, AnEventIdIsItsSendersOwn) {
  Setting setting;
  setting.effects("individualCreateEvent", individual("1", kOne, "A-1"));
  EXPECT_EQ(setting.effects("productCreateEvent", product("1", kOne, "P-1", of_customer("A-1", "PS-101", "active"))),
            "recorded");
  const auto tree = json::read_tree(individual("1", kTwo, "A-1", R"(,"status":"closed")"));
  const auto heard = setting.listener->hear({tmf_listener::About::individual, tmf_listener::Happened::state_changed},
                                            *tree, "another");
  ASSERT_TRUE(heard);
  EXPECT_EQ(heard->effects.list(), "recorded, left");
}

TEST(Notifications, TheAccountMayStandInAReferenceOrACharacteristic) {
  const std::string rest = test::text_of("examples/tmf-listener.toml");
  for (
      const auto& [from, members] :
      {std::pair<std::string, std::string>{
           "from = \"external_reference\"\nname = \"accountNumber\"",
           R"(,"externalReference":[{"externalReferenceType":"crm","name":"x"},{"externalReferenceType":"AccountNumber","name":"A-1"}])"},
       {"from = \"external_reference\"\nname = \"accountNumber\"",
        R"(,"externalReference":[{"externalIdentifierType":"accountNumber","id":"A-1","@type":"ExternalIdentifier"}])"},
       {"from = \"characteristic\"\nname = \"account\"",
        R"(,"partyCharacteristic":[{"name":"account","value":"A-1"}])"}}) {
    std::string text = rest;
    text.replace(text.find("from = \"id\""), 11, from);
    Setting setting(mapping_of(text));
    // Not known yet: it is to be sent again. A party without an account is no customer.
    EXPECT_EQ(setting.send("individualStateChangeEvent", individual("e-0", kTwo, "I-1", "")).status, 409U);
    EXPECT_EQ(
        setting.send("productCreateEvent", product("e-0", kTwo, "P-1", of_customer("I-1", "PS-101", "active"))).status,
        409U);
    EXPECT_EQ(setting.effects("individualCreateEvent", individual("e-1", kOne, "I-2")), "no-customer");
    EXPECT_EQ(setting.size(), 0U);
    EXPECT_EQ(
        setting.effects("individualCreateEvent", individual("e-2", kOne, "I-1", R"(,"status":"validated")" + members)),
        "recorded");
    EXPECT_EQ(
        setting.effects("productCreateEvent", product("e-3", kTwo, "P-1", of_customer("I-1", "PS-101", "active"))),
        "recorded");
    setting.effects("individualDeleteEvent", individual("e-4", kThree, "I-1", ""));
    ASSERT_TRUE(setting.profile("A-1"));
    EXPECT_EQ(setting.profile("A-1")->state, CustomerState::former);
    EXPECT_THAT(setting.entries("I-1"), IsEmpty());
    std::string other = members;
    other.replace(other.find("A-1"), 3, "A-9");
    EXPECT_EQ(setting.send("individualAttributeValueChangeEvent", individual("e-5", kThree, "I-1", other)).status,
              409U);
  }
}

TEST(Notifications, TheBillingAccountMayBeTheAccount) {
  std::string text = test::text_of("examples/tmf-listener.toml");
  text.replace(text.find("\"related_party\""), 15, "\"billing_account\"");
  Setting setting(mapping_of(text));
  setting.effects("individualCreateEvent", individual("e-1", kOne, "A-1"));
  EXPECT_EQ(
      setting.effects(
          "productCreateEvent",
          product("e-2", kOne, "P-1",
                  R"(,"billingAccount":{"id":"A-1"},"productOffering":{"id":"PO-HOME-BUNDLE"},"status":"active")")),
      "recorded");
  EXPECT_THAT(setting.profile("A-1")->services, ElementsAre("internet", "local"));
}

}  // namespace assent::tmf_listener_test::customers_test
