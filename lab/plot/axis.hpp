// Axes: ticks at values and at dates that people would choose. Pure.
#pragma once

#include "base/instant.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace assent::plot {

// Ticks at `low`, `low + step`, … `high`.
struct ValueAxis {
  double low = 0;
  double high = 1;
  double step = 1;

  std::size_t ticks() const;
  double tick(std::size_t i) const { return low + static_cast<double>(i) * step; }
  // "1,500,000"; with as many decimals as the step has.
  std::string label(double value) const;
};

// Covers [low, high] and zero in at most `ticks_max` ticks, each a multiple of 1, 2 or 5 times a power of ten; where
// `whole` is set, of at least 1. Precondition: low <= high, both finite and of at most 15 digits; ticks_max >= 4.
ValueAxis value_axis(double low, double high, std::size_t ticks_max, bool whole);

struct DateTick {
  Date date;
  std::string label;  // "2026-02-18", "2026-02" at a month's first day, "2026" at a year's: as fine as the ticks lie

  friend bool operator==(const DateTick&, const DateTick&) = default;
};

// In [first, last], at equal steps of days, weeks (on Mondays), months, quarters or years: the smallest step of at
// least `apart` days. Between months three quarters of that is enough, and between years half, because their labels are
// shorter. At least one tick. Precondition: first <= last; apart >= 1.
// one. Precondition: first <= last; apart >= 1.
std::vector<DateTick> date_ticks(Date first, Date last, std::chrono::days apart);

}  // namespace assent::plot
