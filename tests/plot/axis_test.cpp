#include "plot/axis.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <string>

namespace assent::axis_test {

using namespace plot;
namespace {

std::string values(double low, double high, bool whole = true, std::size_t ticks_max = 6) {
  const ValueAxis axis = value_axis(low, high, ticks_max, whole);
  std::string text;
  for (std::size_t i = 0; i < axis.ticks(); ++i) text += (i > 0 ? " " : "") + axis.label(axis.tick(i));
  return text;
}

TEST(ValueAxis, HasRoundNumbers) {
  EXPECT_EQ(values(0, 0), "0 1");
  EXPECT_EQ(values(1, 1), "0 1");
  EXPECT_EQ(values(0, 3), "0 1 2 3");
  EXPECT_EQ(values(17, 17), "0 5 10 15 20");
  EXPECT_EQ(values(0, 11'000), "0 2,500 5,000 7,500 10,000 12,500");
  EXPECT_EQ(values(0, 11), "0 5 10 15");
  EXPECT_EQ(values(0, 11, false), "0.0 2.5 5.0 7.5 10.0 12.5");
  EXPECT_EQ(values(0, 4434), "0 1,000 2,000 3,000 4,000 5,000");
  EXPECT_EQ(values(3, 96'400'000), "0 20,000,000 40,000,000 60,000,000 80,000,000 100,000,000");
  EXPECT_EQ(values(0, 100'000'000), "0 20,000,000 40,000,000 60,000,000 80,000,000 100,000,000");
  EXPECT_EQ(values(0, 0.5, false), "0.0 0.1 0.2 0.3 0.4 0.5");
  EXPECT_EQ(values(0, 0.02, false), "0.000 0.005 0.010 0.015 0.020");
  EXPECT_EQ(values(-1200, 800),
            "\xE2\x88\x92"
            "1,500 \xE2\x88\x92"
            "1,000 \xE2\x88\x92"
            "500 0 500 1,000");
}

RC_GTEST_PROP(ValueAxisLaw, CoversEverythingInFewTicks, ()) {
  const double scale = *rc::gen::element(1e-6, 0.1, 1.0, 7.0, 1e9);
  const double low = scale * *rc::gen::inRange(-1000, 1000);
  const double high = low + scale * *rc::gen::inRange(0, 1'000'000);
  const auto ticks_max = *rc::gen::inRange<std::size_t>(4, 12);
  const bool whole = scale == 1 || scale > 5;
  const ValueAxis axis = value_axis(low, high, ticks_max, whole);
  RC_ASSERT(!whole || axis.step == std::round(axis.step));
  RC_ASSERT(axis.ticks() >= 2U && axis.ticks() <= ticks_max);
  RC_ASSERT(axis.low <= low + 1e-6 * axis.step && axis.low <= 0);
  RC_ASSERT(axis.high >= high - 1e-6 * axis.step && axis.high >= 0);
}

std::string dates(const char* first, const char* last, int apart) {
  std::string text;
  for (const DateTick& tick :
       date_ticks(parse_date(first).value(), parse_date(last).value(), std::chrono::days(apart))) {
    text += (text.empty() ? "" : " ") + tick.label;
  }
  return text;
}

TEST(DateTicks, StandAtDatesThatPeopleChoose) {
  EXPECT_EQ(dates("2026-01-15", "2026-01-15", 1), "2026-01-15");
  EXPECT_EQ(dates("2026-01-15", "2026-01-16", 1), "2026-01-15 2026-01-16");
  EXPECT_EQ(dates("2026-01-15", "2026-01-24", 2), "2026-01-15 2026-01-17 2026-01-19 2026-01-21 2026-01-23");
  EXPECT_EQ(dates("2026-01-15", "2026-02-18", 5), "2026-01-19 2026-01-26 2026-02-02 2026-02-09 2026-02-16");
  EXPECT_EQ(dates("2026-01-15", "2026-07-10", 20), "2026-02 2026-03 2026-04 2026-05 2026-06 2026-07");
  EXPECT_EQ(dates("2026-01-15", "2027-10-30", 110), "2026-04 2026-07 2026-10 2027-01 2027-04 2027-07 2027-10");
  EXPECT_EQ(dates("2020-05-05", "2026-07-10", 600), "2021 2022 2023 2024 2025 2026");
  EXPECT_EQ(dates("0001-01-01", "9999-12-31", 1'000'000), "2000 4000 6000 8000");
  EXPECT_EQ(dates("2026-01-15", "2026-02-18", 500), "2026-01-15");
}

RC_GTEST_PROP(DateTicksLaw, AreWithinAndApart, ()) {
  const Date first = parse_date("2019-12-30").value() + std::chrono::days(*rc::gen::inRange(0, 800));
  const Date last = first + std::chrono::days(*rc::gen::inRange(0, 60'000) / *rc::gen::inRange(1, 1000));
  const std::chrono::days apart(*rc::gen::inRange(1, 1000));
  const auto ticks = date_ticks(first, last, apart);
  RC_ASSERT(!ticks.empty());
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    RC_ASSERT(ticks[i].date >= first && ticks[i].date <= last);
    const int quarters = ticks[i].label.size() == 10 ? 4 : ticks[i].label.size() == 7 ? 3 : 2;
    const bool far_enough = i == 0 || 4 * (ticks[i].date - ticks[i - 1].date) >= quarters * apart;
    RC_ASSERT(far_enough);
  }
}

}  // namespace
}  // namespace assent::axis_test
