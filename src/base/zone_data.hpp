// Zone data: how old the time zone data are, and where newer data differ. Pure.
#pragma once

#include "base/time_zone.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace assent {

// The newest version when this program was built.
inline constexpr std::string_view kNewestZoneData = "2026f";

// Why data of that version are not reliable now, in words; nothing: they are reliable, or have no versions. They are
// old if newer ones existed when the program was built, or a year after their release, as far as their name shows it.
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
