// A load in time that the test sets: what is due when, and what is charged to the server.

#include "load/run.hpp"

#include <gtest/gtest.h>

#include <set>

namespace assent::load::run_test {
namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using std::chrono::seconds;

const http::Address kAddress{false, "x", 80, ""};

load::Run run_of(Plan plan, std::vector<std::string> accounts = {"A-1", "A-2", "A-3"}) {
  return load::Run(std::move(plan), std::move(accounts), kAddress, "ak_secret", {});
}

tl::expected<http::Received, http::Missed> decided(bool permit = true) {
  return http::Received{200, "",
                        permit ? R"({"decision":true,"context":{"reason":"opt_in"}})"
                               : R"({"decision":false,"context":{"reason":"opted_out"}})"};
}

TEST(Run, WithARateEachRequestIsDueAtItsInstant) {
  auto run = run_of({.rate = 100, .duration = seconds(1)});
  std::string request;
  int sent = 0;
  while (const auto due = run.due(nanoseconds{})) {
    EXPECT_EQ(*due, milliseconds(10) * sent);
    run.next(request);
    ++sent;
  }
  EXPECT_EQ(sent, 100);
}

// The server stalls for a second: everybody who would have come meanwhile has waited, not only those who were let in.
TEST(Run, AStallIsChargedToTheServer) {
  auto run = run_of({.rate = 100, .duration = seconds(2)});
  std::string request;
  // One connection; each response takes a millisecond, but for the stall.
  nanoseconds now{};
  bool stalled = false;
  while (const auto due = run.due(now)) {
    now = std::max(now, *due);
    run.next(request);
    now += milliseconds(1);
    if (!stalled && *due >= milliseconds(500)) {
      stalled = true;
      now += seconds(1);
    }
    run.came(*due, now, decided());
  }
  EXPECT_EQ(run.results().requests, 200U);
  EXPECT_GE(run.results().latency.most(), seconds(1));
  // About a hundred requests were due in that second, and half of them waited for more than half of it.
  EXPECT_GE(run.results().latency.within(0.75), milliseconds(400));
  EXPECT_LE(run.results().latency.within(0.25), milliseconds(2));
}

TEST(Run, WithoutARateItAsksUntilItsTimeIsOver) {
  auto run = run_of({.duration = seconds(1)});
  EXPECT_EQ(run.due(milliseconds(700)), milliseconds(700));
  EXPECT_EQ(run.due(seconds(1)), std::nullopt);
  auto counted = run_of({.requests = 2, .duration = seconds(1)});
  std::string request;
  counted.next(request);
  EXPECT_TRUE(counted.due(seconds(5)));
  counted.next(request);
  EXPECT_FALSE(counted.due(seconds(5)));
}

TEST(Run, EveryAccountIsAskedAboutAndThenAgain) {
  std::vector<std::string> accounts;
  for (int i = 0; i < 50; ++i) accounts.push_back("A-" + std::to_string(i));
  auto run = run_of({.batch = 10}, accounts);
  auto same = run_of({.batch = 10}, accounts);
  std::set<std::string> requests;
  std::string request;
  std::string other;
  for (int i = 0; i < 10; ++i) {
    run.next(request);
    same.next(other);
    EXPECT_EQ(request, other) << "the order is the same each time";
    requests.insert(request);
  }
  EXPECT_EQ(requests.size(), 5U);
  EXPECT_TRUE(request.starts_with("POST /access/v1/evaluations HTTP/1.1\r\nHost: x\r\n"));
  EXPECT_NE(request.find("Authorization: Bearer ak_secret\r\n"), std::string::npos);
}

TEST(Run, OnlyWholeResponsesCount) {
  auto run = run_of({.requests = 10});
  const auto came = [&](const tl::expected<http::Received, http::Missed>& outcome) {
    run.came(milliseconds(1), milliseconds(3), outcome);
  };
  came(decided());
  came(decided(false));
  came(tl::unexpected(http::Missed::timed_out));
  came(tl::unexpected(http::Missed::timed_out));
  came(http::Received{503, "", ""});
  came(http::Received{200, "", "{}"});
  came(http::Received{200, "", decided()->body + decided()->body});
  EXPECT_EQ(run.results().requests, 7U);
  EXPECT_EQ(run.results().decisions, 2U);
  EXPECT_EQ(run.results().permits, 1U);
  EXPECT_EQ(run.results().latency.count(), 2U);
  EXPECT_EQ(run.results().errors,
            (std::map<std::string, std::uint64_t>{{"timed_out", 2}, {"status_503", 1}, {"not_whole", 2}}));
  EXPECT_EQ(run.results().errors_of_all_kinds(), 5U);
}

TEST(Run, WhatIsNeverSentIsAnError) {
  auto run = run_of({.rate = 10, .duration = seconds(1), .patience = seconds(2)});
  std::string request;
  run.next(request);
  EXPECT_FALSE(run.ended(milliseconds(2900)));
  EXPECT_TRUE(run.ended(milliseconds(3100)));
  EXPECT_TRUE(run.ended(milliseconds(3200)));
  EXPECT_EQ(run.results().errors, (std::map<std::string, std::uint64_t>{{"not_sent", 9}}));
  EXPECT_FALSE(run.due(seconds(4)));
}

TEST(Run, WhoWatchesCanEndIt) {
  int looks = 0;
  load::Run run({.duration = seconds(100)}, {"A-1"}, kAddress, "",
                [&](const Results&, nanoseconds) { return ++looks == 2; });
  EXPECT_FALSE(run.ended(milliseconds(1)));
  EXPECT_TRUE(run.ended(milliseconds(2)));
  EXPECT_FALSE(run.due(milliseconds(3)));
  EXPECT_EQ(run.results().errors_of_all_kinds(), 0U);
}

}  // namespace
}  // namespace assent::load::run_test
