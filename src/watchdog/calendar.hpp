// BusinessCalendar: on which days an authority works (TOML; calendars/ has ready ones), and deadlines counted in them.
// Pure; values; thread-safe.
//
//   name = "…"  source = "…"  weekend = ["saturday", "sunday"]  known_until = 2028-12-31
//   [[holiday]]  date = 2026-07-03  name = "…"
#pragma once

#include "base/instant.hpp"
#include "base/issue.hpp"

#include <tl/expected.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace assent::watchdog {

struct BusinessCalendar {
  std::string name;
  std::array<bool, 7> weekend{};  // by std::chrono::weekday::c_encoding(): Sunday is 0
  std::vector<Date> holidays;     // sorted
  Date known_until{};             // later years have no holidays here yet

  bool is_business_day(Date date) const;
};

// Every fault is an Issue with line and column; never empty on failure.
tl::expected<BusinessCalendar, Issues> read_calendar(std::string_view text, std::string_view file);

struct Deadline {
  Date day{};
  // The calendar's holidays are known as far as that day. If not, the day may be too early, but never too late.
  bool is_certain = true;

  friend bool operator==(const Deadline&, const Deadline&) = default;
};

// The last of so many business days after `from`, which is not counted itself (47 CFR 1.4(c)). Precondition: days > 0;
// a calendar that was read.
Deadline deadline_after(const BusinessCalendar& calendar, Date from, int days);

}  // namespace assent::watchdog
