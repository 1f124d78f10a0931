// Who registered is told of each change: in order, again until it is taken, and after a restart, too.

#include "tmf644/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::tmf644_test::hub_test {

using http::Method;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const api_test::Fields kJson{{"Content-Type", "application/json"}};

struct Told : Setting {
  std::string subscribe(std::string_view query = "", std::string_view path = kHub) {
    return kept(path, R"({"callback":"https://crm.example/privacy","query":")" + std::string(query) + "\"}");
  }
  std::string add(std::string_view status = "active") {
    return kept(kSpecifications,
                R"({"name":"n","status":")" + std::string(status) + R"(","partyPrivacyProfileSpecCharacteristic":[]})");
  }
  void change(const std::string& id, std::string_view body) {
    EXPECT_EQ(send(Method::patch, std::string(kSpecifications) + "/" + id, body, kJson).status, 200U);
  }
  // Tells all there is now; the types of the events, in order.
  std::vector<std::string> told() {
    while (delivery->round().value()) {
    }
    std::vector<std::string> types;
    for (const auto& each : messages.sent) types.push_back(text_in(each.body, "eventType"));
    return types;
  }
  void later(std::chrono::seconds by) { clock.set(clock.now() + by); }
};

TEST(PrivacyHub, EachChangeIsTold) {
  Told hub;
  hub.add();
  hub.subscribe();
  const std::string id = hub.add();
  hub.change(id, R"({"name":"other"})");
  hub.change(id, R"({"status":"retired"})");
  hub.change(id, R"({"status":"active","name":"n"})");
  hub.send(Method::delete_, std::string(kSpecifications) + "/" + id);
  const std::string type = "PartyPrivacyProfileSpecification";
  EXPECT_THAT(hub.told(),
              ElementsAre(type + "CreateEvent", type + "AttributeValueChangeEvent", type + "StatusChangeEvent",
                          type + "StatusChangeEvent", type + "AttributeValueChangeEvent", type + "DeleteEvent"));
  const auto& created = hub.messages.sent.front();
  EXPECT_EQ(created.address, "https://crm.example/privacy");
  EXPECT_EQ(text_in(created.body, "event.partyPrivacyProfileSpecification.id"), id);
  EXPECT_EQ(text_in(created.body, "event.partyPrivacyProfileSpecification.name"), "n");
  EXPECT_EQ(text_in(created.body, "timeOcurred"), text_in(created.body, "eventTime"));
  EXPECT_EQ(tree(text_in(hub.messages.sent.back().body, "event.partyPrivacyProfileSpecification")).keys,
            (std::vector<std::string>{"id", "href"}));
  EXPECT_THAT(hub.told(), SizeIs(6));
}

TEST(PrivacyHub, TheQueryChoosesWhatIsTold) {
  Told hub;
  hub.subscribe(
      "eventType=PartyPrivacyProfileSpecificationStatusChangeEvent&event.partyPrivacyProfileSpecification.status="
      "retired");
  const std::string id = hub.add();
  hub.change(id, R"({"status":"draft"})");
  hub.change(id, R"({"status":"retired","name":"m"})");
  EXPECT_THAT(hub.told(), ElementsAre("PartyPrivacyProfileSpecificationStatusChangeEvent"));
}

TEST(PrivacyHub, WhatIsNotTakenIsToldAgainLaterAndNothingOvertakesIt) {
  Told hub;
  hub.subscribe();
  const std::string one = hub.add();
  hub.add();
  hub.messages.answers = {500, 0, 404};
  EXPECT_THAT(hub.told(), SizeIs(1));
  EXPECT_THAT(hub.told(), SizeIs(1));  // not before its time
  hub.later(std::chrono::seconds{1});
  EXPECT_THAT(hub.told(), SizeIs(2));
  hub.later(std::chrono::seconds{1});
  EXPECT_THAT(hub.told(), SizeIs(2));
  hub.later(std::chrono::seconds{1});
  EXPECT_THAT(hub.told(), SizeIs(3));
  hub.later(std::chrono::seconds{4});
  EXPECT_THAT(hub.told(), SizeIs(5));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(hub.messages.sent[static_cast<std::size_t>(i)].body, hub.messages.sent[0].body);
  EXPECT_EQ(text_in(hub.messages.sent[0].body, "event.partyPrivacyProfileSpecification.id"), one);
  ASSERT_THAT(hub.log.lines, SizeIs(3));
  for (const std::string& line : hub.log.lines) {
    EXPECT_THAT(line, HasSubstr("\"event\":\"not_told\""));
    EXPECT_THAT(line, testing::Not(HasSubstr("crm.example")));
  }
}

// One receiver that is down holds up nobody else.
TEST(PrivacyHub, EachRegistrationWaitsForItself) {
  Told hub;
  hub.subscribe();
  hub.kept(kHub, R"({"callback":"https://crm.example/other"})");
  hub.add();
  hub.messages.answers = {503};
  hub.told();
  ASSERT_THAT(hub.messages.sent, SizeIs(2));
  EXPECT_EQ(hub.messages.sent[1].address, "https://crm.example/other");
}

TEST(PrivacyHub, ARegistrationSurvivesARestartAndNothingIsLost) {
  Told hub;
  hub.subscribe();
  hub.add();
  hub.messages.answers = {503};
  EXPECT_THAT(hub.told(), SizeIs(1));
  // Another process goes on from the ledger; what was not noted comes again, under the same id.
  tmf644::Delivery next(*hub.documents, *hub.hub, hub.messages, hub.clock, hub.log, "https://privacy.example");
  while (next.round().value()) {
  }
  ASSERT_THAT(hub.messages.sent, SizeIs(2));
  EXPECT_EQ(hub.messages.sent[0].body, hub.messages.sent[1].body);
  next.note_all();
  tmf644::Delivery third(*hub.documents, *hub.hub, hub.messages, hub.clock, hub.log, "https://privacy.example");
  while (third.round().value()) {
  }
  EXPECT_THAT(hub.messages.sent, SizeIs(2));
  hub.add();
  while (third.round().value()) {
  }
  EXPECT_THAT(hub.messages.sent, SizeIs(3));
}

// A note of what was told is an entry, and no reason for another one.
TEST(PrivacyHub, WhereNothingHappensNothingIsRecorded) {
  Told hub;
  hub.subscribe();
  hub.add();
  hub.told();
  hub.later(std::chrono::minutes{2});
  hub.told();
  const auto size = hub.ledger.heads().value().front().size;
  for (int i = 0; i < 10; ++i) {
    hub.later(std::chrono::minutes{2});
    hub.told();
  }
  EXPECT_EQ(hub.ledger.heads().value().front().size, size);
}

TEST(PrivacyHub, WhoLeavesIsToldNoMore) {
  Told hub;
  const std::string id = hub.subscribe();
  EXPECT_EQ(hub.send(Method::delete_, std::string(kHub) + "/" + id).status, 204U);
  EXPECT_EQ(hub.send(Method::delete_, std::string(kHub) + "/" + id).status, 404U);
  hub.add();
  EXPECT_THAT(hub.told(), IsEmpty());
}

TEST(PrivacyHub, OnlyAllowedAddressesAreCalled) {
  Told hub;
  for (const char* body :
       {R"({"callback":"https://crm.example.evil.test/"})", R"({"callback":"http://crm.example/"})", R"({})",
        R"({"callback":7})", R"({"callback":"https://crm.example/ x"})", R"([])",
        R"({"callback":"https://crm.example/","query":"fields=id"})",
        R"({"callback":"https://crm.example/","query":7})", R"({"callback":"https://crm.example/","query":"%zz"})"}) {
    EXPECT_EQ(hub.send(Method::post, kHub, body, kJson).status, 400U) << body;
  }
  hub.subscribe();
  // The mapping does not allow it any more.
  hub.documents->use(mapping_of("version = \"2\"\n[customer]\nreferred_types = [\"Individual\"]\n"));
  hub.add();
  EXPECT_THAT(hub.told(), IsEmpty());
}

TEST(PrivacyHub, VersionFiveIsToldInItsForm) {
  Told hub;
  hub.subscribe("", "/tmf-api/privacyManagement/v5/hub");
  hub.add();
  hub.told();
  ASSERT_THAT(hub.messages.sent, SizeIs(1));
  EXPECT_EQ(text_in(hub.messages.sent[0].body, "event.partyPrivacyProfileSpecification.lifecycleStatus"), "active");
  EXPECT_EQ(text_in(hub.messages.sent[0].body, "event.partyPrivacyProfileSpecification.@type"),
            "PartyPrivacyProfileSpecification");
}

// Personal data of a customer is in the message, and never in a log.
TEST(PrivacyHub, AProfileIsToldWithWhatItSays) {
  Told hub;
  hub.subscribe();
  hub.kept(kProfiles, profile("A-1", characteristic("EmailAddress", "false")));
  EXPECT_THAT(hub.told(), ElementsAre("PartyPrivacyProfileCreateEvent"));
  EXPECT_EQ(text_in(hub.messages.sent[0].body, "event.partyPrivacyProfile.agreedByParty.id"), "A-1");
}

}  // namespace assent::tmf644_test::hub_test
