// A receiver that has the secret can see that an event is ours; nobody else can sign.

#include "events/signature.hpp"
#include "events/handshake.hpp"
#include "events/webhook_outlet.hpp"
#include "evidence/base64.hpp"
#include "service/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>

namespace assent::events_test::signature_test {
namespace {

using events::Outcome;
using events::outcome_of;
using events::Secrets;
using events::Subscription;
using namespace std::chrono_literals;

// By another library than the product's.
std::string signed_with(const std::string& secret, const std::string& content) {
  const auto key = evidence::from_base64(std::string_view(secret).substr(6)).value();
  std::array<unsigned char, 32> hash{};
  unsigned size = 0;
  const auto bytes = evidence::view_of(content);
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes.data(), bytes.size(), hash.data(), &size);
  return "v1," + evidence::to_base64(hash);
}

TEST(EventSignature, IsThatOfStandardWebhooks) {
  const Secrets secrets(evidence::Hash{1});
  Subscription subscription;
  subscription.id = "a";
  const std::string secret = secrets.secret_of(subscription);
  EXPECT_EQ(secret.substr(0, 6), "whsec_");
  EXPECT_EQ(secrets.signature(subscription, "0-12", 1700000000, R"({"a":1})", kEarliest),
            signed_with(secret, R"(0-12.1700000000.{"a":1})"));
}

TEST(EventSignature, EachSubscriptionGenerationAndServerHasItsOwn) {
  Subscription one;
  one.id = "a";
  Subscription other = one;
  other.id = "b";
  Subscription next = one;
  next.generation = 2;
  const Secrets secrets(evidence::Hash{1});
  EXPECT_EQ(secrets.secret_of(one), Secrets(evidence::Hash{1}).secret_of(one));
  EXPECT_NE(secrets.secret_of(one), secrets.secret_of(other));
  EXPECT_NE(secrets.secret_of(one), secrets.secret_of(next));
  EXPECT_NE(secrets.secret_of(one), Secrets(evidence::Hash{2}).secret_of(one));
}

TEST(EventSignature, ForADayTheFormerSecretSignsToo) {
  const Secrets secrets(evidence::Hash{1});
  Subscription before;
  before.id = "a";
  Subscription after = before;
  after.generation = 2;
  after.rotated = service_test::at("2026-06-01T08:00:00Z");
  const std::string content = "0-1.5.x";
  const std::string both =
      signed_with(secrets.secret_of(after), content) + " " + signed_with(secrets.secret_of(before), content);
  EXPECT_EQ(secrets.signature(after, "0-1", 5, "x", after.rotated), both);
  EXPECT_EQ(secrets.signature(after, "0-1", 5, "x", after.rotated + 24h - 1us), both);
  EXPECT_EQ(secrets.signature(after, "0-1", 5, "x", after.rotated + 24h),
            signed_with(secrets.secret_of(after), content));
}

TEST(EventOutcome, FollowsTheStatus) {
  for (const unsigned status : {200U, 202U, 204U, 299U}) EXPECT_EQ(outcome_of(status), Outcome::taken) << status;
  for (const unsigned status : {100U, 302U, 307U, 408U, 429U, 500U, 503U, 599U}) {
    EXPECT_EQ(outcome_of(status), Outcome::wait) << status;
  }
  for (const unsigned status : {400U, 401U, 404U, 409U, 415U, 422U, 499U}) {
    EXPECT_EQ(outcome_of(status), Outcome::refused) << status;
  }
  EXPECT_EQ(outcome_of(410), Outcome::gone);
}

class OneResponse final : public webhook::Sender {
 public:
  Result<webhook::Response> send(const webhook::Message& message) override {
    last = message;
    if (response.status == 0) return fail(ErrorCode::unavailable, "the message was not delivered", "try again");
    return response;
  }
  webhook::Message last;
  webhook::Response response;
};

TEST(EventOutlet, PostsAnEventWithItsSignatureAndHearsWhenToComeBack) {
  OneResponse sender;
  const Secrets secrets(evidence::Hash{1});
  const service_test::HandClock clock(service_test::at("2026-06-01T08:00:00.75Z"));
  events::WebhookOutlet outlet(sender, secrets, clock);
  Subscription subscription;
  subscription.id = "a";
  subscription.address = "https://crm.example/x";
  const events::Event event{{0, 7}, "A-1", "0-7", R"({"id":"0-7"})"};
  sender.response = {429, {{"retry-after", "30"}}};
  const auto sent = outlet.send(subscription, event);
  EXPECT_EQ(sent.outcome, Outcome::wait);
  EXPECT_EQ(sent.retry_after, 30s);
  EXPECT_EQ(sender.last.address, subscription.address);
  EXPECT_EQ(sender.last.content_type, "application/cloudevents+json");
  EXPECT_EQ(sender.last.body, event.json);
  const webhook::Fields expected{
      {"webhook-id", "0-7"},
      {"webhook-timestamp", "1780300800"},
      {"webhook-signature", secrets.signature(subscription, "0-7", 1780300800, event.json, clock.now())}};
  EXPECT_EQ(sender.last.headers, expected);
  for (const char* field : {"-1", "soon", "Wed, 21 Oct 2026 07:28:00 GMT", "1.5", ""}) {
    sender.response = {503, {{"Retry-After", field}}};
    EXPECT_EQ(outlet.send(subscription, event).retry_after, 0s) << field;
  }
  sender.response = {503, {{"Retry-After", "99999999999999999999"}}};
  EXPECT_EQ(outlet.send(subscription, event).retry_after, 24h);
  sender.response = {};
  EXPECT_EQ(outlet.send(subscription, event).outcome, Outcome::wait);
}

TEST(EventHandshake, TheReceiverMustAgreeByName) {
  OneResponse sender;
  events::Handshake handshake(sender, "assent.example");
  const auto asked = [&](unsigned status, std::string allowed) {
    sender.response = {status, {{"WebHook-Allowed-Origin", std::move(allowed)}}};
    return handshake.ask("https://crm.example/x");
  };
  EXPECT_TRUE(asked(200, "assent.example"));
  EXPECT_TRUE(asked(204, "*"));
  EXPECT_TRUE(asked(200, "Assent.Example"));
  EXPECT_EQ(sender.last.method, webhook::Method::options);
  EXPECT_EQ(sender.last.headers, (webhook::Fields{{"WebHook-Request-Origin", "assent.example"}}));
  for (const char* other : {"", "other.example", "assent.example.evil.test", "https://assent.example"}) {
    const auto refused = asked(200, other);
    ASSERT_FALSE(refused) << other;
    EXPECT_EQ(refused.error().code, ErrorCode::invalid);
    EXPECT_THAT(refused.error().message, testing::Not(testing::HasSubstr("crm")));
  }
  EXPECT_FALSE(asked(404, "*"));
  EXPECT_FALSE(asked(302, "*"));
  EXPECT_EQ(asked(0, "*").error().code, ErrorCode::unavailable);
}

TEST(EventHandshake, TheOriginIsTheHost) {
  EXPECT_EQ(events::host_in("https://assent.example:8443/x?y"), "assent.example");
  EXPECT_EQ(events::host_in("http://[::1]:80/"), "[::1]");
  EXPECT_EQ(events::host_in("https://user@assent.example/"), "");
  EXPECT_EQ(events::host_in("assent.example"), "");
}

}  // namespace
}  // namespace assent::events_test::signature_test
