// The paths of events: who may use them, what they say, and what they refuse.

#include "events/routes.hpp"
#include "events/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <boost/json/parse.hpp>

#include <deque>

namespace assent::events_test::routes_test {
namespace {

using access::Role;
using http::Method;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
namespace bj = boost::json;

class Receiver final : public webhook::Sender {
 public:
  Result<webhook::Response> send(const webhook::Message& message) override {
    asked.push_back(message.address);
    return response;
  }
  std::vector<std::string> asked;
  webhook::Response response{200, {{"WebHook-Allowed-Origin", "assent.example"}}};
};

struct Interface : Setting {
  Receiver receiver;
  events::Secrets secrets{evidence::Hash{9}};
  events::Handshake handshake{receiver, "assent.example"};
  events::Sending sending{*subscriptions, *delivery, handshake, secrets};
  std::optional<api_test::Served> served;

  explicit Interface(bool key = true) {
    auto routes = events::subscription_routes(*feed, key ? &sending : nullptr);
    routes.push_back(events::feed_route(*feed));
    served.emplace(std::move(routes));
  }

  api_test::Got post(std::string_view path, std::string_view body, Role role = Role::service) {
    return served->ask(role, Method::post, path, body, {{"Content-Type", "application/json"}});
  }
  api_test::Got get(std::string_view path, Role role = Role::service) { return served->ask(role, Method::get, path); }
  bj::object made(std::string_view body = R"({"address":"https://crm.example/hook","from":""})") {
    const auto got = post("/v1/subscriptions", body);
    EXPECT_EQ(got.status, 201U) << got.body;
    return bj::parse(got.body).as_object();
  }
};

std::string text(const bj::value& value) { return std::string(value.as_string()); }

TEST(EventRoutes, AFeedIsReadPageByPageAndEachPageIsOnRecord) {
  Interface in;
  in.opt_out("A-1");
  in.opt_out("A-2");
  const auto first = in.get("/v1/events?limit=1");
  ASSERT_EQ(first.status, 200U) << first.body;
  EXPECT_EQ(first.header("Content-Type"), "application/cloudevents-batch+json");
  EXPECT_EQ(first.header("Link"), R"(</v1/events?from=0/1&limit=1>; rel="next")");
  ASSERT_EQ(bj::parse(first.body).as_array().size(), 1U);
  const auto next = in.get("/v1/events?from=0/1&limit=500&type=assent.opt_out.recorded");
  EXPECT_THAT(next.body, HasSubstr("\"subject\":\"A-2\""));
  EXPECT_EQ(next.header("Link"), R"(</v1/events?from=0/3&limit=500&type=assent.opt_out.recorded>; rel="next")");
  const auto readings = in.ledger.entries_of("carrier:readings").value();
  ASSERT_EQ(readings.size(), 2U);
  EXPECT_EQ(std::get<evidence::ReadingRecorded>(readings.front().entry.body).operation, "events");
  // An empty page gives nothing away, and leaves no trace.
  const auto end = in.get("/v1/events?from=0/4");
  EXPECT_EQ(end.body, "[]");
  EXPECT_EQ(end.header("Link"), R"(</v1/events?from=0/4&limit=100>; rel="next")");
  EXPECT_EQ(in.ledger.entries_of("carrier:readings").value().size(), 2U);
}

TEST(EventRoutes, WhatAFeedCannotReadIsRefused) {
  Interface in;
  for (const char* query : {"from=x", "from=0/01", "limit=0", "limit=501", "limit=x", "type=opt_out",
                            "type=assent.reading.recorded", "from=0/1&from=0/2", "type=%zz"}) {
    EXPECT_EQ(in.get(std::string("/v1/events?") + query).status, 400U) << query;
  }
}

TEST(EventRoutes, RolesHaveTheirScopes) {
  Interface in;
  for (const Role role : {Role::agent, Role::campaign_manager, Role::supervisor, Role::partner}) {
    EXPECT_EQ(in.get("/v1/events", role).status, 403U);
    EXPECT_EQ(in.get("/v1/subscriptions", role).status, 403U);
  }
  EXPECT_EQ(in.get("/v1/events", Role::administrator).status, 403U);
  EXPECT_EQ(in.get("/v1/subscriptions", Role::administrator).status, 200U);
  EXPECT_EQ(in.get("/v1/events", Role::compliance).status, 200U);
}

TEST(EventRoutes, ASubscriptionShowsItsSecretOnceAndHowItStands) {
  Interface in;
  in.opt_out("A-1");
  const auto made = in.made();
  EXPECT_THAT(text(made.at("secret")), testing::StartsWith("whsec_"));
  EXPECT_THAT(in.receiver.asked, ElementsAre("https://crm.example/hook"));
  const std::string path = "/v1/subscriptions/" + text(made.at("id"));
  in.deliver();
  const auto got = in.get(path);
  EXPECT_THAT(got.body, Not(HasSubstr("whsec_")));
  EXPECT_THAT(in.get("/v1/subscriptions").body, Not(HasSubstr("whsec_")));
  const auto stands = bj::parse(got.body).as_object();
  EXPECT_EQ(text(stands.at("state")), "active");
  EXPECT_EQ(text(stands.at("acknowledged")), "0/2");
  EXPECT_EQ(text(stands.at("behind")), "0");
  EXPECT_EQ(text(stands.at("sent")), "1");
  const auto rotated = bj::parse(in.post(path + "/secret", "").body).as_object();
  EXPECT_NE(rotated.at("secret"), made.at("secret"));
  const auto replayed = in.post(path + "/replay", R"({"from":"0/0"})");
  EXPECT_EQ(replayed.status, 200U) << replayed.body;
  EXPECT_EQ(in.post(path + "/replay", R"({"from":"0/99"})").status, 400U);
  EXPECT_EQ(in.post(path + "/replay", R"({"from":7})").status, 400U);
  in.deliver();
  EXPECT_THAT(in.taken(), ElementsAre("A-1 0-0", "A-1 0-0"));
  EXPECT_EQ(in.served->ask(Role::service, Method::delete_, path).status, 200U);
  EXPECT_EQ(in.get(path).status, 404U);
  EXPECT_EQ(in.served->ask(Role::service, Method::delete_, path).status, 404U);
}

TEST(EventRoutes, OnlyAllowedAddressesThatAgreeAreSentTo) {
  Interface in;
  for (const char* body :
       {R"({"address":"https://crm.example.evil.test/"})", R"({"address":"http://crm.example/"})",
        R"({"address":"https://crm.example/ x"})", R"({"address":7})", R"({})", R"([])",
        R"({"address":"https://crm.example/","types":["x"]})", R"({"address":"https://crm.example/","from":"x"})",
        R"({"address":"https://crm.example/","types":"assent.opt_out.recorded"})"}) {
    EXPECT_EQ(in.post("/v1/subscriptions", body).status, 400U) << body;
  }
  EXPECT_TRUE(in.receiver.asked.empty());
  in.receiver.response = {200, {}};
  EXPECT_EQ(in.post("/v1/subscriptions", R"({"address":"https://crm.example/"})").status, 422U);
  EXPECT_TRUE(in.subscriptions->all().value().empty());
  in.receiver.response = {204, {{"WebHook-Allowed-Origin", "*"}}};
  in.made(R"({"address":"https://crm.example/"})");
  EXPECT_EQ(in.post("/v1/subscriptions", R"({"address":"https://crm.example/"})").status, 409U);
  in.made(R"({"address":"https://crm.example/","types":["assent.opt_out.recorded"]})");
}

TEST(EventRoutes, DeadLettersAreSeenAndSentAgain) {
  Interface in;
  in.opt_out("A-1");
  const std::string path = "/v1/subscriptions/" + text(in.made().at("id"));
  in.outlet.answer = [](const events::Event&) { return refused(400); };
  for (int i = 0; i < 8; ++i) {
    in.deliver();
    in.later(std::chrono::minutes{1});
  }
  const auto letters = bj::parse(in.get(path + "/dead-letters").body).at("dead_letters").as_array();
  ASSERT_EQ(letters.size(), 1U);
  EXPECT_EQ(text(letters[0].at("id")), "0-0");
  EXPECT_EQ(text(letters[0].at("state")), "open");
  EXPECT_EQ(letters[0].at("status"), 400);
  // Who manages subscriptions need not be one who may read events.
  EXPECT_THAT(in.get(path + "/dead-letters").body, Not(HasSubstr("A-1")));
  in.outlet.answer = {};
  EXPECT_EQ(in.post(path + "/dead-letters/0-0/retry", "").status, 202U);
  EXPECT_EQ(in.post(path + "/dead-letters/0-1/retry", "").status, 404U);
  EXPECT_EQ(in.post(path + "/dead-letters/x/retry", "").status, 404U);
  in.deliver();
  EXPECT_THAT(in.taken(), ElementsAre("A-1 0-0"));
  EXPECT_EQ(in.get(path + "/dead-letters").body, R"({"dead_letters":[]})");
  EXPECT_EQ(in.post(path + "/dead-letters/0-0/retry", "").status, 409U);
}

TEST(EventRoutes, WithoutAKeyNobodySubscribesAndTheFeedIsThere) {
  Interface in(false);
  const auto got = in.post("/v1/subscriptions", R"({"address":"https://crm.example/"})");
  EXPECT_EQ(got.status, 503U);
  EXPECT_THAT(got.body, HasSubstr("no_key"));
  EXPECT_EQ(in.get("/v1/subscriptions").status, 503U);
  EXPECT_EQ(in.get("/v1/events").status, 200U);
}

}  // namespace
}  // namespace assent::events_test::routes_test
