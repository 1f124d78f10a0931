// Instants and local days, by Howard Hinnant's date library and the literal definitions.
#pragma once

#include <date/tz.h>

#include <chrono>
#include <string_view>

namespace twin {

using Instant = date::sys_time<std::chrono::microseconds>;
using Day = date::local_days;
using Zone = date::time_zone;

// RFC 3339 date-time. Throws std::invalid_argument.
Instant read_instant(std::string_view text);

// "2026-02-18". Throws std::invalid_argument.
Day read_day(std::string_view text);

bool is_plain_day(std::string_view text);

// The local date at that instant.
Day day_at(const Zone& zone, Instant instant);

// The first of all instants whose local date is `day`. If the day was skipped altogether: the first instant whose local
// date is a later one.
Instant first_instant(const Zone& zone, Day day);

// For an instant, a plain day means its first instant.
Instant instant_of(const Zone& zone, std::string_view text);

// For a local date, an instant means the local date at it.
Day day_of(const Zone& zone, std::string_view text);

// The same day `years` later; for 29 February it is 28 February if that year has no other.
Day anniversary(Day day, int years);

}  // namespace twin
