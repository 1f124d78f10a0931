// Instant and Date: the two kinds of time in this project, kept apart by their types.
//
// An Instant is a point on the UTC time line, in microseconds (what PostgreSQL's timestamptz holds). A Date is
// a day in some place's calendar and has no zone of its own; only a TimeZone turns one into the other.
// Years 0001 to 9999 of the proleptic Gregorian calendar. Leap seconds are not represented (as in POSIX time).
#pragma once

#include "base/result.hpp"

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace assent {

using Instant = std::chrono::sys_time<std::chrono::microseconds>;
using Date = std::chrono::local_days;

// The last instant that can be written (end of year 9999). As an end (of a decision, of a search) it means "never". It
// is an instant like any other, and questions about it are allowed.
inline constexpr Instant kNever{std::chrono::microseconds{253402300799999999LL}};
// The first one (start of year 0001).
inline constexpr Instant kEarliest{std::chrono::microseconds{-62135596800000000LL}};
// Later than all of them: for what never happens.
inline constexpr Instant kNotInTime = Instant::max();

inline constexpr std::int64_t microseconds_of(Instant instant) { return instant.time_since_epoch().count(); }
inline constexpr Instant instant_of(std::int64_t microseconds) {
  return Instant{std::chrono::microseconds{microseconds}};
}

// Reads an RFC 3339 date-time: "2026-02-18T00:00:00+02:00", "…Z", fractions of up to six digits (further zeros
// allowed). Refuses a leap second, a local time without offset, and a day that does not exist.
Result<Instant> parse_instant(std::string_view text);

// Reads "2026-02-18".
Result<Date> parse_date(std::string_view text);

// RFC 3339 in UTC: "2026-02-17T22:00:00Z"; a fraction only when there is one, without trailing zeros.
std::string to_string(Instant instant);

// "2026-02-18".
std::string to_string(Date date);

// The same day of the year, `years` later; 29 February becomes 28 February if the year has none. It can be after the
// year 9999, so that nothing that lasts until then ends earlier; but not before the year 1, nor after std::chrono's
// last year.
Date anniversary(Date date, int years);

}  // namespace assent
