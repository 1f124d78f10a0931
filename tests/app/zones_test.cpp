// The time zone data in use, compared with other data: the zones whose local times differ, and the packs with that
// footprint.

#include "app/zones.hpp"
#include "decision/packs.hpp"
#include "service/setting.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <utility>

namespace assent::zones_use_case_test {

using namespace app;
namespace {

using service_test::at;
using testing::ElementsAre;

class Data final : public TimeZones {
 public:
  explicit Data(std::string its_version) : version_(std::move(its_version)) {}
  Data&& with(const std::string& name, std::vector<TimeZone::Period> periods) && {
    zones_.emplace(name, TimeZone(name, std::move(periods)));
    return std::move(*this);
  }
  const TimeZone* find(std::string_view name) const override {
    const auto zone = zones_.find(name);
    return zone == zones_.end() ? nullptr : &zone->second;
  }
  std::string version() const override { return version_; }

 private:
  std::string version_;
  std::map<std::string, TimeZone, std::less<>> zones_;
};

constexpr std::chrono::hours kTwo{2};
constexpr std::chrono::hours kThree{3};

TEST(ZonesHeldAgainstOthers, SayWhereLocalTimesDifferAndWhoIsConcerned) {
  const Data in_use = Data("2026a").with("Asia/Beirut", {{kEarliest, kTwo}}).with("Asia/Dubai", {{kEarliest, kThree}});
  const Instant change = at("2026-10-01T00:00:00Z");
  const OtherZones newer{std::make_unique<const Data>(Data("2026c")
                                                          .with("Asia/Beirut", {{kEarliest, kTwo}, {change, kThree}})
                                                          .with("Asia/Dubai", {{kEarliest, kThree}})
                                                          .with("Asia/New", {{kEarliest, kTwo}})),
                         {"Asia/Beirut", "Asia/Dubai", "Asia/New", "Asia/Nowhere"}};
  const RulePacks packs = RulePacks::of({{"tra.toml", test::text_of("regimes/tra.toml")}});
  const ZonesHeld held = check_zones(in_use, at("2026-06-01T00:00:00Z"), &newer, &packs);
  EXPECT_FALSE(held.in_order());
  EXPECT_EQ(held.version, "2026a");
  ASSERT_TRUE(held.compared);
  EXPECT_FALSE(held.compared->older);
  ASSERT_EQ(held.compared->differing.size(), 2U);
  const wire::ZoneTold& beirut = held.compared->differing.front();
  EXPECT_EQ(beirut.zone, "Asia/Beirut");
  EXPECT_THAT(beirut.packs, ElementsAre("tra"));
  ASSERT_TRUE(beirut.difference);
  EXPECT_EQ(beirut.difference->from, change);
  EXPECT_EQ(beirut.difference->here, kTwo);
  EXPECT_EQ(beirut.difference->there, kThree);
  EXPECT_EQ(held.compared->differing.back().zone, "Asia/New");
  EXPECT_FALSE(held.compared->differing.back().difference) << "the data in use do not have it";
}

TEST(ZonesHeldAgainstOthers, AreInOrderWhereNoneDiffersAndTheyAreNotOld) {
  const Data in_use = Data("2026f").with("Asia/Beirut", {{kEarliest, kTwo}});
  const OtherZones older{std::make_unique<const Data>(Data("2026a").with("Asia/Beirut", {{kEarliest, kTwo}})),
                         {"Asia/Beirut"}};
  const ZonesHeld held = check_zones(in_use, at("2026-12-01T00:00:00Z"), &older, nullptr);
  EXPECT_TRUE(held.in_order());
  EXPECT_TRUE(held.compared->older);
  const ZonesHeld years_later = check_zones(in_use, at("2030-12-01T00:00:00Z"), nullptr, nullptr);
  EXPECT_FALSE(years_later.in_order());
  EXPECT_TRUE(years_later.old);
}

}  // namespace
}  // namespace assent::zones_use_case_test
