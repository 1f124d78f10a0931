// What a cell of a list says about a time: an instant, a day, or a local time; and the range of instants that it can
// mean. Pure; thread-safe.
#pragma once

#include "base/instant.hpp"
#include "base/time_zone.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace assent::intake {

struct WrittenTime {
  Date day;
  std::optional<std::chrono::microseconds> time_of_day;  // none: the whole day
  std::optional<std::chrono::minutes> offset;            // from UTC; none: the zone is not stated
};

// `2026-02-18`; the same with a time of day after `T` or a blank, `2026-02-18 10:33`, `…:15`, `…:15.25`; and then with
// an offset, `Z`, `UTC`, `+02:00`, `+0200` or `+02`, after a blank or not. A leap second is the second after it.
// Nothing: it says none of these.
std::optional<WrittenTime> read_time(std::string_view text);

// Whether a format gives a day and has nothing unknown. It is made of
//
//   YYYY YY     the year; with two digits, those from 70 on are in the last century
//   MM M MON    the month in digits, two or as many as needed, or its first three letters in English
//   DD D        the day
//   hh HH HH24  the hour, two digits or one; with AM, before or after noon
//   mm MI       the minute
//   ss SS       the second
//   AM          AM or PM
//   Z           an offset, as in read_time()
//
// each at most once, hours only with minutes; of T; and of characters that are not letters, which stand for themselves.
bool is_time_format(std::string_view format);

// Reads the text in that format. If the format has no time of day, a time after the day is ignored. Nothing: it is not
// in the format, or no such day exists. Precondition: is_time_format(format).
std::optional<WrittenTime> read_time(std::string_view text, std::string_view format);

// The first and the last instant that it can mean. `zone` is used if there is no offset; null: unknown, so it can be
// any zone on earth.
struct StatedTime {
  Instant first;
  Instant last;
};
StatedTime instants_of(const WrittenTime& time, const TimeZone* zone);

}  // namespace assent::intake
