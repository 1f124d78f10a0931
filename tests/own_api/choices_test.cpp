// Customers' choices, recorded over HTTP: a refusal gets in, whatever else stands beside it; an approval does not.

#include "authzen/setting.hpp"
#include "ledger/fold.hpp"
#include "own_api/routes.hpp"

#include <boost/json.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace assent::own_api_test {
namespace {

using access::Role;
using testing::HasSubstr;

struct Recording {
  authzen_test::Setting setting;
  api_test::Served served{own_api::choice_routes(*setting.engine)};
  std::string account = setting.accounts.front();

  std::string about(std::string_view rest = "") const {
    return "{\"account\":\"" + account + "\"" + std::string(rest) + "}";
  }
  // The newest entry of an account.
  ledger::Recorded newest(std::string_view of) { return setting.ledger.entries_of(of).value().back(); }
  std::size_t entries(std::string_view of) { return setting.ledger.entries_of(of).value().size(); }
};

TEST(RecordOverHttp, AnOptOutIsRecordedAsSaid) {
  Recording in;
  const auto got =
      in.served.post("/v1/opt-outs",
                     in.about(R"(,"scope":["agent"],"channel":"web","by":"owner","evidence":{"reference":"form/81"})"));
  EXPECT_EQ(got.status, 201U) << got.body;
  const auto said = boost::json::parse(got.body).as_object();
  EXPECT_FALSE(said.at("repeated").as_bool());
  EXPECT_TRUE(said.at("mended").is_null());
  const evidence::Entry entry = in.newest(in.account).entry;
  EXPECT_EQ(entry.actor, "service-1");
  EXPECT_EQ(entry.channel, "web");
  ASSERT_TRUE(std::holds_alternative<evidence::OptOutRecorded>(entry.body));
  EXPECT_EQ(std::get<evidence::OptOutRecorded>(entry.body).evidence.reference, "form/81");
}

TEST(RecordOverHttp, AReceiptSaysWhatWasRecordedButNotWhatItChanged) {
  Recording in;
  const api_test::Fields minimal{{"Prefer", "respond-async, Return = \"minimal\""}, {"Idempotency-Key", "web-4712"}};
  const auto got = in.served.post("/v1/opt-outs", in.about(R"(,"effective":"2026-01-02T08:00:00Z")"), minimal);
  EXPECT_EQ(got.status, 201U) << got.body;
  EXPECT_EQ(got.header("Preference-Applied"), "return=minimal");
  const auto said = boost::json::parse(got.body).as_object();
  EXPECT_FALSE(said.contains("changes"));
  EXPECT_FALSE(said.at("account_unknown").as_bool());
  const ledger::Recorded newest = in.newest(in.account);
  EXPECT_EQ(said.at("entry").as_string(), entry_name(newest.position));
  EXPECT_TRUE(std::holds_alternative<evidence::OptOutRecorded>(newest.entry.body));

  // A repetition says what was recorded first.
  const auto again = in.served.post("/v1/opt-outs", in.about(R"(,"effective":"2026-01-02T08:00:00Z")"), minimal);
  EXPECT_EQ(again.status, 200U);
  EXPECT_EQ(boost::json::parse(again.body).at("recorded"), said.at("recorded"));

  const auto stranger = in.served.post("/v1/opt-outs", R"({"account":"nobody-yet"})", {{"Prefer", "return=minimal"}});
  EXPECT_EQ(stranger.status, 201U);
  EXPECT_TRUE(boost::json::parse(stranger.body).at("account_unknown").as_bool());

  const auto whole = in.served.post("/v1/opt-outs", in.about(), {{"Prefer", "return=representation"}});
  EXPECT_FALSE(whole.header("Preference-Applied").has_value());
  EXPECT_FALSE(boost::json::parse(whole.body).at("changes").as_array().empty());
}

TEST(RecordOverHttp, TheSameKeyRecordsOnce) {
  Recording in;
  const api_test::Fields key{{"Idempotency-Key", "web-4711"}};
  const auto first = in.served.post("/v1/opt-outs", in.about(), key);
  const std::size_t entries = in.entries(in.account);
  const auto second = in.served.post("/v1/opt-outs", in.about(), key);
  EXPECT_EQ(first.status, 201U);
  EXPECT_EQ(second.status, 200U);
  EXPECT_EQ(in.entries(in.account), entries);
  const auto other = in.served.post("/v1/withdrawals", in.about(), key);
  EXPECT_EQ(other.status, 409U);
  EXPECT_THAT(other.body, HasSubstr("\"code\":\"conflict\""));
  EXPECT_EQ(in.served.post("/v1/opt-outs", in.about(), {{"Idempotency-Key", std::string(256, 'k')}}).status, 400U);
}

// The refusal law, over HTTP: what cannot be read is left out, and the response says so.
TEST(RecordOverHttp, ARefusalIsTurnedAwayForNothingThatItSays) {
  for (const char* rest :
       {R"(,"scope":"agent")", R"(,"scope":["no such recipient"])", R"(,"scope":[1])", R"(,"effective":"yesterday")",
        R"(,"evidence":"a letter")", R"(,"evidence":{"sha256":"abc"})", R"(,"evidence":{"reference":"+96555123456"})",
        R"(,"regime":"no_such")", R"(,"provisional":"yes")", R"(,"postmarked":"2026-13-01")", R"(,"by":7)",
        R"(,"classes":["UPPER CASE"])", R"(,"language":"xx")", R"(,"channel":null)", R"(,"unknown":{"a":[1e400]})"}) {
    Recording in;
    const auto got = in.served.post("/v1/opt-outs", in.about(rest));
    EXPECT_EQ(got.status, 201U) << rest << got.body;
    EXPECT_TRUE(std::holds_alternative<evidence::OptOutRecorded>(in.newest(in.account).entry.body)) << rest;
    EXPECT_EQ(in.served.post("/v1/withdrawals", in.about(rest)).status, 201U) << rest;
  }
  Recording in;
  EXPECT_THAT(in.served.post("/v1/opt-outs", in.about(R"(,"scope":7)")).body,
              HasSubstr("`scope` is not a list of strings"));
}

TEST(RecordOverHttp, ARefusalOfSomebodyUnknownIsKept) {
  Recording in;
  const auto got = in.served.post("/v1/opt-outs", R"({"account":"never seen"})");
  EXPECT_EQ(got.status, 201U);
  EXPECT_THAT(got.body, HasSubstr("\"account_unknown\":true"));
  const auto number = in.served.post("/v1/opt-outs", R"({"telephone":"03 123 456","country":"LB"})");
  EXPECT_EQ(number.status, 201U) << number.body;
  EXPECT_THAT(number.body, HasSubstr("\"kept_for_number\":true"));
}

TEST(RecordOverHttp, WhomItIsAboutMustBeSaid) {
  Recording in;
  for (const char* body :
       {"{}", R"({"account":""})", R"({"account":7})", R"({"account":"a","telephone":"+9613123456"})",
        R"({"telephone":"not a number"})", "[]", "7"}) {
    const auto got = in.served.post("/v1/opt-outs", body);
    EXPECT_EQ(got.status, 400U) << body;
    EXPECT_THAT(got.body, testing::Not(HasSubstr("9613123456")));
  }
}

TEST(RecordOverHttp, AnApprovalNeedsAllThatItNames) {
  Recording in;
  const std::string sound = R"(,"recipients":["carrier"],"evidence":{"reference":"call/9"},"channel":"call_centre")";
  EXPECT_EQ(in.served.post("/v1/opt-ins", in.about(sound)).status, 201U);
  const std::size_t entries = in.entries(in.account);
  for (const char* rest :
       {"", R"(,"evidence":{})", R"(,"evidence":{"reference":"+96555123456"})",
        R"(,"evidence":{"reference":"a"},"until":"soon")", R"(,"evidence":{"reference":"a"},"recipients":"carrier")",
        R"(,"evidence":{"reference":"a"},"form":"no_such_form")",
        R"(,"evidence":{"reference":"a"},"effective":"2099-01-01T00:00:00Z")"}) {
    EXPECT_EQ(in.served.post("/v1/opt-ins", in.about(rest)).status, 400U) << rest;
  }
  EXPECT_EQ(in.served.post("/v1/opt-ins", in.about(sound + R"(,"regime":"no_such")")).status, 404U);
  EXPECT_EQ(in.served.post("/v1/opt-ins", R"({"account":"never seen","evidence":{"reference":"a"}})").status / 100, 4U);
  EXPECT_EQ(in.served.post("/v1/opt-ins", R"({"telephone":"+9613123456","evidence":{"reference":"a"}})").status, 400U);
  EXPECT_EQ(in.entries(in.account), entries);
}

// A caller wrote `ofers`, and the approval counted for every offer: a condition that is misspelt is no condition.
TEST(RecordOverHttp, AMisspeltConditionIsNoApprovalWithoutIt) {
  Recording in;
  const std::size_t entries = in.entries(in.account);
  for (const auto& [rest, name] : std::vector<std::pair<std::string, std::string>>{
           {R"(,"ofers":["internet"],"evidence":{"reference":"call/9"})", "`ofers` is not known"},
           {R"(,"evidence":{"reference":"call/9","until":"2026-12-31"})", "`evidence.until` is not known"},
           {R"(,"evidence":{"reference":"call/9"},"+96555123456":1)", "a member has a name that is not known"}}) {
    const auto got = in.served.post("/v1/opt-ins", in.about(rest));
    EXPECT_EQ(got.status, 400U) << rest;
    EXPECT_THAT(got.body, HasSubstr(name));
    EXPECT_THAT(got.body, HasSubstr("unknown_member"));
    EXPECT_THAT(got.body, testing::Not(HasSubstr("96555123456")));
  }
  EXPECT_EQ(in.entries(in.account), entries);
  // A refusal without its limits is a wider one: it counts, and says what was left out.
  const auto refused = in.served.post("/v1/opt-outs", in.about(R"(,"clases":["ads"])"));
  EXPECT_EQ(refused.status, 201U);
  EXPECT_THAT(refused.body, HasSubstr("left out: `clases` is not known"));
}

TEST(RecordOverHttp, WhatItSaysIsInTheLanguageAskedFor) {
  Recording in;
  const auto french = boost::json::parse(in.served.post("/v1/opt-outs", in.about(R"(,"language":"fr")")).body);
  const auto english = boost::json::parse(in.served.post("/v1/opt-outs", in.about()).body);
  EXPECT_NE(french.at("what"), english.at("what"));
}

TEST(RecordOverHttp, OnlyWhoMayRecord) {
  Recording in;
  for (const Role role : {Role::campaign_manager, Role::partner, Role::administrator, Role::compliance}) {
    EXPECT_EQ(
        in.served.ask(role, http::Method::post, "/v1/opt-outs", in.about(), {{"Content-Type", "application/json"}})
            .status,
        403U);
  }
  EXPECT_EQ(
      in.served.ask(Role::agent, http::Method::post, "/v1/opt-outs", in.about(), {{"Content-Type", "application/json"}})
          .status,
      201U);
}

// A customer's token speaks only for that customer.
TEST(RecordOverHttp, CustomersActForThemselvesOnly) {
  Recording in;
  const api::Routes routes(own_api::choice_routes(*in.setting.engine));
  const auto refuse = [&](const std::string& body, std::string account, std::string telephone) {
    const http::Request request{{http::Method::post, "POST", "/v1/opt-outs", "", {}, nullptr}, body};
    access::Caller caller;
    caller.id = "page";
    caller.role = Role::customer;
    caller.account = std::move(account);
    caller.telephone = std::move(telephone);
    json::Document document;
    EXPECT_TRUE(document.read(body));
    const json::Value root = document.root();
    api::Call call{request, caller, in.setting.engine->now(), "id", &root, {}};
    return routes.find(http::Method::post, "/v1/opt-outs").route->respond(call).status;
  };
  const std::string other = in.setting.accounts.at(1);
  EXPECT_EQ(refuse("{}", in.account, ""), 201U);
  EXPECT_EQ(refuse(in.about(), in.account, ""), 201U);
  EXPECT_EQ(refuse("{}", "", "+9613123456"), 201U);
  EXPECT_EQ(refuse(R"({"telephone":"+9613123456"})", "", "+9613123456"), 201U);
  const std::size_t entries = in.entries(in.account);
  EXPECT_EQ(refuse(in.about(), other, ""), 403U);
  EXPECT_EQ(refuse(in.about(), "", "+9613123456"), 403U);
  EXPECT_EQ(refuse(R"({"telephone":"+9613123457"})", "", "+9613123456"), 403U);
  EXPECT_EQ(refuse(R"({"telephone":"+9613123456"})", in.account, ""), 403U);
  EXPECT_EQ(in.entries(in.account), entries);
}

}  // namespace
}  // namespace assent::own_api_test
