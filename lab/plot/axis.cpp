#include "plot/axis.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace assent::plot {
namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::year;
using std::chrono::year_month;
using std::chrono::year_month_day;

// The least of 1, 2, 2.5 and 5 times a power of ten that is at least `least`.
double round_step(double least) {
  const double power = std::pow(10.0, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 2.5, 5.0}) {
    if (factor * power >= least * (1 - 1e-9)) return factor * power;
  }
  return 10 * power;
}

std::vector<DateTick> day_ticks(Date first, Date last, int step) {
  std::vector<DateTick> ticks;
  Date date = first;
  if (step % 7 == 0) {  // from a Monday on
    const auto past_monday = (std::chrono::weekday(first) - std::chrono::Monday).count();
    date += days((7 - past_monday) % 7);
  }
  for (; date <= last; date += days(step)) ticks.push_back({date, to_string(date)});
  return ticks;
}

std::vector<DateTick> month_ticks(Date first, Date last, int step) {
  std::vector<DateTick> ticks;
  const year_month_day begin(first);
  // Counted from the year 0, so that steps of whole years fall on round years.
  int count = static_cast<int>(begin.year()) * 12 + static_cast<int>(static_cast<unsigned>(begin.month())) - 1;
  count += (step - count % step) % step;
  for (;; count += step) {
    const year_month at(year(count / 12), month(static_cast<unsigned>(count % 12 + 1)));
    const Date date{at / 1};
    if (date > last) return ticks;
    if (date < first) continue;
    const std::string label = to_string(date);
    ticks.push_back({date, label.substr(0, step % 12 == 0 ? 4 : 7)});
  }
}

}  // namespace

std::size_t ValueAxis::ticks() const { return static_cast<std::size_t>(std::llround((high - low) / step)) + 1; }

std::string ValueAxis::label(double value) const {
  int decimals = 0;
  for (double scaled = step; decimals < 15 && std::abs(scaled - std::round(scaled)) > 1e-6 * scaled; ++decimals) {
    scaled *= 10;
  }
  std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
  for (std::size_t at = std::min(text.find('.'), text.size()); at > 3; at -= 3) text.insert(at - 3, at > 3 ? "," : "");
  const bool negative = value < 0 && text.find_first_of("123456789") != std::string::npos;
  return negative ? "\xE2\x88\x92" + text : text;  // U+2212
}

ValueAxis value_axis(double low, double high, std::size_t ticks_max, bool whole) {
  assert(low <= high && ticks_max >= 4);
  low = std::min(low, 0.0);
  high = std::max(high, 0.0);
  if (low == high) high = 1;
  double step = round_step((high - low) / static_cast<double>(ticks_max - 1));
  for (;; step = round_step(step * 1.1)) {  // rounding both ends outwards may take a tick more
    if (whole && step != std::round(step)) step = step < 1 ? 1 : 5;
    const ValueAxis axis{std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
    if (axis.ticks() <= ticks_max) return axis;
  }
}

std::vector<DateTick> date_ticks(Date first, Date last, days apart) {
  assert(first <= last && apart.count() >= 1);
  for (const int step : {1, 2, 7, 14}) {
    if (step < apart.count()) continue;
    if (auto ticks = day_ticks(first, last, step); !ticks.empty()) return ticks;
  }
  constexpr std::pair<int, int> kMonths[] = {{1, 28}, {2, 59}, {3, 89}, {6, 181}};  // and the fewest days of so many
  for (const auto& [step, fewest] : kMonths) {
    if (4 * fewest < 3 * apart.count()) continue;
    if (auto ticks = month_ticks(first, last, step); !ticks.empty()) return ticks;
  }
  for (int power = 1; power <= 1000; power *= 10) {
    for (const int factor : {1, 2, 5}) {
      if (2 * 365 * factor * power < apart.count()) continue;
      if (auto ticks = month_ticks(first, last, 12 * factor * power); !ticks.empty()) return ticks;
    }
  }
  return {{first, to_string(first)}};
}

}  // namespace assent::plot
