// Kannel's dialect: no number in a URL, the right coding, no cut text; reports in any order; messages in any charset;
// and what its configuration can spoil.

#include "sms/delivery_report.hpp"
#include "sms/incoming.hpp"
#include "sms/kannel_conf.hpp"
#include "sms/kannel_request.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace assent::kannel_test {
namespace {

using sms::Fate;
using sms::Handed;
using sms::Report;

const sms::KannelUser kUser{"assent", "secret", "1234", 3, "http://kannel:ak_x@127.0.0.1:8080"};

std::string field(const http::Ask& ask, std::string_view name) {
  for (const auto& [key, value] : ask.headers) {
    if (key == name) return value;
  }
  return {};
}

TEST(Kannel, ARequestHasNeitherNumberNorPasswordInItsUrl) {
  const auto ask = sms::ask_to_send({"+9613000001", "لا أوافق", "0-17"}, kUser).value();
  EXPECT_EQ(ask.method, http::Method::post);
  EXPECT_EQ(ask.path, "/cgi-bin/sendsms");
  EXPECT_EQ(field(ask, "X-Kannel-To"), "+9613000001");
  EXPECT_EQ(field(ask, "X-Kannel-Coding"), "2");
  EXPECT_EQ(field(ask, "X-Kannel-DLR-URL"), "http://kannel:ak_x@127.0.0.1:8080/v1/sms/reports/0-17?type=%d");
  EXPECT_EQ(field(ask, "X-Kannel-DLR-Mask"), "31");
  EXPECT_EQ(ask.body, "لا أوافق");
  EXPECT_EQ(field(sms::ask_to_send({"+9613000001", "Reply STOP", ""}, kUser).value(), "X-Kannel-Coding"), "0");
  EXPECT_EQ(field(sms::ask_to_send({"+9613000001", "Reply STOP", ""}, kUser).value(), "X-Kannel-DLR-URL"), "");
}

TEST(Kannel, WhatWouldBeCutIsNotSent) {
  std::string three;
  for (int i = 0; i < 201; ++i) three += "ن";
  EXPECT_TRUE(sms::ask_to_send({"+9613000001", three, ""}, kUser));
  EXPECT_EQ(sms::ask_to_send({"+9613000001", three + "ن", ""}, kUser).error().code, ErrorCode::invalid);
  EXPECT_FALSE(sms::ask_to_send({"+9613000001", "", ""}, kUser));
  EXPECT_FALSE(sms::ask_to_send({"03000001", "a", ""}, kUser));
  EXPECT_FALSE(sms::ask_to_send({"+9613000001\r\nX-Kannel-From: 1", "a", ""}, kUser));
  EXPECT_FALSE(sms::ask_to_send({"+9613000001", "a", "1?type=1&x="}, kUser));
  auto user = kUser;
  user.from = "1234\r\nX: y";
  EXPECT_FALSE(sms::ask_to_send({"+9613000001", "a", ""}, user));
}

TEST(Kannel, ItsResponsesAreRead) {
  EXPECT_EQ(sms::read_handed(202, "0: Accepted for delivery"), Handed::accepted);
  EXPECT_EQ(sms::read_handed(202, "3: Queued for later delivery"), Handed::queued);
  EXPECT_EQ(sms::read_handed(403, "Authorization failed for sendsms"), Handed::refused);
  EXPECT_EQ(sms::read_handed(400, "Empty text and receiver not allowed"), Handed::refused);
  EXPECT_EQ(sms::read_handed(503, "Temporal failure, try again later."), Handed::again);
}

TEST(Kannel, AFailureOfOnePartIsOneOfTheMessage) {
  const Report all[] = {Report::delivered, Report::failed, Report::buffered, Report::accepted, Report::refused};
  const auto fails = [](Report each) { return each == Report::failed || each == Report::refused; };
  for (const Report a : all) {
    for (const Report b : all) {
      const Fate fate = after(after(Fate::under_way, a), b);
      const bool delivered = a == Report::delivered || b == Report::delivered;
      EXPECT_EQ(fate, fails(a) || fails(b) ? Fate::failed : delivered ? Fate::delivered : Fate::under_way);
    }
  }
  EXPECT_EQ(sms::report_of("16"), Report::refused);
  for (const char* none : {"", "0", "3", "32", "01", "1 ", "%d"}) EXPECT_FALSE(sms::report_of(none)) << none;
}

sms::Incoming incoming(std::string_view type, std::string_view body) {
  http::Request request;
  request.head.headers = {{"X-Kannel-From", "+9613000001"}, {"X-Kannel-To", "1234"}, {"Content-Type", type}};
  request.body = body;
  return sms::incoming_of(request).value();
}

TEST(Kannel, AMessageIsReadInItsCharset) {
  using namespace std::string_view_literals;
  EXPECT_EQ(incoming("text/plain; charset=\"UTF-8\"", "STOP é").text, "STOP é");
  EXPECT_EQ(incoming("text/plain; charset=\"UTF-16BE\"", "\x06\x44\x06\x27"sv).text, "لا");
  EXPECT_EQ(incoming("text/plain; charset=\"UTF-16BE\"", "\xd8\x3d\xde\xd1"sv).text, "🛑");
  EXPECT_EQ(incoming("text/plain; charset=\"UTF-16BE\"", "\xd8\x3d\x06"sv).text, "\uFFFD\uFFFD");
  EXPECT_EQ(incoming("text/plain; charset=\"UTF-8\"", "\xff").text, "\uFFFD");
  EXPECT_EQ(incoming("application/octet-stream", "STOP").text, "\uFFFD");
  http::Request nobody;
  nobody.body = "STOP";
  EXPECT_FALSE(sms::incoming_of(nobody));
}

constexpr std::string_view kGood = R"(
group = core
smsbox-port = 13001

group = smsc
smsc = smpp
smsc-id = network

group = smsbox
bearerbox-host = 127.0.0.1
http-request-retry = 100

group = sendsms-user
username = assent
password = secret
max-messages = 10
concatenation = true

group = sms-service
keyword = default
catch-all = true
accepted-smsc = network
post-url = "http://kannel:ak_x@127.0.0.1:8080/v1/sms/messages?id=%I"
send-sender = true
max-messages = 0
)";

