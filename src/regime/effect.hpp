// When a pack is in effect, as instants. Pure.
//
// A pack's days are those of its footprint's last zone: whichever pack is in effect is so everywhere at once. Where
// that zone is not known they are days of UTC.
#pragma once

#include "base/instant.hpp"
#include "base/time_zone.hpp"
#include "regime/regime.hpp"

#include <optional>

namespace assent {

// `day` lies before the first day in effect, or behind the last one.
bool begins_after(const Regime& regime, Date day);
bool ended_before(const Regime& regime, Date day);

// The last day on which its answers hold: its own last one, or the one before a version that follows. None: open.
std::optional<Date> last_day(const Regime& regime);

// `footprint` is the zone of that name, nullptr where there is none.
Date day_under(const TimeZone* footprint, Instant at);
bool in_effect(const Regime& regime, const TimeZone* footprint, Instant at);

// The first instant after `at` at which an answer about a customer in `own` (nullptr: the zone is not known) no longer
// stands on these rules: its last day has ended in the footprint or where he is, whichever is first and still to come.
// kNotInTime: none is to come.
Instant rules_end(const Regime& regime, const TimeZone* footprint, const TimeZone* own, Instant at);

}  // namespace assent
