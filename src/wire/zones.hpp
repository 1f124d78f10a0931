// Time zone data, and where other data differ, as JSON: docs/schema/zones.schema.json.
#pragma once

#include "base/instant.hpp"
#include "consent/coverage.hpp"

#include <boost/json/object.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assent::wire {

// Where other data give other local times for one zone.
struct ZoneTold {
  std::string zone;
  struct Difference {
    Instant from;                  // the first instant
    Instant until;                 // from which on they never do so any more; kNever: there is none
    std::chrono::seconds here{};   // east of UTC at `from`, by the data in use
    std::chrono::seconds there{};  // and by the other
  };
  std::optional<Difference> difference;  // none: the data in use do not have the zone
  Names packs;                           // of which it is the footprint's last zone
};

// Data against which those in use were checked.
struct ZonesCompared {
  std::string_view version;  // empty: none
  std::size_t compared = 0;  // how many zones
  std::span<const ZoneTold> differing;
};

struct ZonesChecked {
  std::string_view zone_data;      // the version in use; empty: none
  std::string_view newest_known;   // when the program was built
  std::optional<std::string> old;  // why the data are not reliable; none: they are
  std::optional<ZonesCompared> with;
};
boost::json::object json_of(const ZonesChecked& checked);

// "+03:00".
std::string offset_text(std::chrono::seconds east_of_utc);

}  // namespace assent::wire
