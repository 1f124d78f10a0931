#include "watch/reading.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace assent::watch::reading_test {
namespace {

Reading reading(const std::string& text) { return reading_of(read_metrics(text + "# EOF\n").value()); }

std::string of_route(const std::string& route, int ok, int refused, int errors) {
  return "assent_requests_total{route=\"" + route + "\",status=\"200\"} " + std::to_string(ok) +
         "\nassent_requests_total{route=\"" + route + "\",status=\"429\"} " + std::to_string(refused) +
         "\nassent_requests_total{route=\"" + route + "\",status=\"503\"} " + std::to_string(errors) + "\n";
}

TEST(Reading, WhatWasDoneIsBetweenTwoReadings) {
  const Reading first = reading(of_route("evaluate", 100, 2, 1) + of_route("none", 0, 5, 0) +
                                "assent_decisions_total{route=\"evaluate\"} 100\nassent_ledger_entries 7\n"
                                "assent_request_duration_seconds_count{route=\"evaluate\",reason=\"opted_out\"} 40\n");
  const Reading second =
      reading(of_route("evaluate", 150, 2, 4) + of_route("none", 0, 5, 0) + of_route("heads", 3, 0, 0) +
              "assent_decisions_total{route=\"evaluate\"} 150\nassent_ledger_entries 9\n"
              "assent_request_duration_seconds_count{route=\"evaluate\",reason=\"opted_out\"} 45\n"
              "assent_request_duration_seconds_count{route=\"evaluate\",reason=\"\"} 45\n");
  const Reading since = between(first, second);
  EXPECT_EQ(since.all.requests, 56);
  EXPECT_EQ(since.all.errors, 3);
  EXPECT_EQ(since.all.refused, 0);
  EXPECT_EQ(since.all.decisions, 50);
  EXPECT_EQ(since.routes.at("heads").requests, 3);
  EXPECT_EQ(since.reasons.at("opted_out"), 5);
  EXPECT_EQ(since.reasons.size(), 1U);
  EXPECT_EQ(since.entries, 9);
}

TEST(Reading, AServerThatBeganAnewCountsFromNothing) {
  const Reading since = between(reading(of_route("evaluate", 1000, 0, 0)), reading(of_route("evaluate", 30, 0, 0)));
  EXPECT_EQ(since.all.requests, 30);
}

TEST(Reading, SeveralServersAreOne) {
  const std::string up = "assent_index_up_to_date 1\nassent_connections 3\nassent_ledger_entries 10\n";
  const std::string down = "assent_index_up_to_date 0\nassent_connections 4\nassent_ledger_entries 8\n";
  const Reading both =
      together({reading(of_route("evaluate", 5, 0, 0) + up), reading(of_route("evaluate", 6, 0, 1) + down)});
  EXPECT_EQ(both.servers, 2U);
  EXPECT_EQ(both.behind, 1U);
  EXPECT_EQ(both.connections, 7);
  EXPECT_EQ(both.all.requests, 12);
  EXPECT_EQ(both.entries, 10);
  EXPECT_EQ(both.entries_least, 8);
}

RC_GTEST_PROP(Latencies, PercentilesAreBetweenTheBoundsThatHoldThem, ()) {
  const std::vector<double> bounds{0.001, 0.002, 0.005, 0.01, 0.1, 1};
  const auto times = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 3'000'000)));
  Latencies latencies;
  for (const double bound : bounds) {
    latencies.add(bound, static_cast<double>(std::ranges::count_if(times, [&](int t) { return t / 1e6 <= bound; })));
  }
  latencies.add(std::numeric_limits<double>::infinity(), static_cast<double>(times.size()));
  auto sorted = times;
  std::ranges::sort(sorted);
  for (const double part : {0.5, 0.9, 0.99, 1.0}) {
    const auto rank = static_cast<std::size_t>(std::ceil(part * static_cast<double>(times.size())));
    const double exact = sorted[std::max<std::size_t>(rank, 1) - 1] / 1e6;
    const double found = latencies.within(part).value();
    const auto above = std::ranges::lower_bound(bounds, exact);
    if (above == bounds.end()) {
      RC_ASSERT(found == bounds.back());
    } else {
      RC_ASSERT(found <= *above);
      RC_ASSERT(found >= (above == bounds.begin() ? 0 : *(above - 1)));
    }
  }
}

TEST(Latencies, OfNothingThereIsNone) {
  EXPECT_FALSE(Latencies().within(0.5));
  Latencies some;
  some.add(0.1, 4);
  some.add(std::numeric_limits<double>::infinity(), 4);
  EXPECT_FALSE(some.since(some).within(0.5));
  EXPECT_EQ(some.since(Latencies()).count(), 4);
}

}  // namespace
}  // namespace assent::watch::reading_test
