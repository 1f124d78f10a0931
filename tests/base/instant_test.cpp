#include "base/instant.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace assent::instant_test {
namespace {

using namespace std::chrono;

TEST(Instants, AreReadAsTheStandardWritesThem) {
  const std::pair<const char*, const char*> instants[] = {
      {"2026-02-18T00:00:00Z", "2026-02-18T00:00:00Z"},
      {"2026-02-18t00:00:00z", "2026-02-18T00:00:00Z"},
      {"2026-02-18 00:00:00Z", "2026-02-18T00:00:00Z"},
      {"2026-02-18T00:00:00+02:00", "2026-02-17T22:00:00Z"},
      {"2026-02-18T00:00:00-03:30", "2026-02-18T03:30:00Z"},
      {"2026-02-18T00:00:00-00:00", "2026-02-18T00:00:00Z"},
      {"2026-02-18T23:59:59.999999Z", "2026-02-18T23:59:59.999999Z"},
      {"2026-02-18T00:00:00.5Z", "2026-02-18T00:00:00.5Z"},
      {"2026-02-18T00:00:00.000001000Z", "2026-02-18T00:00:00.000001Z"},
      {"2026-02-18T00:00:00.000Z", "2026-02-18T00:00:00Z"},
      {"2024-02-29T12:00:00Z", "2024-02-29T12:00:00Z"},
      {"1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.25Z"},
      {"0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z"},
      {"9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"},
  };
  for (const auto& [text, expected] : instants) {
    const auto instant = parse_instant(text);
    ASSERT_TRUE(instant) << text;
    EXPECT_EQ(to_string(*instant), expected) << text;
  }
  EXPECT_EQ(parse_instant("9999-12-31T23:59:59.999999Z"), kNever);
  EXPECT_EQ(parse_instant("0001-01-01T00:00:00Z"), kEarliest);
}

TEST(Instants, AreNothingElse) {
  for (const char* text : {"",
                           "2026-02-18",
                           "2026-02-18T00:00:00",
                           "2026-02-18T00:00Z",
                           "2026-02-18T24:00:00Z",
                           "2026-02-18T23:60:00Z",
                           "2016-12-31T23:59:60Z",
                           "2026-02-30T00:00:00Z",
                           "2026-02-29T00:00:00Z",
                           "2026-13-01T00:00:00Z",
                           "2026-00-01T00:00:00Z",
                           "2026-01-00T00:00:00Z",
                           "0000-01-01T00:00:00Z",
                           "2026-02-18T00:00:00.Z",
                           "2026-02-18T00:00:00.0000001Z",
                           "2026-02-18T00:00:00+2:00",
                           "2026-02-18T00:00:00+0200",
                           "2026-02-18T00:00:00+24:00",
                           "2026-02-18T00:00:00+02:60",
                           "2026-02-18T00:00:00ZZ",
                           " 2026-02-18T00:00:00Z",
                           "2026-02-18T00:00:00Z ",
                           "+2026-02-18T00:00:00Z",
                           "2026-2-18T00:00:00Z",
                           "2026/02/18T00:00:00Z",
                           "2026-02-18_00:00:00Z",
                           "0001-01-01T00:00:00+00:01",
                           "9999-12-31T23:59:59-00:01"}) {
    EXPECT_FALSE(parse_instant(text)) << text;
  }
}

TEST(Dates, AreReadAndRefused) {
  EXPECT_EQ(to_string(parse_date("2024-02-29").value()), "2024-02-29");
  for (const char* text : {"", "2023-02-29", "2024-2-29", "2024-02-29Z", "20240229", "0000-01-01", "2024-02-2x"}) {
    EXPECT_FALSE(parse_date(text)) << text;
  }
}

TEST(Dates, HaveAnniversaries) {
  struct Case {
    const char* date;
    int years;
    const char* expected;
  };
  const Case cases[] = {
      {"2024-03-01", 2, "2026-03-01"}, {"2024-02-29", 1, "2025-02-28"},  {"2024-02-29", 4, "2028-02-29"},
      {"2024-02-28", 2, "2026-02-28"}, {"2096-02-29", 4, "2100-02-28"},  {"2024-02-29", -1, "2023-02-28"},
      {"2024-12-31", 0, "2024-12-31"}, {"9999-02-28", 1, "10000-02-28"}, {"0001-05-05", -3, "0001-05-05"},
  };
  for (const Case& each : cases) {
    EXPECT_EQ(to_string(anniversary(parse_date(each.date).value(), each.years)), each.expected) << each.date;
  }
}

RC_GTEST_PROP(InstantLaw, WhatIsWrittenIsReadBack, ()) {
  const Instant instant =
      instant_of(*rc::gen::inRange<std::int64_t>(microseconds_of(kEarliest), microseconds_of(kNever) + 1));
  RC_ASSERT(parse_instant(to_string(instant)) == instant);
}

RC_GTEST_PROP(InstantLaw, AnyTextIsReadOrRefused, (const std::string& text)) {
  const auto instant = parse_instant(text);
  RC_ASSERT(!instant || (*instant >= kEarliest && *instant <= kNever));
}

RC_GTEST_PROP(DateLaw, AnniversariesAreNeverLaterThanTheSameDay, ()) {
  const Date date{days{*rc::gen::inRange(-100'000, 100'000)}};
  const int years = *rc::gen::inRange(-300, 300);
  const year_month_day from{date};
  const year_month_day to{anniversary(date, years)};
  RC_ASSERT(to.month() == from.month());
  RC_ASSERT(static_cast<int>(to.year()) == static_cast<int>(from.year()) + years);
  const bool leap_day = from.month() == February && from.day() == day{29} && !to.year().is_leap();
  RC_ASSERT(to.day() == (leap_day ? day{28} : from.day()));
}

}  // namespace
}  // namespace assent::instant_test
