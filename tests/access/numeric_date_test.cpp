// Seconds as JSON numbers, exactly.

#include "access/numeric_date.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace assent::access::numeric_date_test {
namespace {

std::int64_t earlier(const char* number) { return microseconds_of(numeric_date(number, Between::earlier).value()); }
std::int64_t later(const char* number) { return microseconds_of(numeric_date(number, Between::later).value()); }

TEST(NumericDate, IsExact) {
  EXPECT_EQ(earlier("1780315200"), 1780315200000000);
  EXPECT_EQ(earlier("1780315200.123456"), 1780315200123456);
  EXPECT_EQ(earlier("1.7803152e9"), 1780315200000000);
  EXPECT_EQ(earlier("17803152E+2"), 1780315200000000);
  EXPECT_EQ(earlier("178031520012345600e-8"), 1780315200123456);
  EXPECT_EQ(earlier("0"), 0);
  EXPECT_EQ(earlier("-0.0e99999999999999999999"), 0);
  EXPECT_EQ(earlier("-1.5"), -1500000);
  EXPECT_EQ(earlier("0.000001"), 1);
  EXPECT_EQ(earlier("253402300799.999999"), microseconds_of(kNever));
  EXPECT_EQ(later("-62135596800"), microseconds_of(kEarliest));
}

// A double would make both into one instant.
TEST(NumericDate, WhatLiesBetweenGoesTheWayThatIsAsked) {
  EXPECT_EQ(earlier("1780315200.1234569"), 1780315200123456);
  EXPECT_EQ(later("1780315200.1234560000000000000000000001"), 1780315200123457);
  EXPECT_EQ(later("1780315200.1234560000000000000000000000"), 1780315200123456);
  EXPECT_EQ(earlier("1e-99999999999999999999"), 0);
  EXPECT_EQ(later("1e-99999999999999999999"), 1);
  EXPECT_EQ(earlier("-0.0000001"), -1);
  EXPECT_EQ(later("-0.0000001"), 0);
}

TEST(NumericDate, IsNothingBeyondTheCalendar) {
  for (const char* number : {"1e400", "253402300800", "-62135596801", "1e12", "99999999999999999999999", "-1e30",
                             "1e99999999999999999999"}) {
    EXPECT_EQ(numeric_date(number, Between::earlier), std::nullopt) << number;
  }
  EXPECT_EQ(numeric_date("253402300799.9999991", Between::later), std::nullopt);
}

RC_GTEST_PROP(NumericDate, EveryInstantReadsBackHoweverItIsWritten, ()) {
  const auto instant = *rc::gen::inRange<std::int64_t>(microseconds_of(kEarliest), microseconds_of(kNever));
  const std::string whole = std::to_string(instant) + "e-6";
  RC_ASSERT(numeric_date(whole, Between::earlier) == instant_of(instant));
  RC_ASSERT(numeric_date(whole, Between::later) == instant_of(instant));
  RC_ASSERT(numeric_date(std::to_string(instant) + "000e-9", Between::later) == instant_of(instant));
  RC_ASSERT(numeric_date(std::to_string(instant) + ".0E-06", Between::earlier) == instant_of(instant));
}

}  // namespace
}  // namespace assent::access::numeric_date_test
