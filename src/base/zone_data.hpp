// Zone data: how old what is known of the time zones is, and what newer data say otherwise. Pure.
#pragma once

#include "base/time_zone.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace assent {

// The newest when this program was made.
inline constexpr std::string_view kNewestZoneData = "2026f";

// Why data of that version are not to be relied on now, in words; nothing: they are, or are no data with versions. They
// are old when newer ones were there before the program was, or a year after they came out, as near as their name
// tells.
std::optional<std::string> why_old(std::string_view version, Instant now);

// -1: `a` is older than `b`; 1: newer; 0: the same. Nothing: one of them is no version (`2026a`).
std::optional<int> compare_zone_data(std::string_view a, std::string_view b);

// Where two tables of one zone tell other local times, from 1970 on.
struct ZoneDifference {
  Instant from;                   // the first instant
  Instant until;                  // the first one after which they never do so any more; kNever: there is none
  std::chrono::seconds before{};  // east of UTC at `from`, by the one
  std::chrono::seconds after{};   // and by the other

  friend bool operator==(const ZoneDifference&, const ZoneDifference&) = default;
};
std::optional<ZoneDifference> difference(const TimeZone& one, const TimeZone& other);

}  // namespace assent
