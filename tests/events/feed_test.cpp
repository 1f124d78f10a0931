// Each change is an event that says all that its reader needs, and nothing that identifies a customer.

#include "events/setting.hpp"
#include "wire/event.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/serialize.hpp>

namespace assent::events_test::feed_test {
namespace {

using evidence::EntryKind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
namespace bj = boost::json;

std::string text(const bj::value& value) { return std::string(value.as_string()); }

std::vector<std::string> ids(const events::Page& page) {
  std::vector<std::string> all;
  for (const auto& each : page.events) all.push_back(each.id);
  return all;
}

TEST(EventFeed, ARefusalSaysWhatItChangedForEachRecipient) {
  Setting carrier;
  carrier.add_customer("A-1");
  carrier.add("A-1", service_test::opt_in_for({"carrier", "agent"}));
  evidence::WithdrawalRecorded withdrawal;
  withdrawal.scope = Coverage::only({"agent"});
  withdrawal.evidence.reference = "recording/4711";
  withdrawal.about.channels = Coverage::only({"sms"});
  withdrawal.provisional = true;
  const auto event = carrier.event_at(carrier.add("A-1", withdrawal), "A-1");
  EXPECT_EQ(text(event.at("specversion")), "1.0");
  EXPECT_EQ(text(event.at("id")), "0-2");
  EXPECT_EQ(text(event.at("source")), "https://assent.example");
  EXPECT_EQ(text(event.at("type")), "assent.withdrawal.recorded");
  EXPECT_EQ(text(event.at("subject")), "A-1");
  EXPECT_EQ(text(event.at("partitionkey")), "A-1");
  EXPECT_EQ(text(event.at("time")), "2026-06-01T08:00:00Z");
  EXPECT_EQ(text(event.at("sequence")), "00000000000000000002");
  EXPECT_EQ(text(event.at("dataschema")), "https://assent.example/openapi.json#/components/schemas/event-data");
  const auto& data = event.at("data").as_object();
  EXPECT_EQ(text(data.at("entry")), "0/2");
  EXPECT_EQ(text(data.at("effective")), "2026-05-01T08:00:00Z");
  EXPECT_TRUE(data.at("provisional").as_bool());
  const auto& content = data.at("content").as_object();
  EXPECT_EQ(text(content.at("choice")), "withdrawn");
  EXPECT_EQ(bj::serialize(content.at("recipients")), R"({"all":false,"names":["agent"]})");
  EXPECT_EQ(bj::serialize(content.at("channels")), R"({"all":false,"names":["sms"]})");
  EXPECT_EQ(bj::serialize(content.at("parties")), R"({"all":true,"names":[]})");
  EXPECT_EQ(bj::serialize(content.at("evidence")), R"({"kept":true,"kind":"recording","sha256":null})");
  bool changed = false;
  for (const auto& each : data.at("changes").as_array()) {
    const auto& change = each.as_object();
    const bool agents = text(change.at("recipient")) == "agent";
    EXPECT_TRUE(agents || !change.at("changed").as_bool()) << each;
    changed = changed || (agents && change.at("changed").as_bool());
  }
  EXPECT_TRUE(changed);
}

TEST(EventFeed, NoEventIdentifiesACustomerOrNamesWhoRecordedIt) {
  Setting carrier;
  carrier.add_customer("A-1");
  carrier.opt_out("A-1");
  evidence::PrivacyDocumentRecorded document;
  document.type = "partyPrivacyProfile";
  document.id = "d1";
  document.text = R"({"name":"Someone Private"})";
  carrier.add("A-1", document);
  const auto page = carrier.feed->page({}, {}, 100).value();
  ASSERT_EQ(page.events.size(), 3U);
  for (const auto& each : page.events) {
    for (const char* secret : {"3123456", "someone", "Rue", "Private", "clerk-7"}) {
      EXPECT_THAT(each.json, Not(HasSubstr(secret)));
    }
  }
}

TEST(EventFeed, ACorrectionAndAReviewBringWhatTheyAreAbout) {
  Setting carrier;
  evidence::OptOutRecorded refusal;
  refusal.provisional = true;
  const Position first = carrier.add("A-1", refusal);
  evidence::ReviewRecorded review;
  review.reviewed = first;
  const auto reviewed = carrier.event_at(carrier.add("A-1", review), "A-1");
  const auto& concerns = reviewed.at("data").at("concerns").as_object();
  EXPECT_EQ(text(concerns.at("entry")), "0/0");
  EXPECT_EQ(text(concerns.at("kind")), "opt_out");
  EXPECT_EQ(text(concerns.at("content").at("choice")), "refused");
  evidence::CorrectionRecorded correction;
  correction.corrected = first;
  const auto corrected = carrier.event_at(carrier.add("A-1", correction), "A-1");
  EXPECT_EQ(text(corrected.at("data").at("concerns").at("entry")), "0/0");
  EXPECT_TRUE(corrected.at("data").at("content").at("effective").is_null());
}

// What comes later has no effect on what an event says: it is the same whenever it is sent.
TEST(EventFeed, AnEventIsTheSameWheneverItIsRead) {
  Setting carrier;
  carrier.add_customer("A-1");
  const Position position = carrier.opt_out("A-1");
  const auto before = carrier.event_at(position, "A-1");
  carrier.later(std::chrono::hours{1});
  carrier.add("A-1", service_test::opt_in_for({"carrier", "agent"}));
  evidence::AgreementRecorded agreement;
  agreement.party = "PX";
  agreement.from = service_test::on("2026-01-01");
  agreement.to = service_test::on("2026-12-31");
  carrier.add("", agreement);
  EXPECT_EQ(carrier.event_at(position, "A-1"), before);
}

TEST(EventFeed, APageGoesOnWhereTheFormerOneEnded) {
  Setting carrier;
  for (int i = 0; i < 5; ++i) carrier.opt_out("A-" + std::to_string(i % 2));
  const auto first = carrier.feed->page({}, {}, 2).value();
  EXPECT_THAT(ids(first), ElementsAre("0-0", "0-1"));
  EXPECT_EQ(first.customers, 2U);
  const auto second = carrier.feed->page(first.next, {}, 2).value();
  EXPECT_THAT(ids(second), ElementsAre("0-2", "0-3"));
  const auto third = carrier.feed->page(second.next, {}, 2).value();
  EXPECT_THAT(ids(third), ElementsAre("0-4"));
  const auto empty = carrier.feed->page(third.next, {}, 2).value();
  EXPECT_TRUE(empty.events.empty());
  EXPECT_EQ(empty.next, third.next);
  carrier.opt_out("A-9");
  EXPECT_THAT(ids(carrier.feed->page(empty.next, {}, 2).value()), ElementsAre("0-5"));
}

TEST(EventFeed, ATypeCanBeChosen) {
  Setting carrier;
  carrier.add_customer("A-1");
  carrier.opt_out("A-1");
  carrier.add_customer("A-2");
  const auto page = carrier.feed->page({}, {EntryKind::customer}, 100).value();
  EXPECT_THAT(ids(page), ElementsAre("0-0", "0-2"));
  EXPECT_EQ(events::to_string(page.next), "0/3");
}

TEST(EventFeed, ReadingsBooksAndKeysAreNoEvents) {
  for (const auto& [kind, account] :
       std::vector<std::pair<EntryKind, std::string>>{{EntryKind::reading, "A-1"},
                                                      {EntryKind::reading, "carrier:readings"},
                                                      {EntryKind::number_key, ""},
                                                      {EntryKind::privacy_document, "carrier:event_subscriptions"},
                                                      {EntryKind::privacy_document, "carrier:event_dead_letters/x"},
                                                      {EntryKind::privacy_document, "carrier:privacy_subscriptions"},
                                                      {EntryKind::privacy_document, "carrier:privacy_told/x"}}) {
    EXPECT_FALSE(events::is_event(kind, account)) << account;
  }
  EXPECT_TRUE(events::is_event(EntryKind::privacy_document, "carrier:privacy_documents/x"));
  EXPECT_TRUE(events::is_event(EntryKind::notice_published, ""));
}

TEST(EventFeed, WithoutAnAddressTheLedgerNamesItself) {
  Setting carrier("");
  const auto event = carrier.event_at(carrier.opt_out("A-1"), "A-1");
  EXPECT_THAT(text(event.at("source")),
              testing::MatchesRegex("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"));
  EXPECT_EQ(event.find("dataschema"), event.end());
  EXPECT_EQ(carrier.event_at(carrier.opt_out("A-2"), "A-2").at("source"), event.at("source"));
}

TEST(EventTypes, AreOneForEachKind) {
  for (std::size_t i = 1; i <= std::variant_size_v<evidence::Body>; ++i) {
    const auto kind = static_cast<EntryKind>(i);
    EXPECT_EQ(wire::kind_of_event(wire::event_type(kind)), kind);
  }
  EXPECT_EQ(wire::kind_of_event("assent.choice.recorded"), std::nullopt);
  EXPECT_EQ(wire::position_of_event("0-12"), (Position{0, 12}));
  for (const char* id : {"", "-", "0", "0-", "-1", "0-01", "0-1-2", "0/1", "a-1"}) {
    EXPECT_EQ(wire::position_of_event(id), std::nullopt) << id;
  }
}

}  // namespace
}  // namespace assent::events_test::feed_test
