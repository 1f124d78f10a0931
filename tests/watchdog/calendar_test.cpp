// Business days as data: the deadline of 47 CFR 64.2009(f) by the calendars that come with the program.
#include "watchdog/calendar.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>

namespace assent::watchdog_calendar_test {
namespace {

using namespace watchdog;

BusinessCalendar ready_made(const std::string& name) {
  std::ifstream file(std::string(ASSENT_SOURCE_DIR) + "/calendars/" + name);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto read = read_calendar(text, name);
  EXPECT_TRUE(read.has_value()) << (read ? "" : read.error().front().problem);
  return read.value_or(BusinessCalendar());
}

std::string due(const BusinessCalendar& calendar, std::string_view from) {
  return to_string(deadline_after(calendar, *parse_date(from), 5).day);
}

TEST(BusinessCalendar, FiveDaysPassWeekendsAndHolidays) {
  const BusinessCalendar federal = ready_made("us-federal.toml");
  EXPECT_EQ(due(federal, "2026-06-01"), "2026-06-08") << "a Monday, and a weekend";
  EXPECT_EQ(due(federal, "2026-07-01"), "2026-07-09") << "Independence Day is a Saturday, kept on Friday 3 July";
  EXPECT_EQ(due(federal, "2026-06-06"), "2026-06-12") << "from a Saturday, Monday is the first day";
  EXPECT_EQ(due(federal, "2026-12-23"), "2026-12-31") << "over Christmas";
  EXPECT_EQ(due(federal, "2027-12-23"), "2028-01-03") << "two kept on the Fridays before";
  const BusinessCalendar lebanon = ready_made("lebanon.toml");
  EXPECT_EQ(due(lebanon, "2026-04-30"), "2026-05-08") << "Labour Day is a Friday";
}

TEST(BusinessCalendar, BeyondItsYearsADeadlineIsNotCertain) {
  const BusinessCalendar federal = ready_made("us-federal.toml");
  EXPECT_TRUE(deadline_after(federal, *parse_date("2028-12-20"), 5).is_certain);
  EXPECT_FALSE(deadline_after(federal, *parse_date("2028-12-29"), 5).is_certain);
}

TEST(BusinessCalendar, EveryFaultIsNamedWithItsPlace) {
  const auto read = read_calendar(R"(name = "x"
source = "y"
weekend = ["saturday", "freeday"]
[[holiday]]
name = "no day"
)",
                                  "c.toml");
  ASSERT_FALSE(read.has_value());
  ASSERT_EQ(read.error().size(), 3U);
  EXPECT_FALSE(
      read_calendar("name = \"x\"\nsource = \"y\"\nknown_until = 2026-12-31\nweekend = [\"sunday\", \"monday\", "
                    "\"tuesday\", \"wednesday\", \"thursday\", \"friday\", \"saturday\"]",
                    "c.toml"))
      << "without a business day there is no deadline";
}

}  // namespace
}  // namespace assent::watchdog_calendar_test
