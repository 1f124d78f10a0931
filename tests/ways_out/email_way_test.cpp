// A run's messages as e-mails: what each says, under which name it goes, and what becomes of it.
#include "ways_out/email_way.hpp"

#include "service/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assent::email_way_test {
namespace {

using email::Handing;
using outreach::HandedOver;
using outreach::Outcome;
using testing::HasSubstr;

struct Sending {
  Sending() {
    text.language = "en";
    text.subject = "How we may use information about your services";
    text.blocks = {{"", "You have {services} under {account}. Refuse at {page}"}};
  }

  outreach::Message message(std::uint64_t index, std::string address = "someone@example.com") const {
    outreach::Message one;
    one.queued = {0, index};
    one.text = &text;
    one.values = {"A-1", "mobile service", "https://choices.example/choices/refuse/abc"};
    one.address = std::move(address);
    return one;
  }

  evidence::NoticeText text;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  email::RecordingOutlet outlet;
  ways_out::EmailWay way{{{"Example Telecom", "privacy@carrier.example", "returns.carrier.example", true},
                          std::nullopt,
                          email::ReturnTokens(evidence::Hash{7}),
                          "relay.example",
                          1},
                         outlet,
                         clock};
};

TEST(EmailWay, AMessageGoesUnderTheNameOfItsPlace) {
  Sending in;
  const std::vector<outreach::Message> messages = {in.message(4), in.message(4), in.message(5)};
  const auto became = in.way.hand_over(messages);
  ASSERT_EQ(became.size(), 3U);
  for (const HandedOver& each : became) EXPECT_EQ(each.outcome, Outcome::taken);
  ASSERT_EQ(in.outlet.sent.size(), 3U);
  const auto& sent = in.outlet.sent;
  EXPECT_EQ(sent[0].content, sent[1].content) << "sent again, it is the same e-mail";
  EXPECT_NE(sent[0].envelope_id, sent[2].envelope_id);
  EXPECT_EQ(became[0].message_id, sent[0].envelope_id);
  EXPECT_THAT(sent[0].content, HasSubstr("mobile service"));
  EXPECT_THAT(sent[0].content, HasSubstr("https://choices.example/choices/refuse/abc"));
  EXPECT_TRUE(became[0].sent.has_value());
}

TEST(EmailWay, EachAnswerOfTheRelayIsTold) {
  Sending in;
  const auto outcome = [&](Handing handing) {
    in.outlet.answer = {handing, "4.3.2", "", false};
    const std::vector<outreach::Message> one = {in.message(4)};
    return in.way.hand_over(one).front();
  };
  EXPECT_EQ(outcome(Handing::refused).outcome, Outcome::refused);
  EXPECT_EQ(outcome(Handing::refused_for_now).outcome, Outcome::later);
  EXPECT_EQ(outcome(Handing::refused_for_now).detail, "4.3.2");
  EXPECT_EQ(outcome(Handing::not_sent).outcome, Outcome::later);
  const HandedOver uncertain = outcome(Handing::uncertain);
  EXPECT_EQ(uncertain.outcome, Outcome::uncertain);
  EXPECT_FALSE(uncertain.sent.has_value());
}

TEST(EmailWay, WhatCannotBeComposedIsRefusedAndOthersGo) {
  Sending in;
  const std::vector<outreach::Message> messages = {in.message(4, "not an address"), in.message(5)};
  const auto became = in.way.hand_over(messages);
  EXPECT_EQ(became[0].outcome, Outcome::refused);
  EXPECT_EQ(became[0].detail, "not_composed");
  EXPECT_EQ(became[1].outcome, Outcome::taken);

  in.text.blocks[0].text = "You have {unknown}";
  Sending other;
  other.text.blocks[0].text = "You have {unknown}";
  const std::vector<outreach::Message> one = {other.message(4)};
  EXPECT_EQ(other.way.hand_over(one).front().detail, "text_unfit");
}

}  // namespace
}  // namespace assent::email_way_test
