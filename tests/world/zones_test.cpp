// Zones give what the system's own database gives: up to its last change as the date library reads it, and after that
// as the C library does, which follows the rule at the end of a zone's file.
#include "world/zones.hpp"

#include <date/tz.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstdlib>
#include <ctime>
#include <string>
#include <thread>
#include <vector>

namespace assent::zones_test {

using namespace world;
namespace {

using namespace std::chrono;

const SystemTimeZones& zones() {
  static const SystemTimeZones system;
  return system;
}

const TimeZone& zone(std::string_view name) {
  const TimeZone* found = zones().find(name);
  EXPECT_NE(found, nullptr) << name;
  return *found;
}

const char* const kNames[] = {
    "Asia/Beirut",         "America/Havana",
    "Pacific/Apia",        "America/St_Johns",
    "Africa/Cairo",        "Africa/Casablanca",
    "Europe/Dublin",       "America/New_York",
    "America/Phoenix",     "Asia/Kathmandu",
    "Asia/Gaza",           "Asia/Tehran",
    "Australia/Lord_Howe", "Antarctica/Troll",
    "America/Nuuk",        "Pacific/Kwajalein",
    "America/Asuncion",    "Asia/Manila",
    "Europe/London",       "Pacific/Chatham",
    "America/Sao_Paulo",   "UTC",
    "Etc/GMT+12",          "Africa/Monrovia",
    "Asia/Amman",
};

TEST(SystemTimeZones, BeginDaysWhereLocalClocksDo) {
  struct Day {
    const char* zone;
    const char* date;
    const char* begins;
  };
  const Day days[] = {
      {"Asia/Beirut", "2026-02-18", "2026-02-17T22:00:00Z"},
      {"Asia/Beirut", "2026-03-29", "2026-03-28T22:00:00Z"},  // clocks spring from 0:00 to 1:00
      {"Asia/Beirut", "2026-10-25", "2026-10-24T22:00:00Z"},  // at midnight they fall back to 23:00
      {"America/Havana", "2026-03-08", "2026-03-08T05:00:00Z"},
      {"Africa/Cairo", "2026-04-24", "2026-04-23T22:00:00Z"},
      {"Pacific/Apia", "2011-12-29", "2011-12-29T10:00:00Z"},
      {"Pacific/Apia", "2011-12-30", "2011-12-30T10:00:00Z"},  // skipped as a whole
      {"Pacific/Apia", "2011-12-31", "2011-12-30T10:00:00Z"},
      {"America/St_Johns", "2011-03-13", "2011-03-13T03:30:00Z"},
      {"America/St_Johns", "2010-11-07", "2010-11-07T02:30:00Z"},  // 0:01 became 23:01: it began twice
      {"America/New_York", "2100-07-01", "2100-07-01T04:00:00Z"},  // summer time in years that no table lists
      {"Asia/Beirut", "2199-07-01", "2199-06-30T21:00:00Z"},
  };
  for (const Day& day : days) {
    EXPECT_EQ(to_string(zone(day.zone).start_of(parse_date(day.date).value())), day.begins) << day.zone << day.date;
  }
}

TEST(SystemTimeZones, KnowNothingElse) {
  for (const char* name : {"", "Mars/Olympus", "../../../etc/passwd", "/etc/localtime", "asia/beirut", "tzdata.zi"}) {
    EXPECT_EQ(zones().find(name), nullptr) << name;
  }
}

TEST(SystemTimeZones, SayWhichDatabaseTheyAre) { EXPECT_EQ(zones().version().substr(0, 2), "20"); }

TEST(SystemTimeZones, AreTheSameForAllThreads) {
  const SystemTimeZones system;
  std::vector<const TimeZone*> found(8);
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < found.size(); ++i) {
    threads.emplace_back([&, i] {
      for (const char* name : kNames) system.find(name);
      found[i] = system.find("Asia/Beirut");
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const TimeZone* each : found) EXPECT_EQ(each, found[0]);
}

// Instants; many of them lie close to a change of the clocks.
rc::Gen<Instant> any_instant(const std::string& name, int first_year, int last_year) {
  const auto from = sys_days{year{first_year} / January / 1};
  const auto until = sys_days{year{last_year} / January / 1};
  return rc::gen::map(
      rc::gen::tuple(rc::gen::inRange<std::int64_t>(sys_seconds{from}.time_since_epoch().count(),
                                                    sys_seconds{until}.time_since_epoch().count()),
                     rc::gen::element<std::int64_t>(-1, -90000, -3600'000'001, 0, 0, 1, 3600'000'000, 90000'000'000),
                     rc::gen::arbitrary<bool>()),
      [name](const auto& drawn) {
        const auto& [second, near, at_change] = drawn;
        const sys_seconds instant{seconds{second}};
        const auto info = date::locate_zone(name)->get_info(instant);
        const bool changes = info.end < sys_days{year{2200} / January / 1};
        return (at_change && changes ? Instant{info.end} : Instant{instant}) + microseconds{near};
      });
}

RC_GTEST_PROP(SystemTimeZonesLaw, AnswerAsTheDatabaseDoes, ()) {
  const std::string name = *rc::gen::elementOf(std::vector<std::string>(std::begin(kNames), std::end(kNames)));
  const Instant instant = *any_instant(name, 1850, 2037);
  const auto expected = date::locate_zone(name)->get_info(floor<seconds>(instant)).offset;
  RC_ASSERT(zone(name).offset_at(instant) == expected);
  RC_ASSERT(zone(name).date_at(instant) == Date{floor<days>(instant + expected).time_since_epoch()});
}

RC_GTEST_PROP(SystemTimeZonesLaw, AnswerAsTheSystemDoesInLaterYears, ()) {
  const std::string name = *rc::gen::elementOf(std::vector<std::string>(std::begin(kNames), std::end(kNames)));
  const auto day = *rc::gen::inRange(0, 365 * 160);
  const auto second = *rc::gen::inRange(0, 86400);
  const sys_seconds instant = sys_days{year{2037} / January / 1} + days{day} + seconds{second};
  ::setenv("TZ", (":" + name).c_str(), 1);
  ::tzset();
  const std::time_t time = instant.time_since_epoch().count();
  std::tm local{};
  ::localtime_r(&time, &local);
  RC_ASSERT(zone(name).offset_at(instant).count() == local.tm_gmtoff);
}

RC_GTEST_PROP(SystemTimeZonesLaw, ADayBeginsAtItsFirstInstant, ()) {
  const std::string name = *rc::gen::elementOf(std::vector<std::string>(std::begin(kNames), std::end(kNames)));
  const TimeZone& place = zone(name);
  const Date date = place.date_at(*any_instant(name, 1850, 2190));
  const Instant begins = place.start_of(date);
  RC_ASSERT(place.date_at(begins) >= date);
  RC_ASSERT(place.date_at(begins - microseconds{1}) < date);
  // Nothing before it belongs to the day, as far back as clocks have ever been set.
  for (int minutes_back = 1; minutes_back < 48 * 60; minutes_back += 7) {
    RC_ASSERT(place.date_at(begins - minutes{minutes_back}) < date);
  }
}

// Each crossing, and nothing else, is an instant where the date is reached or left again.
RC_GTEST_PROP(SystemTimeZonesLaw, CrossingsAreWhereTheDateIsReachedOrLeft, ()) {
  const std::string name = *rc::gen::elementOf(std::vector<std::string>(std::begin(kNames), std::end(kNames)));
  const TimeZone& place = zone(name);
  const Date date = place.date_at(*any_instant(name, 1930, 2190)) + days{*rc::gen::inRange(-1, 2)};
  const auto crossings = place.crossings(date);
  std::vector<Instant> expected;
  const Instant nominal{microseconds{date.time_since_epoch()}};
  // Offsets are whole seconds. But clocks change and days begin at whole minutes of UTC, except in local mean time.
  const bool mean_time = place.offset_at(nominal) % minutes{1} != seconds{0} ||
                         place.offset_at(nominal + days{2}) % minutes{1} != seconds{0} ||
                         place.offset_at(nominal - days{2}) % minutes{1} != seconds{0};
  const seconds step = mean_time ? seconds{1} : seconds{60};
  bool inside = false;
  for (Instant at = nominal - hours{30}; at < nominal + hours{30}; at += step) {
    if ((place.date_at(at) >= date) != inside) {
      expected.push_back(at);
      inside = !inside;
    }
  }
  RC_ASSERT(std::vector<Instant>(crossings.at.begin(), crossings.at.begin() + crossings.count) == expected);
}

}  // namespace
}  // namespace assent::zones_test
