// What a cell of a list says of a time: an instant, a day, or the time that a clock on the wall showed; and between
// which instants that lies. Pure; thread-safe.
#pragma once

#include "base/instant.hpp"
#include "base/time_zone.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace assent {

struct WrittenTime {
  Date day;
  std::optional<std::chrono::microseconds> time_of_day;  // none: the day as a whole
  std::optional<std::chrono::minutes> offset;            // from UTC; none: where it was is not said
};

// `2026-02-18`; the same with a time of day after `T` or a blank, `2026-02-18 10:33`, `…:15`, `…:15.25`; and then with
// an offset, `Z`, `UTC`, `+02:00`, `+0200` or `+02`, after a blank or not. A leap second is the second after it.
// Nothing: it says none of these.
std::optional<WrittenTime> read_time(std::string_view text);

// Whether a format tells a day, and nothing that it does not know. It is made of
//
//   YYYY YY     the year; of two figures those from 70 on are of the last century
//   MM M MON    the month in figures, two of them or as many as it takes, or its first three letters in English
//   DD D        the day
//   hh HH HH24  the hour, two figures or one; with AM before noon and after it
//   mm MI       the minute
//   ss SS       the second
//   AM          AM or PM
//   Z           an offset, as in read_time()
//
// each at most once, hours only with minutes; of T; and of marks that are no letters. Others stand for themselves.
bool is_time_format(std::string_view format);

// The text in that format; where that has no time of day, also with one after it, which is passed over. Nothing: it is
// not, or no such day exists. Precondition: is_time_format(format).
std::optional<WrittenTime> read_time(std::string_view text, std::string_view format);

// The first and the last instant that it can mean. `zone` is where it was said, if there is no offset; null: that is
// not known, and it can have been anywhere on earth.
struct StatedTime {
  Instant first;
  Instant last;
};
StatedTime instants_of(const WrittenTime& time, const TimeZone* zone);

}  // namespace assent
