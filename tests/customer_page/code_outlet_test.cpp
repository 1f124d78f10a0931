// What the carrier's program gets that sends codes: JSON, signed, and never twice.

#include "customer_page/webhook_code_outlet.hpp"

#include "evidence/base64.hpp"
#include "evidence/hmac.hpp"
#include "service/setting.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace assent::code_outlet_test {
namespace {

using namespace customer_page;

class Gateway final : public webhook::Sender {
 public:
  Result<webhook::Response> send(const webhook::Message& message) override {
    got.push_back(message);
    return webhook::Response{status, {}};
  }
  std::vector<webhook::Message> got;
  unsigned status = 202;
};

std::string field_of(const webhook::Message& message, std::string_view name) {
  const auto at = std::ranges::find(message.headers, name, &webhook::Fields::value_type::first);
  return at == message.headers.end() ? "" : at->second;
}

TEST(WebhookCodeOutlet, SignsWhatItSends) {
  Gateway gateway;
  const service_test::HandClock clock(service_test::at("2026-06-01T08:00:00Z"));
  const evidence::Hash key{9};
  WebhookCodeOutlet outlet(gateway, clock, "https://gateway.example/codes", key, [] {
    return Result<evidence::Hash>(evidence::Hash{1, 2});
  });
  ASSERT_TRUE(outlet.send({"sms", "+9613123456", "ar", "رمزك", "رمزك 1234 5678"}));
  ASSERT_EQ(gateway.got.size(), 1U);
  const webhook::Message& got = gateway.got.front();
  EXPECT_EQ(got.body,
            R"({"channel":"sms","to":"+9613123456","language":"ar","subject":"رمزك","text":"رمزك 1234 5678"})");
  EXPECT_EQ(field_of(got, "webhook-id"), "code_01020000000000000000000000000000");
  EXPECT_EQ(field_of(got, "webhook-timestamp"), "1780300800");
  const std::string signed_text = field_of(got, "webhook-id") + ".1780300800." + got.body;
  EXPECT_EQ(field_of(got, "webhook-signature"),
            "v1," + evidence::to_base64(evidence::hmac_sha256(key, evidence::view_of(signed_text))));
}

TEST(WebhookCodeOutlet, SaysNothingOfACodeThatWasNotTaken) {
  Gateway gateway;
  gateway.status = 500;
  const service_test::HandClock clock(service_test::at("2026-06-01T08:00:00Z"));
  WebhookCodeOutlet outlet(gateway, clock, "https://gateway.example/codes", evidence::Hash{9},
                           [] { return Result<evidence::Hash>(evidence::Hash{1}); });
  const auto sent = outlet.send({"sms", "+9613123456", "en", "", "1234 5678"});
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, ErrorCode::unavailable);
  EXPECT_EQ(to_string(sent.error()).find("3123456"), std::string::npos);
}

}  // namespace
}  // namespace assent::code_outlet_test
