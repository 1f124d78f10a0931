// Messages to others, over real connections on this machine; and when one is tried again.

#include "webhook/back_off.hpp"
#include "webhook/curl_sender.hpp"

#include "issuer_keys/small_server.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <string>

namespace assent::sender_test {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using webhook::CurlSender;

struct NoPipes {
  NoPipes() { std::signal(SIGPIPE, SIG_IGN); }  // the other side may close while TLS is written
};
const NoPipes kNoPipes;

webhook::Message to(std::string address) { return {std::move(address), "application/json", R"({"a":"é"})"}; }

unsigned status(CurlSender& sender, const webhook::Message& message) {
  const auto answer = sender.send(message);
  return answer ? answer->status : 0;
}

TEST(WebhookSender, AsksAndReadsTheFieldsOfTheAnswer) {
  SmallServer server(SmallServer::Speaks::http,
                     http_answer("200 OK", "", "WebHook-Allowed-Origin:  assent.example \r\nRetry-After: 7\r\n"));
  CurlSender sender;
  webhook::Message question{server.address("127.0.0.1"), {}, {}};
  question.method = webhook::Method::options;
  question.headers = {{"WebHook-Request-Origin", "assent.example"}};
  const auto answer = sender.send(question);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200U);
  EXPECT_EQ(answer->header("webhook-allowed-origin"), "assent.example");
  EXPECT_EQ(answer->header("Retry-After"), "7");
  EXPECT_EQ(answer->header("Location"), "");
  EXPECT_THAT(server.last_request(), HasSubstr("OPTIONS /jwks?v=1 HTTP/1.1\r\n"));
  EXPECT_THAT(server.last_request(), HasSubstr("WebHook-Request-Origin: assent.example\r\n"));
  EXPECT_THAT(server.last_request(), Not(HasSubstr("Content-")));
  // And then it posts again.
  EXPECT_EQ(status(sender, to(server.address("127.0.0.1"))), 200U);
  EXPECT_THAT(server.last_request(), HasSubstr("POST /jwks?v=1 HTTP/1.1\r\n"));
}

TEST(WebhookSender, PostsAsItIsTold) {
  SmallServer server(SmallServer::Speaks::http, http_answer("204 No Content", ""));
  CurlSender sender;
  EXPECT_EQ(status(sender, to(server.address("127.0.0.1"))), 204U);
  EXPECT_EQ(status(sender, to(server.address("127.0.0.1"))), 204U);
  EXPECT_THAT(server.last_request(), HasSubstr("POST /jwks?v=1 HTTP/1.1\r\n"));
  EXPECT_THAT(server.last_request(), HasSubstr("Content-Type: application/json\r\n"));
  EXPECT_THAT(server.last_request(), HasSubstr("Content-Length: 10\r\n"));
  EXPECT_THAT(server.last_request(), Not(HasSubstr("Authorization")));
  EXPECT_EQ(server.requests(), 2);
}

TEST(WebhookSender, GivesTheStatusAndFollowsNowhere) {
  SmallServer elsewhere(SmallServer::Speaks::http, http_answer("200 OK", ""));
  SmallServer server(SmallServer::Speaks::http,
                     http_answer("307 Temporary Redirect", "", "Location: " + elsewhere.address("127.0.0.1") + "\r\n"));
  CurlSender sender;
  EXPECT_EQ(status(sender, to(server.address("127.0.0.1"))), 307U);
  EXPECT_EQ(elsewhere.requests(), 0);
  server.answer_with(http_answer("500 Internal Server Error", std::string(100'000, 'x')));
  EXPECT_EQ(status(sender, to(server.address("127.0.0.1"))), 500U);
}

TEST(WebhookSender, SendsNothingToAHostThatNobodyVouchesFor) {
  SmallServer server(SmallServer::Speaks::https, http_answer("204 No Content", ""));
  CurlSender trusting({.authorities = server.authority_file()});
  EXPECT_EQ(status(trusting, to(server.address("localhost"))), 204U);
  CurlSender usual;
  const auto refused = usual.send(to(server.address("localhost")));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
  EXPECT_THAT(refused.error().message, Not(HasSubstr("localhost")));
  EXPECT_EQ(server.requests(), 1);
}

TEST(WebhookSender, DoesNotWaitForEver) {
  SmallServer server(SmallServer::Speaks::http, http_answer("204 No Content", ""));
  server.hold_back();
  CurlSender sender({.connect = 100ms, .all = 150ms, .authorities = {}});
  EXPECT_FALSE(sender.send(to(server.address("127.0.0.1"))));
  EXPECT_FALSE(sender.send(to("file:///etc/hostname")));
  EXPECT_FALSE(sender.send(to("not an address")));
}

TEST(WebhookSender, TriesAgainLaterAndLater) {
  EXPECT_EQ(webhook::wait_after(1), 1s);
  EXPECT_EQ(webhook::wait_after(2), 2s);
  EXPECT_EQ(webhook::wait_after(12), 2048s);
  EXPECT_EQ(webhook::wait_after(13), 3600s);
  EXPECT_EQ(webhook::wait_after(1'000'000), 3600s);
}

}  // namespace
}  // namespace assent::sender_test
