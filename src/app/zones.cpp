#include "app/zones.hpp"

#include "base/zone_data.hpp"

#include <utility>

namespace assent::app {
namespace {

// The packs whose footprint ends in that zone.
Names packs_ending_in(const RulePacks* packs, const std::string& zone) {
  Names ids;
  if (packs == nullptr) return ids;
  for (const RulePack& each : packs->all()) {
    if (each.regime && each.regime->footprint_last_zone == zone && !contains(ids, each.regime->id)) {
      ids.push_back(each.regime->id);
    }
  }
  return ids;
}

}  // namespace

ZonesHeld check_zones(const TimeZones& in_use, Instant now, const OtherZones* other, const RulePacks* packs) {
  ZonesHeld held;
  held.version = in_use.version();
  held.old = why_old(held.version, now);
  if (other == nullptr) return held;
  OtherZonesHeld& compared = held.compared.emplace();
  compared.version = other->zones->version();
  compared.zones = other->names.size();
  compared.older = compare_zone_data(compared.version, held.version) == -1;
  for (const std::string& name : other->names) {
    const TimeZone* mine = in_use.find(name);
    const TimeZone* theirs = other->zones->find(name);
    if (theirs == nullptr) continue;
    wire::ZoneTold told{name, std::nullopt, packs_ending_in(packs, name)};
    if (mine != nullptr) {
      const auto found = difference(*mine, *theirs);
      if (!found) continue;
      told.difference = wire::ZoneTold::Difference{found->from, found->until, found->before, found->after};
    }
    compared.differing.push_back(std::move(told));
  }
  return held;
}

}  // namespace assent::app
