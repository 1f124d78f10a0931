// A day of which nobody knows the place: it is some twenty-six hours longer than a place's own. Pure.
#pragma once

#include "base/instant.hpp"

#include <chrono>

namespace assent {

// The first instant that is of that day anywhere on earth: fourteen hours before it begins in UTC.
inline constexpr Instant day_begins_on_earth(Date day) {
  return Instant{day.time_since_epoch()} - std::chrono::hours{14};
}

// The first instant that is of that day nowhere any more: twelve hours after it ends in UTC.
inline constexpr Instant day_ends_on_earth(Date day) {
  return Instant{day.time_since_epoch()} + std::chrono::days{1} + std::chrono::hours{12};
}

}  // namespace assent
