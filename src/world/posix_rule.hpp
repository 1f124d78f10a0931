// PosixRule: how a zone's clocks change after the last change that its database lists: the TZ string of POSIX, with the
// extensions of RFC 8536 (hours from -167 to 167), from the last line of a zone's file.
#pragma once

#include "base/instant.hpp"

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace assent::world {

struct PosixRule {
  // A day of the year: `Mm.w.d`, `Jn` (1 to 365, never 29 February) or `n` (0 to 365); and a local time on it.
  struct Change {
    enum class Form { month_week_day, julian, day_of_year } form = Form::month_week_day;
    unsigned month = 0;
    unsigned week = 0;  // 5: the last one
    unsigned weekday = 0;
    int day = 0;
    std::chrono::seconds time{};

    std::chrono::sys_seconds in(std::chrono::year year) const;  // as if local time were UTC
  };

  std::chrono::seconds standard{};               // east of UTC
  std::optional<std::chrono::seconds> daylight;  // none: standard all the year
  Change begins;                                 // of daylight time, by standard time
  Change ends;                                   // by daylight time

  struct Transition {
    std::chrono::sys_seconds at;
    std::chrono::seconds offset;
  };
  // Those of one year, in order.
  std::vector<Transition> transitions_in(std::chrono::year year) const;
};

// Nothing where `text` is not such a rule.
std::optional<PosixRule> parse_posix_rule(std::string_view text);

}  // namespace assent::world
