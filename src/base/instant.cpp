#include "base/instant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace assent {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::floor;
using std::chrono::hh_mm_ss;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::month;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year;
using std::chrono::year_month_day;

// Reads exactly `count` digits at `position`, or nothing.
std::optional<int> digits(std::string_view text, std::size_t position, std::size_t count) {
  if (position + count > text.size()) return std::nullopt;
  int value = 0;
  for (std::size_t i = position; i < position + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return std::nullopt;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

bool has(std::string_view text, std::size_t position, char wanted) {
  return position < text.size() && text[position] == wanted;
}

std::optional<year_month_day> day_at(std::string_view text) {
  const auto y = digits(text, 0, 4);
  const auto m = digits(text, 5, 2);
  const auto d = digits(text, 8, 2);
  if (!y || !m || !d || !has(text, 4, '-') || !has(text, 7, '-') || *y < 1) return std::nullopt;
  const year_month_day ymd{year{*y}, month{static_cast<unsigned>(*m)}, day{static_cast<unsigned>(*d)}};
  if (!ymd.ok()) return std::nullopt;
  return ymd;
}

tl::unexpected<Error> not_an_instant(std::string_view text) {
  return fail(ErrorCode::invalid, fmt::format("`{}` is not an instant", text),
              "write date, time and offset, such as `2026-02-18T00:00:00+02:00` or `2026-02-17T22:00:00Z`");
}

// The fraction after the seconds, moved to `position`; nothing: it is malformed.
std::optional<microseconds> fraction_at(std::string_view text, std::size_t& position) {
  if (!has(text, position, '.')) return microseconds{0};
  ++position;
  std::int64_t value = 0;
  std::size_t count = 0;
  for (; position < text.size() && text[position] >= '0' && text[position] <= '9'; ++position, ++count) {
    if (count < 6) value = value * 10 + (text[position] - '0');
    else if (text[position] != '0') return std::nullopt;
  }
  if (count == 0) return std::nullopt;
  for (; count < 6; ++count) value *= 10;
  return microseconds{value};
}

std::optional<minutes> offset_at(std::string_view text, std::size_t position) {
  if (position + 1 == text.size() && (text[position] == 'Z' || text[position] == 'z')) return minutes{0};
  if (position + 6 != text.size() || !has(text, position + 3, ':')) return std::nullopt;
  const auto h = digits(text, position + 1, 2);
  const auto m = digits(text, position + 4, 2);
  if (!h || !m || *h > 23 || *m > 59) return std::nullopt;
  const minutes offset = hours{*h} + minutes{*m};
  if (text[position] == '+') return offset;
  if (text[position] == '-') return -offset;
  return std::nullopt;
}

std::string date_text(year_month_day ymd) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()),
                     static_cast<unsigned>(ymd.day()));
}

}  // namespace

Result<Instant> parse_instant(std::string_view text) {
  const auto ymd = day_at(text);
  const auto h = digits(text, 11, 2);
  const auto m = digits(text, 14, 2);
  const auto s = digits(text, 17, 2);
  const bool separated =
      (has(text, 10, 'T') || has(text, 10, 't') || has(text, 10, ' ')) && has(text, 13, ':') && has(text, 16, ':');
  if (!ymd || !h || !m || !s || !separated || *h > 23 || *m > 59 || *s > 59) return not_an_instant(text);

  std::size_t position = 19;
  const auto fraction = fraction_at(text, position);
  if (!fraction) return not_an_instant(text);
  const auto offset = offset_at(text, position);
  if (!offset) return not_an_instant(text);

  const Instant instant = sys_days{*ymd} + hours{*h} + minutes{*m} + seconds{*s} + *fraction - *offset;
  if (instant < kEarliest || instant > kNever) return not_an_instant(text);
  return instant;
}

Result<Date> parse_date(std::string_view text) {
  const auto ymd = text.size() == 10 ? day_at(text) : std::nullopt;
  if (!ymd) {
    return fail(ErrorCode::invalid, fmt::format("`{}` is not a date", text), "write it like `2026-02-18`");
  }
  return Date{*ymd};
}

std::string to_string(Instant instant) {
  const auto day = floor<days>(instant);
  const hh_mm_ss time{instant - day};
  std::string text = fmt::format("{}T{:02}:{:02}:{:02}", date_text(year_month_day{day}), time.hours().count(),
                                 time.minutes().count(), time.seconds().count());
  if (const auto fraction = time.subseconds().count(); fraction != 0) {
    std::string figures = fmt::format(".{:06}", fraction);
    figures.erase(figures.find_last_not_of('0') + 1);
    text += figures;
  }
  return text + 'Z';
}

std::string to_string(Date date) { return date_text(year_month_day{date}); }

Date anniversary(Date date, int years) {
  year_month_day ymd{date};
  const std::int64_t wanted = std::int64_t{static_cast<int>(ymd.year())} + years;
  const std::int64_t last_year = static_cast<int>(year::max());
  const year target{static_cast<int>(std::clamp(wanted, std::int64_t{1}, last_year))};
  ymd = target / ymd.month() / ymd.day();
  return Date{ymd.ok() ? ymd : target / ymd.month() / std::chrono::last};
}

}  // namespace assent
