// Text messages of customers: each refusal is an entry before the gateway hears that it was taken, and is confirmed.

#include "app/review.hpp"
#include "sms_gateway/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace assent::sms_replies_test {
namespace {

using sms_gateway_test::Setting;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr std::string_view kRima = "+9613000001";

TEST(SmsReplies, ARefusalIsRecordedAndAnsweredWithNothing) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  const auto got = s.write(kRima, "STOP please", "3f2b-1");
  EXPECT_EQ(got.status, 200U) << got.body;
  EXPECT_EQ(got.body, "");
  ASSERT_THAT(s.refusals("C-1"), SizeIs(1));
  EXPECT_FALSE(s.refusals("C-1")[0].provisional);
  EXPECT_EQ(s.refusals("C-1")[0].scope, Coverage::everything());
  EXPECT_EQ(s.refusals("C-1")[0].evidence.reference, "sms/3f2b-1");
  EXPECT_EQ(s.entries("C-1").back().entry.channel, "sms");
}

TEST(SmsReplies, WhatIsNotUnderstoodCountsUntilAPersonHasReadIt) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  EXPECT_EQ(s.write(kRima, "my bill is wrong", "a-1").status, 200U);
  ASSERT_THAT(s.refusals("C-1"), SizeIs(1));
  EXPECT_TRUE(s.refusals("C-1")[0].provisional);
  EXPECT_THAT(app::reviews_waiting(*s.engine, "C-1").value(), SizeIs(1));
  // No question is open, so a yes is no approval.
  EXPECT_EQ(s.write(kRima, "yes", "a-2").status, 200U);
  ASSERT_THAT(s.refusals("C-1"), SizeIs(2));
  EXPECT_TRUE(s.refusals("C-1")[1].provisional);
}

TEST(SmsReplies, ThanksAreNoChoice) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  const auto before = s.size();
  for (const char* text : {"thanks", "شكرا", "merci", ""}) EXPECT_EQ(s.write(kRima, text).status, 200U) << text;
  EXPECT_EQ(s.size(), before);
  s.send_confirmations();
  EXPECT_THAT(s.sender.sent, SizeIs(0));
  EXPECT_EQ(s.replies->count(replies::Meaning::nothing), 4U);
}

TEST(SmsReplies, AMessageThatComesAgainIsRecordedOnce) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  for (int i = 0; i < 3; ++i) EXPECT_EQ(s.write(kRima, "STOP", "a-1").status, 200U);
  EXPECT_THAT(s.refusals("C-1"), SizeIs(1));
  EXPECT_EQ(s.write(kRima, "STOP", "a-2").status, 200U);
  EXPECT_THAT(s.refusals("C-1"), SizeIs(2));
  // A name that can be none turns no refusal away.
  EXPECT_EQ(s.write(kRima, "STOP", "x%20y").status, 200U);
  EXPECT_THAT(s.refusals("C-1"), SizeIs(3));
}

TEST(SmsReplies, TheNumberIsReadAsNetworksWriteIt) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  for (const char* from : {"+9613000001", "9613000001", "009613000001", "03000001"}) {
    EXPECT_EQ(s.write(from, "STOP").status, 200U) << from;
  }
  EXPECT_THAT(s.refusals("C-1"), SizeIs(4));
  const auto got = s.write("Bank", "STOP");
  EXPECT_EQ(got.status, 400U);
  EXPECT_THAT(got.body, Not(HasSubstr("Bank")));
}

TEST(SmsReplies, ARefusalFromAnUnknownNumberIsKept) {
  Setting s;
  const auto before = s.size();
  EXPECT_EQ(s.write("+9613999999", "لا", "a-1").status, 200U);
  EXPECT_GT(s.size(), before);
  // It counts for the account that gets the number, and is confirmed.
  s.send_confirmations();
  ASSERT_THAT(s.sender.sent, SizeIs(1));
  EXPECT_EQ(s.sender.sent[0].to, "+9613999999");
  EXPECT_THAT(s.sender.sent[0].text, HasSubstr("رفضتم"));
}

TEST(SmsReplies, ItIsConfirmedInTheCustomersLanguageWithHowToReverseIt) {
  Setting s;
  s.customer("C-1", std::string(kRima), "ar");
  s.customer("C-2", "+9613000002");
  s.write(kRima, "STOP", "a-1");
  s.write("+9613000002", "arretez svp", "a-2");
  EXPECT_THAT(s.sender.sent, SizeIs(0)) << "the gateway does not wait for it";
  s.send_confirmations();
  ASSERT_THAT(s.sender.sent, SizeIs(2));
  EXPECT_EQ(s.sender.sent[0].to, kRima);
  EXPECT_THAT(s.sender.sent[0].text, HasSubstr("للسماح به من جديد"));
  EXPECT_THAT(s.sender.sent[1].text, HasSubstr("Vous avez refusé"));
  // A text that is not understood has its own sentence.
  s.write("+9613000002", "asdf", "a-3");
  s.send_confirmations();
  EXPECT_THAT(s.sender.sent.back().text, HasSubstr("did not understand"));
}

// Two programs that answer each other would never end.
TEST(SmsReplies, ANumberIsToldOnceAnHour) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  for (int i = 0; i < 5; ++i) s.write(kRima, "STOP", "a-" + std::to_string(i));
  s.send_confirmations();
  EXPECT_THAT(s.sender.sent, SizeIs(1));
  EXPECT_THAT(s.refusals("C-1"), SizeIs(5)) << "each is recorded";
  s.clock.set(s.clock.now() + std::chrono::hours{1});
  s.write(kRima, "STOP", "b-1");
  s.send_confirmations();
  EXPECT_THAT(s.sender.sent, SizeIs(2));
}

TEST(SmsReplies, AConfirmationWaitsForTheGateway) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  s.sender.reachable = false;
  EXPECT_EQ(s.write(kRima, "STOP", "a-1").status, 200U) << "what is recorded does not wait for it";
  s.send_confirmations();
  EXPECT_EQ(s.confirmations.waiting(), 1U);
  s.sender.reachable = true;
  s.send_confirmations();
  EXPECT_THAT(s.sender.sent, SizeIs(0)) << "not at once";
  s.clock.set(s.clock.now() + std::chrono::minutes{1});
  s.send_confirmations();
  EXPECT_THAT(s.sender.sent, SizeIs(1));
  // It is given up after five tries.
  s.sender.handed = sms::Handed::again;
  s.write(kRima, "asdf", "a-2");
  for (int i = 0; i < 9; ++i) {
    s.send_confirmations();
    s.clock.set(s.clock.now() + std::chrono::minutes{1});
  }
  EXPECT_EQ(s.confirmations.waiting(), 0U);
  EXPECT_EQ(s.confirmations.count(sms_gateway::Confirmed::given_up), 1U);
}

TEST(SmsReplies, NoNumberIsLogged) {
  Setting s;
  s.customer("C-1", std::string(kRima));
  s.write(kRima, "STOP", "a-1");
  s.write("70", "STOP", "a-2");
  for (const std::string& line : s.served->log.lines) {
    EXPECT_THAT(line, Not(HasSubstr("3000001")));
    EXPECT_THAT(line, Not(HasSubstr("STOP")));
  }
  EXPECT_EQ(s.served->ask(access::Role::agent, http::Method::post, "/v1/sms/messages", "STOP").status, 403U);
  EXPECT_EQ(s.served->ask(access::Role::service, http::Method::get, "/v1/sms/messages").status, 405U);
}

}  // namespace
}  // namespace assent::sms_replies_test
