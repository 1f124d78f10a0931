// Zones: the use case of checking the time zone data in use, alone and against other data.
#pragma once

#include "app/rule_packs.hpp"
#include "base/instant.hpp"
#include "base/time_zone.hpp"
#include "wire/zones.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace assent::app {

// Other data, and the zones to compare.
struct OtherZones {
  std::unique_ptr<const TimeZones> zones;
  std::vector<std::string> names;
};

struct OtherZonesHeld {
  std::string version;    // of the other data; empty: none
  std::size_t zones = 0;  // how many
  std::vector<wire::ZoneTold> differing;
  bool older = false;  // than what is in use
};

struct ZonesHeld {
  std::string version;             // in use; empty: none
  std::optional<std::string> old;  // why it is not reliable; none: it is
  std::optional<OtherZonesHeld> compared;

  bool in_order() const { return !old && (!compared || compared->differing.empty()); }
};

// `other` nullptr: no other data to compare. `packs` nullptr: no packs whose footprint could be affected. Throws
// ZoneDataUnreadable.
ZonesHeld check_zones(const TimeZones& in_use, Instant now, const OtherZones* other, const RulePacks* packs);

}  // namespace assent::app
