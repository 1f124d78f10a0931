#include "intake/stated_time.hpp"

#include "base/ascii.hpp"

#include "base/day_on_earth.hpp"
#include "base/marks.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <string>

namespace assent::intake {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::month;
using std::chrono::seconds;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr std::size_t kDaySize = 10;  // of 2026-02-18

// Takes `least` to `most` digits from the text's beginning.
std::optional<int> take_figures(std::string_view& text, std::size_t least, std::size_t most) {
  int value = 0;
  std::size_t count = 0;
  for (; count < most && count < text.size() && is_digit(text[count]); ++count)
    value = 10 * value + (text[count] - '0');
  if (count < least) return std::nullopt;
  text.remove_prefix(count);
  return value;
}

bool take(std::string_view& text, char mark) {
  if (!text.starts_with(mark)) return false;
  text.remove_prefix(1);
  return true;
}

bool same_letters(std::string_view text, std::string_view capitals) {
  return text.size() == capitals.size() && std::equal(text.begin(), text.end(), capitals.begin(), [](char c, char d) {
           return c == d || (c >= 'a' && c <= 'z' && c - 'a' + 'A' == d);
         });
}

bool take_word(std::string_view& text, std::string_view capitals) {
  if (!same_letters(text.substr(0, capitals.size()), capitals)) return false;
  text.remove_prefix(capitals.size());
  return true;
}

// `Z`, `UTC`, `+02:00`, `+0200`, `+02`.
std::optional<minutes> take_offset(std::string_view& text) {
  if (take_word(text, "UTC") || take_word(text, "GMT") || take_word(text, "Z")) return minutes{0};
  if (!text.starts_with('+') && !text.starts_with('-')) return std::nullopt;
  const bool west = text.front() == '-';
  std::string_view rest = text.substr(1);
  const auto hour = take_figures(rest, 2, 2);
  if (!hour) return std::nullopt;
  int minute = 0;
  const bool more = take(rest, ':') || (!rest.empty() && is_digit(rest.front()));
  if (more) {
    const auto read = take_figures(rest, 2, 2);
    if (!read) return std::nullopt;
    minute = *read;
  }
  constexpr int kFarthest = 23;
  if (*hour > kFarthest || minute > 59) return std::nullopt;
  text = rest;
  const minutes offset = hours{*hour} + minutes{minute};
  return west ? -offset : offset;
}

// `:15.25`, or nothing at all; digits of a second after the sixth are dropped.
std::optional<microseconds> take_seconds(std::string_view& text, bool& leap) {
  if (!take(text, ':')) return microseconds{0};
  const auto second = take_figures(text, 2, 2);
  if (!second || *second > 60) return std::nullopt;
  leap = *second == 60;
  microseconds result = seconds{*second};
  if (!take(text, '.') && !take(text, ',')) return result;
  if (text.empty() || !is_digit(text.front())) return std::nullopt;
  microseconds part = seconds{1};
  for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1)) {
    part /= 10;
    result += part * (text.front() - '0');
  }
  return leap ? seconds{60} : result;
}

// A leap second is only inserted before the end of a UTC day.
bool may_have_leap_second(const WrittenTime& time) {
  if (!time.offset) return false;
  const microseconds utc = *time.time_of_day - *time.offset;
  return utc == hours{24} || utc == hours{0} || utc == hours{48};
}

constexpr std::array<std::string_view, 12> kMonths = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                      "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};

std::optional<int> take_month_name(std::string_view& text) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (take_word(text, kMonths[i])) return static_cast<int>(i) + 1;
  }
  return std::nullopt;
}

enum class Part { year, month, day, hour, minute, second, half, offset };

struct Token {
  std::string_view text;
  Part part;
  std::size_t least;  // figures
  std::size_t most;
};

