#include "regime/effect.hpp"

#include <algorithm>

namespace assent::regime {
namespace {

// After its last day there is no day on which it is valid.
Instant day_after(Date last, const TimeZone* zone) {
  const Date after = last + std::chrono::days{1};
  return zone != nullptr ? zone->start_of(after) : Instant{after.time_since_epoch()};
}

}  // namespace

bool begins_after(const Regime& regime, Date day) { return regime.in_effect_from && day < *regime.in_effect_from; }
bool ended_before(const Regime& regime, Date day) { return regime.in_effect_until && day > *regime.in_effect_until; }

std::optional<Date> last_day(const Regime& regime) {
  if (!regime.followed_from) return regime.in_effect_until;
  const Date before_next = *regime.followed_from - std::chrono::days{1};
  return std::min(regime.in_effect_until.value_or(before_next), before_next);
}

Date day_under(const TimeZone* footprint, Instant at) {
  return footprint != nullptr ? footprint->date_at(at)
                              : Date{std::chrono::floor<std::chrono::days>(at).time_since_epoch()};
}

bool in_effect(const Regime& regime, const TimeZone* footprint, Instant at) {
  const Date day = day_under(footprint, at);
  return !begins_after(regime, day) && !ended_before(regime, day);
}

Instant rules_end(const Regime& regime, const TimeZone* footprint, const TimeZone* own, Instant at) {
  const auto last = last_day(regime);
  if (!last) return kNotInTime;
  Instant end = kNotInTime;
  for (const TimeZone* zone : {footprint, own != nullptr ? own : footprint}) {
    if (const Instant there = day_after(*last, zone); there > at) end = std::min(end, there);
  }
  return end;
}

}  // namespace assent::regime
