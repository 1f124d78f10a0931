#include "base/time_zone.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace assent::time_zone_test {
namespace {

using namespace std::chrono;

Instant at(const char* text) { return parse_instant(text).value(); }
Date on(const char* text) { return parse_date(text).value(); }

// UTC + 2 hours; on 10 March 2026 clocks jump from 0:00 to 1:00, on 10 October at 0:30 they go back to 23:30.
const TimeZone& place() {
  static const TimeZone zone(
      "Test/Place",
      {{kEarliest, hours{2}}, {at("2026-03-09T22:00:00Z"), hours{3}}, {at("2026-10-09T21:30:00Z"), hours{2}}});
  return zone;
}

TEST(TimeZones, TellTheDateAndTheOffset) {
  EXPECT_EQ(place().date_at(at("2026-01-01T21:59:59.999999Z")), on("2026-01-01"));
  EXPECT_EQ(place().date_at(at("2026-01-01T22:00:00Z")), on("2026-01-02"));
  EXPECT_EQ(place().offset_at(at("2026-03-09T21:59:59.999999Z")), hours{2});
  EXPECT_EQ(place().offset_at(at("2026-03-09T22:00:00Z")), hours{3});
  EXPECT_EQ(place().offset_at(kEarliest), hours{2});
  EXPECT_EQ(TimeZone::fixed("-05:30", -minutes{330}).date_at(at("2026-01-01T05:29:59Z")), on("2025-12-31"));
}

TEST(TimeZones, TellWhereADayBegins) {
  EXPECT_EQ(to_string(place().start_of(on("2026-01-02"))), "2026-01-01T22:00:00Z");
  EXPECT_EQ(to_string(place().start_of(on("2026-03-10"))), "2026-03-09T22:00:00Z");
  EXPECT_EQ(to_string(place().start_of(on("2026-10-10"))), "2026-10-09T21:00:00Z");
}

TEST(TimeZones, TellWhereADayEnds) {
  EXPECT_EQ(to_string(place().end_of(on("2026-01-02"))), "2026-01-02T21:59:59.999999Z");
  EXPECT_EQ(to_string(place().end_of(on("2026-03-10"))), "2026-03-10T20:59:59.999999Z");
  EXPECT_EQ(to_string(place().end_of(on("2026-10-09"))), "2026-10-09T21:59:59.999999Z") << "it came back once more";
  const TimeZone moved("Test/Moved", {{kEarliest, -hours{10}}, {at("2026-11-20T10:00:00Z"), hours{14}}});
  EXPECT_EQ(to_string(moved.end_of(on("2026-11-20"))), "2026-11-20T09:59:59.999999Z") << "skipped";
}

TEST(TimeZones, BeginASkippedDayWhereTheNextOneBegins) {
  const TimeZone moved("Test/Moved", {{kEarliest, -hours{10}}, {at("2026-11-20T10:00:00Z"), hours{14}}});
  EXPECT_EQ(to_string(moved.start_of(on("2026-11-19"))), "2026-11-19T10:00:00Z");
  EXPECT_EQ(to_string(moved.start_of(on("2026-11-20"))), "2026-11-20T10:00:00Z");
  EXPECT_EQ(to_string(moved.start_of(on("2026-11-21"))), "2026-11-20T10:00:00Z");
}

TEST(TimeZones, TellEveryCrossing) {
  const auto usual = place().crossings(on("2026-05-05"));
  EXPECT_EQ(usual.count, 1);
  const auto back = place().crossings(on("2026-10-10"));
  ASSERT_EQ(back.count, 3);
  EXPECT_EQ(to_string(back.at[0]), "2026-10-09T21:00:00Z");
  EXPECT_EQ(to_string(back.at[1]), "2026-10-09T21:30:00Z");
  EXPECT_EQ(to_string(back.at[2]), "2026-10-09T22:00:00Z");
}

TEST(TimeZones, ShowLocalTime) {
  EXPECT_EQ(place().local_text(at("2026-02-17T22:00:00Z")), "2026-02-18T00:00:00+02:00");
  EXPECT_EQ(TimeZone::fixed("x", -minutes{210}).local_text(at("2026-02-18T00:00:00.5Z")),
            "2026-02-17T20:30:00.5-03:30");
}

// Zones of any shape: changes at any minutes, by up to half a day, up to three times in two days.
rc::Gen<TimeZone> any_zone() {
  return rc::gen::map(rc::gen::container<std::vector<std::pair<int, int>>>(
                          rc::gen::pair(rc::gen::inRange(30, 1500), rc::gen::inRange(-12 * 4, 12 * 4 + 1))),
                      [](const std::vector<std::pair<int, int>>& steps) {
                        std::vector<TimeZone::Period> periods = {{kEarliest, hours{0}}};
                        Instant begins = at("2026-01-01T00:00:00Z");
                        for (std::size_t i = 0; i < std::min<std::size_t>(steps.size(), 3); ++i) {
                          begins += minutes{steps[i].first};
                          periods.push_back({begins, minutes{15 * steps[i].second}});
                        }
                        return TimeZone("Test/Any", periods);
                      });
}

RC_GTEST_PROP(TimeZoneLaw, CrossingsAreWhereTheDateIsReachedOrLeft, ()) {
  const TimeZone zone = *any_zone();
  const Date date = on("2026-01-01") + days{*rc::gen::inRange(-2, 6)};
  const Instant nominal{microseconds{date.time_since_epoch()}};
  std::vector<Instant> expected;
  bool inside = false;
  for (Instant each = nominal - hours{25}; each < nominal + hours{25}; each += minutes{1}) {
    if ((zone.date_at(each) >= date) == inside) continue;
    expected.push_back(each);
    inside = !inside;
  }
  const auto crossings = zone.crossings(date);
  RC_PRE(expected.size() <= crossings.at.size());
  RC_ASSERT(std::vector<Instant>(crossings.at.begin(), crossings.at.begin() + crossings.count) == expected);
  RC_ASSERT(zone.start_of(date) == expected.front());
}

}  // namespace
}  // namespace assent::time_zone_test
