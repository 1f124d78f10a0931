#include "base/time_zone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

namespace assent {

using std::chrono::days;
using std::chrono::duration_cast;
using std::chrono::floor;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

TimeZone::TimeZone(std::string name, std::vector<Period> periods, Instant known_until)
    : name_(std::move(name)), periods_(std::move(periods)), known_until_(known_until) {
  assert(!periods_.empty() && periods_.front().begins <= kEarliest);
}

TimeZone TimeZone::fixed(std::string name, seconds offset) {
  return TimeZone(std::move(name), {Period{kEarliest, offset}});
}

std::size_t TimeZone::period_at(Instant instant) const {
  const auto after = std::upper_bound(periods_.begin(), periods_.end(), instant,
                                      [](Instant wanted, const Period& period) { return wanted < period.begins; });
  return after == periods_.begin() ? 0 : static_cast<std::size_t>(after - periods_.begin()) - 1;
}

seconds TimeZone::offset_at(Instant instant) const { return periods_[period_at(instant)].offset; }

Date TimeZone::date_at(Instant instant) const {
  return Date{floor<days>(instant + offset_at(instant)).time_since_epoch()};
}

TimeZone::Crossings TimeZone::crossings(Date date) const {
  // Midnight as if local time were UTC. The real crossings are within a day and a half of it, because no offset is
  // larger than a day.
  const Instant nominal{microseconds{date.time_since_epoch()}};
  const Instant from = nominal - days{2};
  const Instant until = nominal + days{2};
  const auto reached = [&](Instant instant, seconds offset) { return instant + offset >= nominal; };

  Crossings found;
  std::size_t i = period_at(from);
  bool inside = reached(from, periods_[i].offset);
  for (; i < periods_.size() && periods_[i].begins < until; ++i) {
    const Instant begins = std::max(periods_[i].begins, from);
    const Instant ends = i + 1 < periods_.size() ? std::min(periods_[i + 1].begins, until) : until;
    if (const bool now = reached(begins, periods_[i].offset); now != inside) {
      found.at[static_cast<std::size_t>(found.count++)] = begins;
      inside = now;
    }
    const Instant midnight = nominal - periods_[i].offset;
    if (!inside && midnight > begins && midnight < ends) {
      found.at[static_cast<std::size_t>(found.count++)] = midnight;
      inside = true;
    }
    if (found.count == static_cast<int>(found.at.size())) break;
  }
  return found;
}

Instant TimeZone::start_of(Date date) const {
  const Crossings found = crossings(date);
  assert(found.count > 0);
  return found.at[0];
}

Instant TimeZone::end_of(Date date) const {
  const Crossings found = crossings(date + days{1});
  assert(found.count > 0);
  return found.at[static_cast<std::size_t>(found.count) - 1] - microseconds{1};
}

std::string TimeZone::local_text(Instant instant) const {
  const seconds offset = offset_at(instant);
  std::string text = to_string(Instant{instant + offset});
  text.pop_back();
  const auto minutes_east = duration_cast<minutes>(offset).count();
  const auto size = minutes_east < 0 ? -minutes_east : minutes_east;
  return text + fmt::format("{}{:02}:{:02}", minutes_east < 0 ? '-' : '+', size / 60, size % 60);
}

}  // namespace assent
