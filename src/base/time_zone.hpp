// TimeZone: a zone's offsets from UTC over time, as a value. Pure: it is made from a table, it reads nothing.
//
// The program fills the table from the system's time zone database (world/zones.hpp); tests write their own. Immutable
// after construction, so any number of threads can use one.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"

#include <array>
#include <chrono>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent {

class TimeZone {
 public:
  // From `begins` (included) until the next period's beginning, local time is UTC + `offset`.
  struct Period {
    Instant begins;
    std::chrono::seconds offset;
  };

  // Preconditions: `periods` is not empty, begins at or before kEarliest, and is strictly sorted by `begins`; offsets
  // are within a day of UTC. From `known_until` on it is unknown whether they are right.
  TimeZone(std::string name, std::vector<Period> periods, Instant known_until = kNotInTime);

  // A zone with one offset for all time, such as "+02:00", and for tests.
  static TimeZone fixed(std::string name, std::chrono::seconds offset);

  const std::string& name() const { return name_; }
  const std::vector<Period>& periods() const { return periods_; }
  // The first instant whose local date is a guess; kNotInTime: there is none.
  Instant known_until() const { return known_until_; }

  std::chrono::seconds offset_at(Instant instant) const;

  // The calendar day there at that instant.
  Date date_at(Instant instant) const;

  // The first instant of that local day. If midnight does not exist (clocks jump over it), the first instant that
  // exists; if the whole day was skipped, the first instant after the gap.
  Instant start_of(Date date) const;

  // The last instant of that local day: no later one has that date. If the whole day was skipped, the last instant
  // before the gap.
  Instant end_of(Date date) const;

  // Every instant at which "the local date is `date` or later" changes from false to true or back, in order. Almost
  // always one instant; three if clocks were set back across midnight. `count` says how many.
  struct Crossings {
    std::array<Instant, 5> at{};
    int count = 0;
  };
  Crossings crossings(Date date) const;

  // "2026-02-18T00:00:00+02:00": the instant as local clocks show it.
  std::string local_text(Instant instant) const;

 private:
  std::size_t period_at(Instant instant) const;

  std::string name_;
  std::vector<Period> periods_;
  Instant known_until_ = kNotInTime;
};

// The data of a zone exist, but cannot be read. To treat the zone as unknown would mean deciding and recording from
// less than is known. So the current work ends.
class ZoneDataUnreadable : public std::exception {
 public:
  explicit ZoneDataUnreadable(Error error) : error_(std::move(error)) {}

  const Error& error() const { return error_; }  // unavailable, or damaged
  const char* what() const noexcept override { return error_.message.c_str(); }

 private:
  Error error_;
};

// Where time zones come from. Implementations: world/zones.hpp (the system's database), tests (tables).
// Thread-safe; the returned zone lives as long as the source. nullptr: no zone of that name is known. Throws
// ZoneDataUnreadable.
class TimeZones {
 public:
  virtual ~TimeZones() = default;
  virtual const TimeZone* find(std::string_view name) const = 0;

  // The version of the zone data, such as `2026a`. Empty: data without versions; `unknown`: the data do not say.
  virtual std::string version() const { return {}; }
};

}  // namespace assent
