// Consent Info: what a partner learns, and what it does not.

#include "camara/carrier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace assent::consent_info_test {
namespace {

using access::Role;
using camara_test::Carrier;
using camara_test::member;
using http::Method;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kRima = "+9613000001";
const api_test::Fields kJson{{"Content-Type", "application/json"}, {"x-correlator", "c-1"}};

TEST(ConsentInfo, WhatADecisionIsCalledThere) {
  Carrier carrier;
  carrier.customer("C-1", std::string(kRima));
  EXPECT_EQ(carrier.status(kRima), "PENDING");
  carrier.record("C-1", evidence::OptOutRecorded{});
  EXPECT_EQ(carrier.status(kRima), "OBJECTED");
  carrier.record("C-1", evidence::WithdrawalRecorded{});
  EXPECT_EQ(carrier.status(kRima), "DENIED");
  carrier.pass(std::chrono::minutes(1));
  evidence::OptInRecorded grant = service_test::opt_in_for({"joint_venture_partner"});
  grant.notice = "partner-location";
  grant.notice_version = "2026-1";
  grant.until = service_test::on("2026-06-10");
  carrier.record("C-1", grant);
  EXPECT_THAT(carrier.ask(kRima).body, HasSubstr(R"("expirationDate":"2026-06-10T22:00:00Z")"));
  EXPECT_EQ(carrier.status(kRima), "valid");
  carrier.pass(std::chrono::hours(24 * 20));
  const auto later = carrier.ask(kRima);
  EXPECT_EQ(member(later.body, "expirationDate"), "") << "what was refused before decides again: " << later.body;
  EXPECT_EQ(carrier.status(kRima), "DENIED");
}

TEST(ConsentInfo, AnApprovalThatHasLapsedSaysWhen) {
  Carrier carrier;
  carrier.customer("C-1", std::string(kRima));
  evidence::OptInRecorded grant = service_test::opt_in_for({"joint_venture_partner"});
  grant.notice = "partner-location";
  grant.notice_version = "2026-1";
  grant.until = service_test::on("2026-06-10");
  carrier.record("C-1", grant);
  carrier.pass(std::chrono::hours(24 * 20));
  EXPECT_EQ(carrier.status(kRima), "EXPIRED");
  EXPECT_EQ(member(carrier.ask(kRima).body, "expirationDate"), "2026-06-10T22:00:00Z");
}

TEST(ConsentInfo, WithoutAnAgreementNoCustomerIsAsked) {
  Carrier carrier;
  carrier.customer("C-1", std::string(kRima));
  carrier.pass(std::chrono::hours(24 * 800));  // the agreement has ended
  const auto got = carrier.ask(kRima, R"("requestCaptureUrl":true)");
  EXPECT_EQ(got.status, 200U);
  EXPECT_EQ(member(got.body, "captureUrl"), "") << "an approval alone would not help";
}

TEST(ConsentInfo, WhoHasNoNumberHereIsNotFound) {
  Carrier carrier;
  carrier.customer("C-1", std::string(kRima), CustomerState::former);
  carrier.customer("C-2", "+9613000002");
  carrier.customer("C-3", "+9613000002");
  EXPECT_EQ(carrier.status(kRima), "404 IDENTIFIER_NOT_FOUND") << "they have left";
  EXPECT_EQ(carrier.status("+9613000009"), "404 IDENTIFIER_NOT_FOUND");
  EXPECT_EQ(carrier.status("+9613000002"), "422 SERVICE_NOT_APPLICABLE") << "several customers have it";
}

TEST(ConsentInfo, APartnerThatIsNoneAnyMoreAsksInVain) {
  Carrier carrier;
  carrier.customer("C-1", std::string(kRima));
  evidence::PartnerRecorded ended;
  ended.party = "partner-1";
  ended.name = "Tours";
  ended.recipient = "joint_venture_partner";
  ended.state = evidence::PartnerRecorded::State::ended;
  carrier.record("", ended);
  EXPECT_EQ(carrier.status(kRima), "403 CONSENT_INFO.NOT_ALLOWED_SCOPES_PURPOSE");
}

TEST(ConsentInfo, AClientThatIsNotSetUpAsksInVain) {
  Carrier carrier;
  carrier.customer("C-1", std::string(kRima));
  const auto got = carrier.served->ask(
      Role::service, Method::post, camara_test::kAsk,
      R"({"phoneNumber":"+9613000001","scopes":["a"],"purpose":"dpv:Marketing","requestCaptureUrl":false})", kJson);
  EXPECT_EQ(got.status, 403U);
  EXPECT_EQ(member(got.body, "code"), "CONSENT_INFO.NOT_ALLOWED_SCOPES_PURPOSE");
}

TEST(ConsentInfo, EveryRefusalIsInCamarasWayAndEchoesTheCorrelator) {
  Carrier carrier;
  const auto ask = [&](Method method, std::string_view path, std::string_view body, const api_test::Fields& fields) {
    return carrier.served->ask(Role::partner, method, path, body, fields);
  };
  const struct {
    api_test::Got got;
    unsigned status;
    std::string_view code;
  } all[] = {
      {ask(Method::get, camara_test::kAsk, "", kJson), 405, "METHOD_NOT_ALLOWED"},
      {ask(Method::post, "/consent-info/v0.3/retrieve", "{}", kJson), 404, "NOT_FOUND"},
      {ask(Method::post, "/consent-management/v0.1/other", "{}", kJson), 404, "NOT_FOUND"},
      {ask(Method::post, camara_test::kAsk, "{}", {{"Content-Type", "text/plain"}, {"x-correlator", "c-1"}}), 415,
       "UNSUPPORTED_MEDIA_TYPE"},
      {ask(Method::post, camara_test::kAsk, "", {{"x-correlator", "c-1"}}), 400, "INVALID_ARGUMENT"},
      {ask(Method::post, camara_test::kAsk, std::string(70'000, ' '), kJson), 413, "INVALID_ARGUMENT"},
      {ask(Method::post, camara_test::kAsk, "[1]", kJson), 400, "INVALID_ARGUMENT"},
      {carrier.served->ask(Method::post, camara_test::kAsk, "{}", kJson), 401, "UNAUTHENTICATED"},
      {carrier.served->ask(Role::administrator, Method::post, camara_test::kAsk, "{}", kJson), 403,
       "PERMISSION_DENIED"},
  };
  for (const auto& each : all) {
    EXPECT_EQ(each.got.status, each.status) << each.got.body;
    EXPECT_EQ(member(each.got.body, "code"), each.code) << each.got.body;
    EXPECT_EQ(each.got.header("x-correlator"), "c-1") << each.code;
    EXPECT_EQ(each.got.header("Content-Type"), "application/json");
  }
}

TEST(ConsentInfo, WhoAsksTooOftenAndWhoComesWhenAllIsBusyHearItInCamarasWay) {
  Carrier carrier;
  api_test::Served limited(camara::routes_of(*carrier.provider), api::RateLimit{1, 1});
  limited.ask(Role::partner, Method::post, camara_test::kAsk, "{}", kJson);
  const auto often = limited.ask(Role::partner, Method::post, camara_test::kAsk, "{}", kJson);
  EXPECT_EQ(often.status, 429U);
  EXPECT_EQ(member(often.body, "code"), "TOO_MANY_REQUESTS");
  EXPECT_EQ(often.header("x-correlator"), "c-1");

  http::RequestHead head;
  head.method = Method::post;
  head.path = camara_test::kAsk;
  head.headers = {{"x-correlator", "c-2"}};
  for (const auto& [fault, code] :
       {std::pair(http::Fault::too_many, "UNAVAILABLE"), std::pair(http::Fault::failed, "INTERNAL")}) {
    const http::Response response = limited.router->refuse(fault, &head);
    EXPECT_THAT(std::get<std::string>(response.body), HasSubstr(code));
    EXPECT_THAT(response.headers, testing::Contains(testing::Pair("x-correlator", "c-2")));
  }
}

TEST(ConsentInfo, NoNumberAndNoAccountIsLogged) {
  Carrier carrier;
  carrier.customer("C-1", std::string(kRima));
  carrier.ask(kRima, R"("requestCaptureUrl":true)");
  const std::string path = carrier.capture(kRima);
  carrier.send(path, "refuse");
  for (const std::string& line : carrier.served->log.lines) {
    EXPECT_THAT(line, Not(HasSubstr("3000001")));
    EXPECT_THAT(line, Not(HasSubstr("C-1")));
    EXPECT_THAT(line, Not(HasSubstr("consent-capture/")));
  }
  EXPECT_THAT(path, Not(HasSubstr("3000001")));
}

}  // namespace
}  // namespace assent::consent_info_test
