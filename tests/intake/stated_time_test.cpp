#include "intake/stated_time.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::stated_time_test {

using namespace intake;
namespace {

using namespace std::chrono;

// The first and the last instant that the text can mean; empty: it is no time.
std::string meant(const std::optional<WrittenTime>& time, const TimeZone* zone = nullptr) {
  if (!time) return {};
  const StatedTime stated = instants_of(*time, zone);
  const std::string first = to_string(stated.first);
  return stated.first == stated.last ? first : first + " " + to_string(stated.last);
}

TEST(StatedTime, IsReadAsDatabasesAndProgramsWriteIt) {
  const std::pair<const char*, const char*> cases[] = {
      {"2026-11-28T08:00:00Z", "2026-11-28T08:00:00Z"},
      {"2026-11-28 08:00:00+00", "2026-11-28T08:00:00Z"},
      {"2026-11-28 08:00:00.25 +02:00", "2026-11-28T06:00:00.25Z"},
      {"2026-11-28T08:00:00+0200", "2026-11-28T06:00:00Z"},
      {"2026-11-28T08:00-05:00", "2026-11-28T13:00:00Z"},
      {"2026-11-28 08:00:00 UTC", "2026-11-28T08:00:00Z"},
      {"2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"},
      {"2017-01-01T01:59:60+02:00", "2017-01-01T00:00:00Z"},
      {"2026-11-28", "2026-11-27T10:00:00Z 2026-11-29T11:59:59.999999Z"},
      {"2026-11-28 08:00:00", "2026-11-27T18:00:00Z 2026-11-28T20:00:00Z"},
      {"9999-12-31", "9999-12-30T10:00:00Z 9999-12-31T23:59:59.999999Z"},
      {"0001-01-01", "0001-01-01T00:00:00Z 0001-01-02T11:59:59.999999Z"},
      {"2016-12-31T12:59:60Z", ""},
      {"2016-12-31T23:59:61Z", ""},
      {"2026-11-28T24:00:00Z", ""},
      {"2026-11-28T08Z", ""},
      {"2026-11-28 08:00:00 EST", ""},
      {"2026-11-28T08:00:00+25", ""},
      {"2026-11-31", ""},
      {"2026-11-28x", ""},
      {"28/11/2026", ""},
      {"yesterday", ""},
      {"", ""},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(meant(read_time(text)), expected) << text;
}

TEST(StatedTime, OfAClockOnTheWallIsThatOfItsPlace) {
  const TimeZone beirut = TimeZone::fixed("Asia/Beirut", hours{2});
  EXPECT_EQ(meant(read_time("2026-11-28 08:00:00"), &beirut), "2026-11-28T06:00:00Z");
  EXPECT_EQ(meant(read_time("2026-11-28 08:00:00+00:00"), &beirut), "2026-11-28T08:00:00Z") << "unless it says another";
  EXPECT_EQ(meant(read_time("2026-11-28"), &beirut), "2026-11-27T22:00:00Z 2026-11-28T21:59:59.999999Z");

  const Instant springs = parse_instant("2026-03-29T01:00:00Z").value();
  const Instant falls = parse_instant("2026-10-25T01:00:00Z").value();
  const TimeZone paris("Europe/Paris", {{kEarliest, hours{1}}, {springs, hours{2}}, {falls, hours{1}}});
  EXPECT_EQ(meant(read_time("2026-10-25 02:30"), &paris), "2026-10-25T00:30:00Z 2026-10-25T01:30:00Z") << "shown twice";
  EXPECT_EQ(meant(read_time("2026-03-29 02:30"), &paris), "2026-03-29T00:30:00Z 2026-03-29T01:30:00Z") << "never shown";
}

TEST(StatedTime, IsReadInTheFormatOfAMapping) {
  const struct {
    const char* format;
    const char* text;
    const char* expected;
  } cases[] = {
      {"DD/MM/YYYY", "18/02/2026", "2026-02-17T22:00:00Z 2026-02-18T21:59:59.999999Z"},
      {"YYYYMMDD", "20260218", "2026-02-17T22:00:00Z 2026-02-18T21:59:59.999999Z"},
      {"MM-DD-YYYY", "02-18-2026", "2026-02-17T22:00:00Z 2026-02-18T21:59:59.999999Z"},
      {"YYYY-MM-DD hh:mm:ss", "2024-05-01 10:33:00", "2024-05-01T08:33:00Z"},
      {"YYYY-MM-DD HH24:MI:SS", "2024-05-01 10:33:07", "2024-05-01T08:33:07Z"},
      {"DD-MON-YY", "01-MAY-24", "2024-04-30T22:00:00Z 2024-05-01T21:59:59.999999Z"},
      {"DD-MON-YY", "01-may-99", "1999-04-30T22:00:00Z 1999-05-01T21:59:59.999999Z"},
      {"M/D/YYYY", "5/1/2024", "2024-04-30T22:00:00Z 2024-05-01T21:59:59.999999Z"},
      {"M/D/YYYY", "12/31/2024", "2024-12-30T22:00:00Z 2024-12-31T21:59:59.999999Z"},
      {"M/D/YYYY hh:mm AM", "5/1/2024 9:05 PM", "2024-05-01T19:05:00Z"},
      {"M/D/YYYY hh:mm AM", "5/1/2024 12:05 am", "2024-04-30T22:05:00Z"},
      {"YYYY-MM-DDThh:mm:ssZ", "2024-05-01T10:33:00+0100", "2024-05-01T09:33:00Z"},
      {"DD/MM/YYYY", "18/02/2026 10:33:00", "2026-02-17T22:00:00Z 2026-02-18T21:59:59.999999Z"},
      {"DD/MM/YYYY", "18.02.2026", ""},
      {"DD/MM/YYYY", "8/2/2026", ""},
      {"DD/MM/YYYY", "18/13/2026", ""},
      {"DD/MM/YYYY", "29/02/2026", ""},
      {"DD/MM/YYYY", "18/02/20266", ""},
      {"DD/MM/YYYY", "18/02/2026 noon", ""},
      {"DD/MM/YYYY", "DD/MM/YYYY", ""},
      {"DD/MM/YYYY", "", ""},
      {"DD-MON-YY", "01-MAI-24", ""},
      {"M/D/YYYY hh:mm AM", "5/1/2024 13:05 PM", ""},
      {"YYYY-MM-DD hh:mm:ss", "2024-05-01", ""},
  };
  const TimeZone beirut = TimeZone::fixed("Asia/Beirut", hours{2});
  for (const auto& each : cases) {
    ASSERT_TRUE(is_time_format(each.format)) << each.format;
    EXPECT_EQ(meant(read_time(each.text, each.format), &beirut), each.expected) << each.format << ' ' << each.text;
  }
}

// Otherwise a format with meaningless letters would be accepted, and then no date could be read by it.
TEST(StatedTime, FormatsTellADayAndNothingUnknown) {
  for (const char* wrong :
       {"", "DD/MM", "DD/DD/MM/YYYY", "DD/MMM/YYYY", "YYYY-MM-DD hh", "YYYY-MM-DD ss", "YYYY-MM-DD h:m:s",
        "YYYY-MM-DD at hh:mm", "yyyy-mm-dd", "YYYY-MM-DD hh:mm:ss.FF", "DD/MM/0YYYY"}) {
    EXPECT_FALSE(is_time_format(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace assent::stated_time_test
