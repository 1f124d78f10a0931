// Compiled zones are read as they were compiled, in every version; other bytes are refused.

#include "world/tzif.hpp"
#include "base/zone_data.hpp"
#include "store/scratch.hpp"
#include "world/files.hpp"
#include "world/zones.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace assent::tzif_test {

using namespace world;
namespace {

using namespace std::chrono;

std::string data(const std::string& name) { return std::string(ASSENT_SOURCE_DIR) + "/tests/world/data/" + name; }

Instant at(const char* text) { return parse_instant(text).value(); }

const SystemTimeZones& old_zones() {
  static const SystemTimeZones zones(data("zones-2025b"));
  return zones;
}
const SystemTimeZones& new_zones() {
  static const SystemTimeZones zones(data("zones-2026f"));
  return zones;
}

int hours_in(const SystemTimeZones& zones, const char* name, const char* instant) {
  return static_cast<int>(duration_cast<hours>(zones.find(name)->offset_at(at(instant))).count());
}

TEST(ZoneData, SayTheirVersion) {
  EXPECT_EQ(old_zones().version(), "2025b");
  EXPECT_EQ(new_zones().version(), "2026f");
  EXPECT_EQ(SystemTimeZones(data("nowhere")).version(), "unknown");
  EXPECT_EQ(SystemTimeZones(data("nowhere")).find("UTC"), nullptr);
}

// The winter in which clocks were no longer set back, or no longer forward: old data are wrong by an hour.
TEST(ZoneData, OfBothVersionsTellTheirOwnTimes) {
  struct Case {
    const char* zone;
    int before;
    int since;
  };
  const char* const winter = "2026-12-15T12:00:00Z";
  for (const Case& each :
       {Case{"America/Vancouver", -8, -7}, Case{"America/Edmonton", -7, -6}, Case{"America/Winnipeg", -6, -5},
        Case{"Africa/Casablanca", 1, 0}, Case{"Asia/Beirut", 2, 2}, Case{"Europe/Dublin", 0, 0}}) {
    EXPECT_EQ(hours_in(old_zones(), each.zone, winter), each.before) << each.zone;
    EXPECT_EQ(hours_in(new_zones(), each.zone, winter), each.since) << each.zone;
  }
}

TEST(ZoneData, AreComparedFromTheFirstInstantThatDiffers) {
  for (const char* name :
       {"America/Vancouver", "America/Edmonton", "America/Winnipeg", "America/Havana", "Africa/Casablanca"}) {
    const auto found = difference(*old_zones().find(name), *new_zones().find(name));
    ASSERT_TRUE(found) << name;
    EXPECT_GE(found->from, at("2026-01-01T00:00:00Z")) << name;
    EXPECT_LT(found->from, at("2026-12-01T00:00:00Z")) << name;
    EXPECT_NE(found->before, found->after);
    EXPECT_EQ(old_zones().find(name)->offset_at(found->from - microseconds{1}),
              new_zones().find(name)->offset_at(found->from - microseconds{1}));
  }
  for (const char* name : {"Asia/Beirut", "Europe/Dublin", "UTC", "Pacific/Apia"}) {
    EXPECT_FALSE(difference(*old_zones().find(name), *new_zones().find(name))) << name;
  }
}

TEST(ZoneData, DifferForATimeOrForGood) {
  const TimeZone one("A", {{kEarliest, hours{1}}});
  const TimeZone other("A", {{kEarliest, hours{1}},
                             {at("1960-01-01T00:00:00Z"), hours{3}},
                             {at("1961-01-01T00:00:00Z"), hours{1}},
                             {at("2026-01-01T00:00:00Z"), hours{2}},
                             {at("2026-03-01T00:00:00Z"), hours{1}},
                             {at("2027-01-01T00:00:00Z"), hours{2}},
                             {at("2027-02-01T00:00:00Z"), hours{1}}});
  EXPECT_EQ(difference(one, other),
            (ZoneDifference{at("2026-01-01T00:00:00Z"), at("2027-02-01T00:00:00Z"), hours{1}, hours{2}}));
  const TimeZone since("A", {{kEarliest, hours{2}}});
  EXPECT_EQ(difference(one, since), (ZoneDifference{Instant{}, kNever, hours{1}, hours{2}}));
  EXPECT_FALSE(difference(one, one));
}

TEST(ZoneData, AreOldWhereNewerOnesWereThereOrAYearHasPassed) {
  EXPECT_TRUE(why_old("2025b", at("2025-05-01T00:00:00Z")));
  EXPECT_FALSE(why_old(kNewestZoneData, at("2026-12-01T00:00:00Z")));
  EXPECT_TRUE(why_old(kNewestZoneData, at("2027-12-01T00:00:00Z")));
  EXPECT_FALSE(why_old("2027a", at("2027-12-01T00:00:00Z")));
  EXPECT_TRUE(why_old("2027a", at("2028-02-01T00:00:00Z")));
  EXPECT_TRUE(why_old("unknown", at("2026-12-01T00:00:00Z")));
  EXPECT_FALSE(why_old("", at("2026-12-01T00:00:00Z")));
  EXPECT_EQ(compare_zone_data("2025b", "2026a"), -1);
  EXPECT_EQ(compare_zone_data("2026b", "2026a"), 1);
  EXPECT_EQ(compare_zone_data("2026f", "2026f"), 0);
  EXPECT_FALSE(compare_zone_data("unknown", "2026f"));
}

// If clocks continue to change, up to the last date of the rule; otherwise for ever.
TEST(ZoneData, SayUntilWhenTheyAreKnown) {
  EXPECT_EQ(new_zones().find("Asia/Beirut")->known_until(), at("2201-01-01T00:00:00Z"));
  EXPECT_EQ(new_zones().find("UTC")->known_until(), kNotInTime);
  EXPECT_EQ(new_zones().find("America/Vancouver")->known_until(), kNotInTime);
}

TEST(ZoneData, NameTheirZones) {
  const auto names = new_zones().names();
  ASSERT_TRUE(names);
  EXPECT_EQ(names->size(), 9U);
  EXPECT_EQ(names->front(), "Africa/Casablanca");
  EXPECT_FALSE(SystemTimeZones(data("nowhere")).names());
}

TEST(Tzif, CutOffAnywhereIsRefusedOrKnownNoLonger) {
  const std::string whole = read_file(data("zones-2026f/Asia/Beirut")).value();
  const auto zone = parse_tzif(whole, "Asia/Beirut", year{2200});
  ASSERT_TRUE(zone);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto cut = parse_tzif(whole.substr(0, size), "Asia/Beirut", year{2200});
    EXPECT_TRUE(!cut || cut->known_until() <= zone->known_until()) << size;
  }
  EXPECT_FALSE(parse_tzif("", "A", year{2200}));
  EXPECT_FALSE(parse_tzif("TZif", "A", year{2200}));
}

