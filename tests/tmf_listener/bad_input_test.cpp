// What cannot be read changes nothing, and the answer says what to mend without repeating what was sent.

#include "tmf_listener/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::tmf_listener_test::bad_input_test {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kOne = "2026-05-01T00:00:00Z";

struct Wrong {
  const char* path;
  std::string body;
  const char* told;
};

std::string many(std::string_view item, std::size_t count) {
  std::string list;
  for (std::size_t i = 0; i < count; ++i) list += (i == 0 ? "" : ",") + std::string(item);
  return "[" + list + "]";
}

TEST(Faults, EachIsNamed) {
  const std::string number = R"({"mediumType":"phone","characteristic":{"phoneNumber":"03 123 456"}})";
  const Wrong wrongs[] = {
      {"individualCreateEvent", "7", "not an object"},
      {"individualCreateEvent", "[]", "not an object"},
      {"individualCreateEvent", "{}", "`event.individual` is missing"},
      {"individualCreateEvent", R"({"event":{"organization":{"id":"A-1"}}})", "`event.individual` is missing"},
      {"individualCreateEvent", R"({"event":{"individual":[{"id":"A-1"}]}})", "not an object"},
      {"individualCreateEvent", R"({"event":{"individual":{}}})", "`event.individual.id`"},
      {"individualCreateEvent", R"({"event":{"individual":{"id":7}}})", "`event.individual.id`"},
      {"individualCreateEvent", individual("e", kOne, std::string(300, 'x')), "`event.individual.id`"},
      {"individualCreateEvent", individual("e", kOne, std::string(65, 'x')), "1 to 64 bytes"},
      {"individualCreateEvent", individual("e", kOne, "number:7"), "does not begin with"},
      {"individualCreateEvent", individual("e", kOne, "carrier:7"), "does not begin with"},
      {"individualCreateEvent", individual("", kOne, "A-1"), "`eventId`"},
      {"individualCreateEvent", individual(std::string(300, 'x'), kOne, "A-1"), "`eventId`"},
      {"individualCreateEvent", R"({"eventId":7,"event":{"individual":{"id":"A-1"}}})", "`eventId`"},
      {"individualCreateEvent", individual("e", "yesterday", "A-1"), "`eventTime`"},
      {"individualCreateEvent", R"({"timeOcurred":7,"event":{"individual":{"id":"A-1"}}})", "`timeOcurred`"},
      {"individualCreateEvent", R"({"eventType":"IndividualDeleteEvent","event":{"individual":{"id":"A-1"}}})",
       "`eventType`"},
      {"individualCreateEvent", individual("e", kOne, "A-1", R"(,"status":7)"), "`status`"},
      {"individualCreateEvent", individual("e", kOne, "A-1", R"(,"contactMedium":{})"), "`contactMedium`"},
      {"individualCreateEvent", individual("e", kOne, "A-1", R"(,"contactMedium":[7])"), "`contactMedium`"},
      {"individualCreateEvent", individual("e", kOne, "A-1", ",\"contactMedium\":" + many(number, 101)),
       "more than 100"},
      {"individualCreateEvent", individual("e", kOne, "A-1", R"(,"partyCharacteristic":"x")"), "`partyCharacteristic`"},
      {"productCreateEvent", product("e", kOne, "P-1", R"(,"relatedParty":{})"), "`relatedParty`"},
      {"productCreateEvent",
       product("e", kOne, "P-1", R"(,"relatedParty":[{"role":"customer","id":"A-1"},{"role":"user","id":"A-2"}])"),
       "two parties"},
      {"productCreateEvent", product("e", kOne, "P-1", R"(,"relatedParty":[{"role":"customer"}])"),
       "`relatedParty.id`"},
      {"productBatchEvent", R"({"event":{"product":[]}})", "1 to 1000"},
      {"productBatchEvent", R"({"event":{"product":)" + many(R"({"id":"P"})", 1001) + "}}", "1 to 1000"},
      {"productBatchEvent",
       R"({"event":{"product":[{"id":"P","billingAccount":{"id":"A-1"},"relatedParty":[{"role":"customer","id":"A-1"}]},)"
       R"({"id":"P","relatedParty":[{"role":"customer","id":"A-2"}]}]}})",
       "one product to two customers"}};
  Setting setting;
  for (const Wrong& each : wrongs) {
    const auto got = setting.send(each.path, each.body);
    EXPECT_EQ(got.status, 400U) << each.body.substr(0, 200) << got.body;
    EXPECT_THAT(got.body, HasSubstr(each.told)) << each.body.substr(0, 200);
    EXPECT_THAT(got.body, Not(HasSubstr("03 123")));
    EXPECT_THAT(got.body, HasSubstr("\"status\":\"400\""));
    EXPECT_EQ(setting.size(), 0U) << each.body.substr(0, 200);
  }
  EXPECT_EQ(setting.send("individualCreateEvent", "{").status, 400U);
  EXPECT_EQ(setting.send("individualCreateEvent", std::string(300'000, ' ')).status, 413U);
}

// The rest of it counts: a customer who left must not stay because a number is wrong.
TEST(Faults, WhatCannotBeUsedIsLeftOut) {
  Setting setting;
  const std::string said =
      R"(,"status":"validated","partyCharacteristic":[{"name":"timeZone","value":"Mars/Base"},)"
      R"({"name":"customerSince","value":"long ago"},{"name":"preferredLanguage","value":"Arabic language"}],)"
      R"("contactMedium":[{"characteristic":{"phoneNumber":"call me"}},{"characteristic":{"phoneNumber":"03 123 456"}},)"
      R"({"characteristic":{"emailAddress":"none"}},{"characteristic":{"street1":"Hamra 7","country":"Nowhere"}}])";
  EXPECT_EQ(setting.effects("individualCreateEvent", individual("e-1", kOne, "A-1", said)), "recorded, left-out");
  const auto profile = setting.profile("A-1");
  ASSERT_TRUE(profile);
  EXPECT_THAT(profile->telephones, testing::ElementsAre("+9613123456"));
  EXPECT_EQ(profile->language, "ar");
  EXPECT_EQ(profile->time_zone, "Asia/Beirut");
  EXPECT_FALSE(profile->activated);
  EXPECT_TRUE(profile->address.lines.empty());
}

TEST(Faults, ATimeWithMoreDigitsThanAnInstantHasIsRead) {
  Setting setting;
  EXPECT_EQ(setting.effects("individualCreateEvent", individual("e-1", "2026-05-01T00:00:00.1234567+02:00", "A-1")),
            "recorded");
}

TEST(Faults, ACustomerHasAThousandProductsAtMost) {
  Setting setting;
  for (int part = 0; part < 2; ++part) {
    std::string list;
    for (int i = 0; i < 500; ++i) {
      list += (i == 0 ? "" : ",") + (R"({"id":"P-)" + std::to_string(part * 500 + i) + "\"") +
              of_customer("A-1", "PS-101", "active") + "}";
    }
    EXPECT_EQ(setting.effects("productBatchEvent", R"({"event":{"product":[)" + list + "]}}"), "untimed, waits");
  }
  const auto got =
      setting.send("productCreateEvent", product("e", kOne, "P-1000", of_customer("A-1", "PS-101", "active")));
  EXPECT_EQ(got.status, 409U);
  EXPECT_THAT(got.body, HasSubstr("more than 1000 products"));
  setting.clock.set(service_test::at("2026-06-02T08:00:00Z"));
  EXPECT_EQ(setting.effects("productStateChangeEvent", product("f", "", "P-7", R"(,"status":"terminated")")),
            "untimed, waits");
}

// Neither the log nor a place in the ledger has a party's or product's id: it may be a telephone number.
TEST(Faults, NoIdStandsInTheLogOrInTheNameOfAPlace) {
  Setting setting;
  setting.effects("individualCreateEvent",
                  individual("e-1", kOne, "A-1", R"(,"status":"validated")" + reached_by("03 123 456")));
  setting.effects("productCreateEvent", product("e-2", kOne, "+9613123456", of_customer("A-1", "PS-101", "active")));
  setting.send("productStateChangeEvent", product("e-3", kOne, "+9613777777", R"(,"status":"active")"));
  ASSERT_FALSE(setting.served->log.lines.empty());
  for (const std::string& line : setting.served->log.lines) {
    EXPECT_THAT(line, Not(AnyOf(HasSubstr("3123456"), HasSubstr("123 456"), HasSubstr("3777777"), HasSubstr("A-1"))));
  }
  std::size_t places = 0;
  EXPECT_TRUE(setting.ledger.scan({0, 0}, [&](Position, evidence::ByteView bytes) {
    const auto account = evidence::decode_account(bytes);
    places += account && account->starts_with(tmf_listener::kProductAccounts) ? 1U : 0U;
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    EXPECT_EQ(text.find("3123456"), std::string_view::npos);
    return true;
  }));
  EXPECT_EQ(places, 1U);
}

}  // namespace assent::tmf_listener_test::bad_input_test
