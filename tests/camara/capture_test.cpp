// The customer decides on the carrier's page: what they say counts, and no other program says it for them.

#include "camara/carrier.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace assent::capture_test {
namespace {

using camara_test::Carrier;
using testing::HasSubstr;
using testing::Not;

constexpr std::string_view kRima = "+9613000001";
constexpr std::string_view kCallback = R"(,"callbackUrl":"https://acme.example/consent/callback")";

struct AtThePage {
  AtThePage() { carrier.customer("C-1", std::string(kRima)); }
  Carrier carrier;
};

TEST(Capture, ApprovingOnThePageIsAnApprovalWithItsText) {
  AtThePage at;
  EXPECT_EQ(at.carrier.status(kRima), "PENDING");
  const std::string path = at.carrier.capture(kRima);
  const std::size_t before = at.carrier.entries();
  const auto page = at.carrier.see(path);
  EXPECT_EQ(page.status, 200U);
  EXPECT_EQ(at.carrier.entries(), before) << "looking at the page changes nothing";
  EXPECT_THAT(page.body, HasSubstr("Tours &lt;&amp; more&gt;"));
  EXPECT_THAT(page.body, HasSubstr("Example Telecom"));
  EXPECT_THAT(page.body, Not(HasSubstr("checked")));
  EXPECT_THAT(page.body, Not(HasSubstr("<script")));
  const auto sent = at.carrier.send(path, "grant");
  EXPECT_EQ(sent.status, 200U);
  EXPECT_EQ(at.carrier.status(kRima), "valid");
  const evidence::Entry entry = at.carrier.ledger.entries_of("C-1").value().back().entry;
  const auto& grant = std::get<evidence::OptInRecorded>(entry.body);
  EXPECT_EQ(entry.channel, "web");
  EXPECT_EQ(entry.actor, "partner-1");
  EXPECT_EQ(grant.notice, "partner-location");
  EXPECT_EQ(grant.parties, Coverage::only({"partner-1"}));
  EXPECT_EQ(grant.information, Coverage::only({"location"}));
  EXPECT_THAT(grant.evidence.reference, testing::StartsWith("capture/"));
  EXPECT_TRUE(grant.evidence.sha256);
  EXPECT_EQ(grant.until, service_test::on("2027-06-01"));
}

TEST(Capture, RefusingCountsAtOnceAndSendsTheCustomerBack) {
  AtThePage at;
  const std::string path = at.carrier.capture(kRima, kCallback);
  const auto sent = at.carrier.send(path + "?state=a%20b", "refuse");
  EXPECT_EQ(sent.status, 303U);
  EXPECT_EQ(sent.header("Location"), "https://acme.example/consent/callback?capture_result=denied&state=a%20b");
  EXPECT_EQ(at.carrier.status(kRima), "DENIED");
  EXPECT_EQ(camara_test::member(at.carrier.ask(kRima, R"("requestCaptureUrl":true)").body, "captureUrl"), "")
      << "who has refused is not asked";
}

// The client has the URL, too.
TEST(Capture, WhatTheCustomerRefusedTheClientCannotApprove) {
  AtThePage at;
  const std::string path = at.carrier.capture(kRima);
  const auto page = at.carrier.see(path);
  at.carrier.send(path, "refuse");
  const std::size_t mark = page.body.find("text-partner-location\" value=\"") + 30;
  const std::string text = page.body.substr(mark, page.body.find('"', mark) - mark);
  const auto again =
      at.carrier.served->ask(http::Method::post, path, "choice-partner-location=grant&text-partner-location=" + text);
  EXPECT_EQ(again.status, 410U);
  EXPECT_EQ(at.carrier.status(kRima), "DENIED");
  EXPECT_EQ(at.carrier.see(path).status, 410U);
}

TEST(Capture, ALateApprovalIsNoneAndALateRefusalIs) {
  AtThePage at;
  const std::string path = at.carrier.capture(kRima, kCallback);
  at.carrier.pass(std::chrono::minutes(15));
  EXPECT_EQ(at.carrier.see(path).header("Location"), "https://acme.example/consent/callback?capture_result=timeout");
  EXPECT_EQ(at.carrier.send(path, "grant").header("Location"),
            "https://acme.example/consent/callback?capture_result=timeout");
  EXPECT_EQ(at.carrier.status(kRima), "PENDING");
  EXPECT_EQ(at.carrier.send(path, "refuse").header("Location"),
            "https://acme.example/consent/callback?capture_result=denied");
  EXPECT_EQ(at.carrier.status(kRima), "DENIED");
}

TEST(Capture, WithoutAnAnswerThePageComesAgain) {
  AtThePage at;
  const std::string path = at.carrier.capture(kRima);
  const std::size_t before = at.carrier.entries();
  const auto sent = at.carrier.served->ask(http::Method::post, path, "lang=fr");
  EXPECT_EQ(sent.status, 422U);
  EXPECT_THAT(sent.body, HasSubstr("role=\"alert\""));
  EXPECT_THAT(sent.body, HasSubstr("<html lang=\"fr\" dir=\"ltr\">"));
  EXPECT_EQ(at.carrier.entries(), before);
}

TEST(Capture, AnApprovalOfATextThatIsNoLongerInUseIsNone) {
  AtThePage at;
  const std::string path = at.carrier.capture(kRima);
  const auto page = at.carrier.see(path);
  const std::size_t mark = page.body.find("text-partner-location\" value=\"") + 30;
  const std::string text = page.body.substr(mark, page.body.find('"', mark) - mark);
  at.carrier.pass(std::chrono::minutes(5));
  at.carrier.publish("2026-2");
  const auto sent =
      at.carrier.served->ask(http::Method::post, path, "choice-partner-location=grant&text-partner-location=" + text);
  EXPECT_EQ(sent.status, 422U) << "they see the present text first";
  EXPECT_EQ(at.carrier.status(kRima), "PENDING");
  EXPECT_EQ(at.carrier.send(path, "grant").status, 200U);
  EXPECT_EQ(at.carrier.status(kRima), "valid");
}

TEST(Capture, TheLanguageIsTheCustomersChoice) {
  AtThePage at;
  const std::string path = at.carrier.capture(kRima);
  const auto arabic = at.carrier.see(path + "?lang=ar&state=%22%3E%3Cb%3E");
  EXPECT_THAT(arabic.body, HasSubstr("<html lang=\"ar\" dir=\"rtl\">"));
  EXPECT_THAT(arabic.body, HasSubstr("هل توافق؟"));
  EXPECT_THAT(arabic.body, Not(HasSubstr("\"><b>")));
  EXPECT_EQ(arabic.header("Content-Language"), "ar");
  EXPECT_THAT(at.carrier.see(path).body, HasSubstr("<html lang=\"en\""));
}

TEST(Capture, NoOtherUrlIsThere) {
  AtThePage at;
  std::string path = at.carrier.capture(kRima);
  path[path.size() - 5] = path[path.size() - 5] == 'A' ? 'B' : 'A';
  EXPECT_EQ(at.carrier.see(path).status, 404U);
  EXPECT_EQ(at.carrier.see("/consent-capture/x").status, 404U);
  EXPECT_EQ(at.carrier.see(path + "?state=%FF").status, 400U);
  EXPECT_EQ(at.carrier.send(path, "grant").status, 404U);
}

// Where the carrier's network says whose line it is, no other customer decides.
TEST(Capture, TheNetworkSaysWhoseLineItIs) {
  std::string settings = camara_test::example_settings();
  settings.replace(settings.find("# subscriber_field"), 2, "");
  Carrier carrier(settings);
  carrier.customer("C-1", std::string(kRima));
  carrier.customer("C-2", "+9613000002");
  const std::string path = carrier.capture(kRima);
  EXPECT_EQ(carrier.see(path).status, 403U);
  EXPECT_EQ(carrier.see(path, {{"X-Subscriber", "+9613000002"}}).status, 403U);
  EXPECT_EQ(carrier.send(path, "grant", {{"X-Subscriber", "+9613000002"}}).status, 403U);
  EXPECT_EQ(carrier.status(kRima), "PENDING");
  EXPECT_EQ(carrier.send(path, "grant", {{"X-Subscriber", std::string(kRima)}}).status, 200U);
  EXPECT_EQ(carrier.status(kRima), "valid");
}

}  // namespace
}  // namespace assent::capture_test
