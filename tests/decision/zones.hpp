// Time zones written as tables, with awkward days as real zones have them.
#pragma once

#include "base/time_zone.hpp"

namespace assent::test {

inline Instant at(const char* text) { return parse_instant(text).value(); }
inline Date on(const char* text) { return parse_date(text).value(); }

// Beirut's rule for 2026: clocks jump over midnight into 29 March and are set back at midnight of 25 October.
inline const TimeZone& beirut() {
  using std::chrono::hours;
  static const TimeZone zone("Asia/Beirut", {{kEarliest, hours{2}},
                                             {at("2025-03-29T22:00:00Z"), hours{3}},
                                             {at("2025-10-25T21:00:00Z"), hours{2}},
                                             {at("2026-03-28T22:00:00Z"), hours{3}},
                                             {at("2026-10-24T21:00:00Z"), hours{2}}});
  return zone;
}

// St. John's as it was: clocks set back at one minute past midnight, so that a day begins twice.
inline const TimeZone& twice_midnight() {
  using std::chrono::minutes;
  static const TimeZone zone("Test/Twice_Midnight", {{kEarliest, minutes{-150}},
                                                     {at("2025-11-02T02:31:00Z"), minutes{-210}},
                                                     {at("2026-03-08T03:31:00Z"), minutes{-150}},
                                                     {at("2026-06-07T02:31:00Z"), minutes{-210}}});
  return zone;
}

// Apia's leap over 30 December 2011, moved to the dates of the tests: 1 June 2026 does not exist there.
inline const TimeZone& skipped_day() {
  using std::chrono::hours;
  static const TimeZone zone("Test/Skipped_Day", {{kEarliest, hours{-10}}, {at("2026-06-01T10:00:00Z"), hours{14}}});
  return zone;
}

inline const TimeZone& utc() {
  static const TimeZone zone = TimeZone::fixed("UTC", std::chrono::seconds{0});
  return zone;
}

}  // namespace assent::test
