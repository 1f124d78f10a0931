// Zones: the use case of holding the time zone data in use against what is known of them and against other data.
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

namespace assent {

// Other data, and which zones of them.
struct OtherZones {
  std::unique_ptr<const TimeZones> zones;
  std::vector<std::string> names;
};

struct OtherZonesHeld {
  std::string version;    // of the other data; empty: none
  std::size_t zones = 0;  // how many
  std::vector<ZoneTold> differing;
  bool older = false;  // than what is in use
};

struct ZonesHeld {
  std::string version;             // in use; empty: none
  std::optional<std::string> old;  // why it is not to be relied on; none: it is
  std::optional<OtherZonesHeld> compared;

  bool in_order() const { return !old && (!compared || compared->differing.empty()); }
};

// `other` nullptr: there are none to compare with. `packs` nullptr: there are none whose footprint may be concerned.
// Throws ZoneDataUnreadable.
ZonesHeld check_zones(const TimeZones& in_use, Instant now, const OtherZones* other, const RulePacks* packs);

}  // namespace assent