// The longer ones first.
constexpr std::array kTokens = std::to_array<Token>({{"YYYY", Part::year, 4, 4},
                                                     {"HH24", Part::hour, 1, 2},
                                                     {"MON", Part::month, 0, 0},
                                                     {"YY", Part::year, 2, 2},
                                                     {"MM", Part::month, 2, 2},
                                                     {"MI", Part::minute, 2, 2},
                                                     {"DD", Part::day, 2, 2},
                                                     {"HH", Part::hour, 1, 2},
                                                     {"hh", Part::hour, 1, 2},
                                                     {"mm", Part::minute, 2, 2},
                                                     {"SS", Part::second, 2, 2},
                                                     {"ss", Part::second, 2, 2},
                                                     {"AM", Part::half, 0, 0},
                                                     {"M", Part::month, 1, 2},
                                                     {"D", Part::day, 1, 2},
                                                     {"Z", Part::offset, 0, 0}});
constexpr std::size_t kParts = 8;

const Token* token_at(std::string_view format) {
  const auto found =
      std::find_if(kTokens.begin(), kTokens.end(), [&](const Token& each) { return format.starts_with(each.text); });
  return found == kTokens.end() ? nullptr : &*found;
}

// Takes one part of the text; nothing: it is not there.
std::optional<int> take_part(std::string_view& text, const Token& token) {
  if (token.part == Part::half) {
    if (take_word(text, "AM")) return 0;
    return take_word(text, "PM") ? std::optional(1) : std::nullopt;
  }
  if (token.part == Part::month && token.most == 0) return take_month_name(text);
  if (token.part == Part::offset) {
    const auto offset = take_offset(text);
    return offset ? std::optional(static_cast<int>(offset->count())) : std::nullopt;
  }
  auto value = take_figures(text, token.least, token.most);
  constexpr int kPivot = 70;
  if (value && token.part == Part::year && token.most == 2) *value += *value < kPivot ? 2000 : 1900;
  return value;
}

using Parts = std::array<std::optional<int>, kParts>;

std::optional<int>& of(Parts& parts, Part part) { return parts[static_cast<std::size_t>(part)]; }

std::optional<Date> day_of(int year_number, int month_number, int day_number) {
  const year_month_day ymd{year{year_number}, month{static_cast<unsigned>(month_number)},
                           day{static_cast<unsigned>(day_number)}};
  if (!ymd.ok() || year_number < 1) return std::nullopt;
  return Date{ymd};
}

std::optional<WrittenTime> time_of(Parts& parts) {
  const auto date = day_of(*of(parts, Part::year), *of(parts, Part::month), *of(parts, Part::day));
  if (!date) return std::nullopt;
  WrittenTime time{*date, {}, {}};
  if (of(parts, Part::offset)) time.offset = minutes{*of(parts, Part::offset)};
  if (!of(parts, Part::hour)) return time;
  int hour = *of(parts, Part::hour);
  const int minute = *of(parts, Part::minute);
  const int second = of(parts, Part::second).value_or(0);
  if (const auto half = of(parts, Part::half)) {
    if (hour < 1 || hour > 12) return std::nullopt;
    hour = hour % 12 + 12 * *half;
  }
  if (hour > 23 || minute > 59 || second > 60) return std::nullopt;
  time.time_of_day = hours{hour} + minutes{minute} + seconds{second};
  if (second == 60 && !may_have_leap_second(time)) return std::nullopt;
  return time;
}

Instant held(Instant instant) { return std::clamp(instant, kEarliest, kNever); }

// Local clocks showed it once, or twice if they were set back, or never if they jumped over it.
StatedTime instants_in(const TimeZone& zone, Instant as_utc) {
  constexpr hours kFarthest{26};
  const std::array<seconds, 2> offsets = {zone.offset_at(as_utc - kFarthest), zone.offset_at(as_utc + kFarthest)};
  std::optional<StatedTime> shown;
  StatedTime any{as_utc - std::max(offsets[0], offsets[1]), as_utc - std::min(offsets[0], offsets[1])};
  for (const seconds offset : offsets) {
    const Instant instant = as_utc - offset;
    if (zone.offset_at(instant) != offset) continue;
    if (!shown) shown = {instant, instant};
    shown->first = std::min(shown->first, instant);
    shown->last = std::max(shown->last, instant);
  }
  return shown.value_or(any);
}

}  // namespace

