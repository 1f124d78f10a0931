// Delivery reports: they name the entry of a giving, and become its results, in any order and however often.

#include "sms_gateway/reports.hpp"
#include "sms_gateway/setting.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assent::sms_reports_test {
namespace {

using sms_gateway_test::Setting;
using Result = evidence::NoticeDelivery::Result;

struct Given : Setting {
  Given() {
    customer("C-1", "+9613000001");
    put("", evidence::NoticePublished{});
    evidence::NoticeGivenRecorded notice{"your-information", "2026-1", "en", "sms", clock.now()};
    given = put("C-1", notice);
    notice.channel = "mail";
    letter = put("C-1", notice);
  }

  Position put(const std::string& account, evidence::Body body) {
    ledger::Draft draft;
    draft.entry.account = account;
    draft.entry.body = std::move(body);
    if (auto* published = std::get_if<evidence::NoticePublished>(&draft.entry.body)) {
      published->notice = "your-information";
      published->version = "2026-1";
      published->regime = "tra";
      published->recipients = Coverage::only({"carrier"});
      published->waiting_days = 30;
      published->texts = {{"en", "How we may use information", {{"purposes", "To offer you services."}}}};
    }
    draft.entry.actor = "test";
    draft.entry.channel = "import";
    draft.entry.effective = clock.now();
    const ledger::Draft drafts[] = {draft};
    const auto receipts = ledger.append(drafts, clock.now());
    EXPECT_TRUE(receipts.front()) << receipts.front().error().message;
    return receipts.front() ? receipts.front()->position : Position{};
  }

  unsigned report(Position at, std::string_view type) {
    const std::string path = "/v1/sms/reports/" + sms_gateway::message_name(at) + "?type=" + std::string(type);
    return served->ask(access::Role::service, http::Method::get, path).status;
  }

  std::vector<Result> results() {
    std::vector<Result> all;
    for (const ledger::Recorded& each : entries("C-1")) {
      if (const auto* delivery = std::get_if<evidence::NoticeDelivery>(&each.entry.body))
        all.push_back(delivery->result);
    }
    return all;
  }

  Position given;
  Position letter;
};

TEST(SmsReports, AFailureUnmakesADelivery) {
  Given s;
  EXPECT_EQ(s.report(s.given, "8"), 200U);
  EXPECT_EQ(s.results(), std::vector<Result>{}) << "the network has it: nothing is known yet";
  EXPECT_EQ(s.report(s.given, "1"), 200U);
  EXPECT_EQ(s.results(), std::vector<Result>{Result::delivered});
  EXPECT_EQ(s.report(s.given, "16"), 200U);
  EXPECT_EQ(s.results(), (std::vector<Result>{Result::delivered, Result::bounced}));
}

TEST(SmsReports, WhatNamesNoTextMessageIsRefused) {
  Given s;
  EXPECT_EQ(s.report(s.letter, "1"), 404U) << "a letter";
  EXPECT_EQ(s.report({0, 0}, "1"), 404U) << "no notice";
  EXPECT_EQ(s.report({0, 99}, "1"), 404U);
  EXPECT_EQ(s.report({7, 0}, "1"), 404U);
  EXPECT_EQ(s.report(s.given, "3"), 400U);
  for (const char* name : {"x", "0", "0-", "-1", "0-1-2", "0/1"}) {
    const auto got =
        s.served->ask(access::Role::service, http::Method::get, "/v1/sms/reports/" + std::string(name) + "?type=1");
    EXPECT_TRUE(got.status == 400 || got.status == 404) << name;
  }
  EXPECT_TRUE(s.results().empty());
}

TEST(SmsReports, ANameIsReadBack) {
  EXPECT_EQ(sms_gateway::message_named(sms_gateway::message_name({3, 1234567})), (Position{3, 1234567}));
}

}  // namespace
}  // namespace assent::sms_reports_test
