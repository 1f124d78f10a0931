// A day in an unknown zone: it is some twenty-six hours longer than a day in one zone. Pure.
#pragma once

#include "base/instant.hpp"

#include <chrono>

namespace assent {

// The first instant that is in that day anywhere on earth: fourteen hours before it begins in UTC.
inline constexpr Instant day_begins_on_earth(Date day) {
  return Instant{day.time_since_epoch()} - std::chrono::hours{14};
}

// The first instant that is no longer in that day anywhere: twelve hours after it ends in UTC.
inline constexpr Instant day_ends_on_earth(Date day) {
  return Instant{day.time_since_epoch()} + std::chrono::days{1} + std::chrono::hours{12};
}

}  // namespace assent