std::optional<WrittenTime> read_time(std::string_view text) {
  text = trimmed(text);
  const auto date = parse_date(text.substr(0, std::min(kDaySize, text.size())));
  if (!date) return std::nullopt;
  WrittenTime time{*date, {}, {}};
  text.remove_prefix(kDaySize);
  if (text.empty()) return time;
  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
  while (take(text, ' ')) continue;
  const auto hour = take_figures(text, 2, 2);
  if (!hour || *hour > 23 || !take(text, ':')) return std::nullopt;
  const auto minute = take_figures(text, 2, 2);
  if (!minute || *minute > 59) return std::nullopt;
  bool leap = false;
  const auto rest = take_seconds(text, leap);
  if (!rest) return std::nullopt;
  time.time_of_day = hours{*hour} + minutes{*minute} + *rest;
  while (take(text, ' ')) continue;
  if (!text.empty()) {
    time.offset = take_offset(text);
    if (!time.offset || !text.empty()) return std::nullopt;
  }
  if (leap && !may_have_leap_second(time)) return std::nullopt;
  return time;
}

bool is_time_format(std::string_view format) {
  std::array<int, kParts> times{};
  while (!format.empty()) {
    const Token* token = token_at(format);
    if (token != nullptr) {
      if (++times[static_cast<std::size_t>(token->part)] > 1) return false;
      format.remove_prefix(token->text.size());
      continue;
    }
    if (is_digit(format.front()) || (is_letter(format.front()) && format.front() != 'T')) return false;
    format.remove_prefix(1);
  }
  const auto has = [&](Part part) { return times[static_cast<std::size_t>(part)] == 1; };
  return has(Part::year) && has(Part::month) && has(Part::day) && has(Part::hour) == has(Part::minute) &&
         (has(Part::hour) || (!has(Part::second) && !has(Part::half) && !has(Part::offset)));
}

std::optional<WrittenTime> read_time(std::string_view text, std::string_view format) {
  assert(is_time_format(format));
  text = trimmed(text);
  Parts parts;
  for (; !format.empty();) {
    if (const Token* token = token_at(format)) {
      auto& part = of(parts, token->part);
      part = take_part(text, *token);
      if (!part) return std::nullopt;
      format.remove_prefix(token->text.size());
      continue;
    }
    if (!take(text, format.front())) return std::nullopt;
    format.remove_prefix(1);
  }
  if (!text.empty()) {
    // A time of day after a day.
    if (of(parts, Part::hour) || (text.front() != ' ' && text.front() != 'T')) return std::nullopt;
    text = trimmed(text.substr(1));
    if (!take_figures(text, 1, 2) || !take(text, ':') || !take_figures(text, 2, 2)) return std::nullopt;
  }
  return time_of(parts);
}

StatedTime instants_of(const WrittenTime& time, const TimeZone* zone) {
  if (!time.time_of_day) {
    if (zone != nullptr) {
      const Instant first = zone->start_of(time.day);
      return {held(first), held(std::max(first, zone->end_of(time.day)))};
    }
    return {held(day_begins_on_earth(time.day)), held(day_ends_on_earth(time.day) - microseconds{1})};
  }
  const Instant as_utc = Instant{time.day.time_since_epoch()} + *time.time_of_day;
  if (time.offset) return {held(as_utc - *time.offset), held(as_utc - *time.offset)};
  if (zone != nullptr) {
    const StatedTime stated = instants_in(*zone, as_utc);
    return {held(stated.first), held(stated.last)};
  }
  // The range between the earliest and latest zones, as for the beginnings and ends of a day.
  const Instant day{time.day.time_since_epoch()};
  return {held(as_utc + (day_begins_on_earth(time.day) - day)),
          held(as_utc + (day_ends_on_earth(time.day) - day - days{1}))};
}

}  // namespace assent::intake
