#include "twin_time.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace twin {

namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;

int digits(std::string_view text, std::size_t from, std::size_t count) {
  if (text.size() < from + count) throw std::invalid_argument("too short: " + std::string(text));
  int value = 0;
  for (const char c : text.substr(from, count)) {
    if (c < '0' || c > '9') throw std::invalid_argument("not a digit in " + std::string(text));
    value = value * 10 + (c - '0');
  }
  return value;
}

void expect(std::string_view text, std::size_t at, char wanted) {
  if (text.size() <= at || text[at] != wanted) throw std::invalid_argument("misshapen: " + std::string(text));
}

microseconds read_offset(std::string_view text) {
  if (text == "Z") return microseconds{0};
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-')) throw std::invalid_argument("no offset");
  expect(text, 3, ':');
  const microseconds offset = hours{digits(text, 1, 2)} + minutes{digits(text, 4, 2)};
  return text[0] == '-' ? -offset : offset;
}

}  // namespace

bool is_plain_day(std::string_view text) { return text.size() == 10; }

Day read_day(std::string_view text) {
  if (text.size() < 10) throw std::invalid_argument("not a date: " + std::string(text));
  expect(text, 4, '-');
  expect(text, 7, '-');
  const date::year_month_day day{date::year{digits(text, 0, 4)}, date::month{static_cast<unsigned>(digits(text, 5, 2))},
                                 date::day{static_cast<unsigned>(digits(text, 8, 2))}};
  if (!day.ok()) throw std::invalid_argument("no such day: " + std::string(text));
  return Day{day};
}

Instant read_instant(std::string_view text) {
  const Day day = read_day(text);
  expect(text, 10, 'T');
  expect(text, 13, ':');
  expect(text, 16, ':');
  microseconds local =
      day.time_since_epoch() + hours{digits(text, 11, 2)} + minutes{digits(text, 14, 2)} + seconds{digits(text, 17, 2)};
  std::size_t at = 19;
  if (at < text.size() && text[at] == '.') {
    microseconds unit{100000};
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, unit /= 10)
      local += (text[at] - '0') * unit;
  }
  return Instant{local - read_offset(text.substr(at))};
}

Day day_at(const Zone& zone, Instant instant) {
  const seconds offset = zone.get_info(std::chrono::floor<seconds>(instant)).offset;
  return Day{std::chrono::floor<date::days>(instant.time_since_epoch() + offset)};
}

Instant first_instant(const Zone& zone, Day day) {
  // Local clocks are never two days from UTC, so no instant of the day lies outside this window.
  const date::sys_seconds midnight_utc{day.time_since_epoch()};
  const date::sys_seconds window_end = midnight_utc + date::days{3};
  for (const bool later_days_too : {false, true}) {
    for (date::sys_seconds at = midnight_utc - date::days{3}; at < window_end;) {
      const date::sys_info period = zone.get_info(at);
      const date::sys_seconds day_begins = midnight_utc - period.offset;
      const date::sys_seconds day_ends = later_days_too ? window_end : day_begins + date::days{1};
      const date::sys_seconds candidate = std::max(at, day_begins);
      if (candidate < std::min(period.end, day_ends)) return candidate;
      at = period.end;
    }
  }
  throw std::invalid_argument("the day never begins");
}

Instant instant_of(const Zone& zone, std::string_view text) {
  return is_plain_day(text) ? first_instant(zone, read_day(text)) : read_instant(text);
}

Day day_of(const Zone& zone, std::string_view text) {
  return is_plain_day(text) ? read_day(text) : day_at(zone, read_instant(text));
}

Day anniversary(Day day, int years) {
  const date::year_month_day from{day};
  const date::year_month_day same{from.year() + date::years{years}, from.month(), from.day()};
  if (same.ok()) return Day{same};
  return Day{date::year_month_day{same.year(), date::month{2}, date::day{28}}};
}

}  // namespace twin
