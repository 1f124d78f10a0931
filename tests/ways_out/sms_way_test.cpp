// A run's messages as text messages.
#include "ways_out/sms_way.hpp"

#include "service/setting.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace assent::sms_way_test {
namespace {

using outreach::Outcome;

class ScriptedSender final : public sms::Sender {
 public:
  Result<sms::Handed> send(const sms::Outgoing& message) override {
    sent.push_back(message);
    return answer;
  }
  Result<sms::Handed> answer = sms::Handed::accepted;
  std::vector<sms::Outgoing> sent;
};

struct Sending {
  Sending() {
    text.language = "ar";
    text.blocks = {{"", "لديك {services}"}, {"", "للرفض: {page}"}};
  }
  outreach::HandedOver hand_over() {
    outreach::Message one;
    one.queued = {0, 12};
    one.text = &text;
    one.values = {"A-1", "الهاتف المحمول", "https://c.example/r/abc"};
    one.address = "+9613123456";
    const std::vector<outreach::Message> messages = {one};
    return way.hand_over(messages).front();
  }

  evidence::NoticeText text;
  service_test::HandClock clock{service_test::at("2026-06-01T08:00:00Z")};
  ScriptedSender sender;
  ways_out::SmsWay way{sender, clock, "127.0.0.1:13013", true};
};

TEST(SmsWay, TheBlocksGoFilledInAndReportsComeUnderTheMessagesName) {
  Sending in;
  const auto handed = in.hand_over();
  EXPECT_EQ(handed.outcome, Outcome::taken);
  ASSERT_EQ(in.sender.sent.size(), 1U);
  EXPECT_EQ(in.sender.sent[0].text, "لديك الهاتف المحمول\nللرفض: https://c.example/r/abc");
  EXPECT_EQ(in.sender.sent[0].report, "0-12");
  EXPECT_EQ(in.sender.sent[0].to, "+9613123456");
  EXPECT_EQ(handed.message_id, "0-12");
}

TEST(SmsWay, EachAnswerOfTheGatewayIsTold) {
  Sending in;
  in.sender.answer = sms::Handed::queued;
  EXPECT_EQ(in.hand_over().outcome, Outcome::taken) << "the gateway has it";
  in.sender.answer = sms::Handed::refused;
  EXPECT_EQ(in.hand_over().outcome, Outcome::refused);
  in.sender.answer = sms::Handed::again;
  EXPECT_EQ(in.hand_over().outcome, Outcome::later);
  in.sender.answer = fail(ErrorCode::invalid, "it would be cut", "shorten it");
  EXPECT_EQ(in.hand_over().outcome, Outcome::refused);
  in.sender.answer = fail(ErrorCode::unavailable, "no response", "try again");
  const auto uncertain = in.hand_over();
  EXPECT_EQ(uncertain.outcome, Outcome::uncertain);
  EXPECT_FALSE(uncertain.sent.has_value());
}

TEST(SmsWay, AVariableThatIsNotFilledInIsNotSent) {
  Sending in;
  in.text.blocks[1].text = "{partner:PX}";
  EXPECT_EQ(in.hand_over().detail, "text_unfit");
  EXPECT_TRUE(in.sender.sent.empty());
}

}  // namespace
}  // namespace assent::sms_way_test