// An unknown zone denies one customer. A zone whose data cannot be read says nothing about any customer: to continue
// would import customers without their zone.
TEST(ZoneData, ThatCannotBeReadAreNotAnUnknownZone) {
  const Scratch scratch;
  const std::string folder = scratch.folder().string();
  std::filesystem::create_directory(folder + "/Asia");
  const std::string whole = read_file(data("zones-2026f/Asia/Beirut")).value();
  std::ofstream(folder + "/Asia/Beirut") << whole;
  std::ofstream(folder + "/Asia/Gaza") << whole.substr(0, whole.size() / 2);
  std::ofstream(folder + "/leapseconds") << "# no zone\n";
  std::filesystem::create_symlink("Round", folder + "/Asia/Round");
  const SystemTimeZones zones(folder);

  EXPECT_NE(zones.find("Asia/Beirut"), nullptr);
  EXPECT_EQ(zones.find("Asia/Nowhere"), nullptr);
  EXPECT_EQ(zones.find("Asia/Beirut/Hamra"), nullptr);
  EXPECT_EQ(zones.find(std::string(5'000, 'A')), nullptr);
  EXPECT_EQ(zones.find("leapseconds"), nullptr);
  EXPECT_THROW(zones.find("Asia/Gaza"), ZoneDataUnreadable);
  EXPECT_THROW(zones.find("Asia/Round"), ZoneDataUnreadable);
  ASSERT_FALSE(zones.names());
  EXPECT_NE(zones.names().error().code, ErrorCode::invalid);
}

RC_GTEST_PROP(TzifLaw, AnyBytesAreReadOrRefused, ()) {
  static const std::string whole = read_file(data("zones-2025b/America/Havana")).value();
  std::string bytes = whole;
  for (int changes = *rc::gen::inRange(1, 6); changes > 0; --changes) {
    const auto place = static_cast<std::size_t>(*rc::gen::inRange<int>(0, static_cast<int>(bytes.size())));
    bytes[place] = *rc::gen::arbitrary<char>();
  }
  const auto zone = parse_tzif(bytes, "A", year{2200});
  if (!zone) return;
  const Instant instant =
      instant_of(*rc::gen::inRange<std::int64_t>(microseconds_of(kEarliest), microseconds_of(kNever) + 1));
  RC_ASSERT(zone->date_at(instant) >= Date{floor<days>(instant).time_since_epoch()} - days{1});
  RC_ASSERT(zone->periods().front().begins == kEarliest);
}

}  // namespace
}  // namespace assent::tzif_test