// The problems with the line that has `from` written as `to`.
std::vector<std::string> problems(std::string_view from, std::string_view to) {
  std::string text(kGood);
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
  std::vector<std::string> found;
  for (const Issue& each : sms::check_kannel(text, "kannel.conf", {"", 3})) {
    EXPECT_FALSE(each.mend.empty());
    found.push_back(each.problem);
  }
  return found;
}

TEST(KannelConf, AGoodOneHasNoIssue) { EXPECT_TRUE(sms::check_kannel(kGood, "kannel.conf", {"assent", 3}).empty()); }

TEST(KannelConf, EachFaultIsFound) {
  const std::pair<const char*, const char*> faults[] = {
      {"max-messages = 10\n", ""},
      {"max-messages = 10", "max-messages = 2"},
      {"concatenation = true\n", ""},
      {"concatenation = true", "concatenation = false"},
      {"concatenation = true", "concatenation = true\nfooter = \"Carrier\""},
      {"keyword = default\ncatch-all = true", "keyword = default"},
      {"accepted-smsc = network", "accepted-smsc = other"},
      {"smsc-id = network", "smsc-id = network\n\ngroup = smsc\nsmsc = smpp\nsmsc-id = second"},
      {"post-url = \"http://kannel:ak_x@127.0.0.1:8080/v1/sms/messages?id=%I\"\n", ""},
      {"post-url", "get-url"},
      {"127.0.0.1:8080", "assent.example:8080"},
      {"?id=%I", "?from=%p"},
      {"?id=%I", "?text=%a"},
      {"ak_x@", "ak_1f0c29d7b3a84e65_AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE@"},
      {"send-sender = true\n", ""},
      {"max-messages = 0\n", ""},
      {"http-request-retry = 100\n", ""},
      {"bearerbox-host = 127.0.0.1", "bearerbox-host = 127.0.0.1\nsmsbox-id = first"},
      {"group = smsc\n", "group = sms-service\nkeyword = yes\ntext = Thanks\n\ngroup = smsc\n"},
      {"group = sms-service\nkeyword = default\ncatch-all = true", "group = sms-service\nkeyword = stop"},
      {"group = sendsms-user", "group = sendsms-users"},
      {"group = core", "include = more.conf\ngroup = core"},
      {"group = core", "group core"}};
  for (const auto& [from, to] : faults) EXPECT_FALSE(problems(from, to).empty()) << from << " -> " << to;
  EXPECT_TRUE(problems("group = core", "# a remark\ngroup = core").empty());
  EXPECT_TRUE(problems("127.0.0.1:8080", "localhost:8080").empty());
  EXPECT_TRUE(problems("http://kannel:ak_x@127.0.0.1:8080", "https://kannel:ak_x@assent.example").empty());
  EXPECT_TRUE(
      problems("group = smsbox\n", "group = smsbox-route\nsmsbox-id = first\n\ngroup = smsbox\nsmsbox-id = first\n")
          .empty());
}

TEST(KannelConf, AnIssueHasItsLine) {
  std::string text(kGood);
  text.replace(text.find("max-messages = 10"), 17, "max-messages = 1 ");
  const auto issues = sms::check_kannel(text, "kannel.conf", {"", 3});
  ASSERT_EQ(issues.size(), 1U);
  EXPECT_EQ(issues[0].line, 16);
  EXPECT_EQ(sms::check_kannel(kGood, "kannel.conf", {"other", 1}).size(), 1U);
}

}  // namespace
}  // namespace assent::kannel_test
