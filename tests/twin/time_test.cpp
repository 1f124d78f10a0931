// The twin's own notion of time, checked by looking at every instant.
#include <gtest/gtest.h>

#include "twin_time.hpp"

namespace assent::twin_time_test {

namespace {

using namespace std::chrono_literals;

// The literal definition: goes through the seconds of five days and takes the first second whose local date is the day,
// or a later day if there is none.
twin::Instant found_by_looking(const twin::Zone& zone, twin::Day day) {
  const twin::Instant from{day.time_since_epoch() - date::days{2}};
  const twin::Instant to{day.time_since_epoch() + date::days{3}};
  for (const bool later_too : {false, true}) {
    for (twin::Instant at = from; at < to; at += 60s) {
      const twin::Day here = twin::day_at(zone, at);
      if (here == day || (later_too && here > day)) return at;
    }
  }
  return to;
}

struct OddDay {
  const char* zone;
  const char* day;
  const char* begins;
};

void PrintTo(const OddDay& odd, std::ostream* out) { *out << odd.zone << " " << odd.day; }

class FirstInstant : public testing::TestWithParam<OddDay> {};

TEST_P(FirstInstant, IsTheFirstThatHasThatLocalDate) {
  const auto& zone = *date::locate_zone(GetParam().zone);
  const twin::Day day = twin::read_day(GetParam().day);
  EXPECT_EQ(twin::first_instant(zone, day), twin::read_instant(GetParam().begins));
  EXPECT_EQ(twin::first_instant(zone, day), found_by_looking(zone, day));
}

INSTANTIATE_TEST_SUITE_P(
    OddDays, FirstInstant,
    testing::Values(OddDay{"America/New_York", "2026-02-18", "2026-02-18T00:00:00-05:00"},
                    OddDay{"Asia/Beirut", "2026-03-29", "2026-03-29T01:00:00+03:00"},       // midnight is skipped
                    OddDay{"America/Havana", "2026-03-08", "2026-03-08T01:00:00-04:00"},    // midnight is skipped
                    OddDay{"America/Havana", "2026-11-01", "2026-11-01T00:00:00-04:00"},    // midnight comes twice
                    OddDay{"America/St_Johns", "2010-11-07", "2010-11-07T00:00:00-02:30"},  // and is taken back
                    OddDay{"Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00"},      // the day is skipped
                    OddDay{"Asia/Kolkata", "2028-02-29", "2028-02-29T00:00:00+05:30"}));

TEST(Anniversary, OfTheLeapDayIsTheTwentyEighth) {
  EXPECT_EQ(twin::anniversary(twin::read_day("2024-02-29"), 2), twin::read_day("2026-02-28"));
  EXPECT_EQ(twin::anniversary(twin::read_day("2024-02-28"), 2), twin::read_day("2026-02-28"));
  EXPECT_EQ(twin::anniversary(twin::read_day("2024-02-29"), 4), twin::read_day("2028-02-29"));
}

TEST(Instant, IsReadWithItsOffsetAndFraction) {
  EXPECT_EQ(twin::read_instant("2026-02-18T00:00:00+02:00"), twin::read_instant("2026-02-17T22:00:00Z"));
  EXPECT_EQ(twin::read_instant("2026-02-17T22:00:00.000001Z") - twin::read_instant("2026-02-17T22:00:00Z"), 1us);
  EXPECT_THROW(twin::read_instant("2026-02-30T00:00:00Z"), std::invalid_argument);
  EXPECT_THROW(twin::read_instant("2026-02-18T00:00:00"), std::invalid_argument);
}

}  // namespace

}  // namespace assent::twin_time_test
