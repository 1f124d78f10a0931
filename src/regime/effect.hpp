// When a pack is in effect, as instants. Pure.
//
// A pack's days are those of its footprint's last zone, so that one pack is in effect everywhere at once. If that zone
// is not known, they are days of UTC.
#pragma once

#include "base/instant.hpp"
#include "base/time_zone.hpp"
#include "regime/regime.hpp"

#include <optional>

namespace assent::regime {

// `day` is before the first day in effect, or after the last one.
bool begins_after(const Regime& regime, Date day);
bool ended_before(const Regime& regime, Date day);

// The last day on which its decisions are valid: its own last day, or the day before the next version begins. None:
// open.
std::optional<Date> last_day(const Regime& regime);

// `footprint` is the zone of that name; nullptr: there is none.
Date day_under(const TimeZone* footprint, Instant at);
bool in_effect(const Regime& regime, const TimeZone* footprint, Instant at);

// The first instant after `at` at which these rules no longer support a decision about a customer in `own` (nullptr:
// the zone is not known): their last day has ended in the footprint or in the customer's zone, whichever comes first
// after `at`. kNotInTime: neither comes.
Instant rules_end(const Regime& regime, const TimeZone* footprint, const TimeZone* own, Instant at);

}  // namespace assent::regime
