#include "world/posix_rule.hpp"

#include <algorithm>
#include <charconv>

namespace assent::world {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::sys_seconds;
using std::chrono::year;

// Takes a rule's parts from the front of a text; once something is wrong it stays so.
class Parts {
 public:
  explicit Parts(std::string_view text) : rest_(text) {}

  bool good() const { return good_; }
  bool done() const { return rest_.empty(); }
  bool next_is(char wanted) const { return !rest_.empty() && rest_[0] == wanted; }

  bool skip(char wanted) {
    if (!next_is(wanted)) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void need(char wanted) { good_ &= skip(wanted); }

  int number(int low, int high) {
    int value = 0;
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value);
    if (error != std::errc{} || next_is('-') || value < low || value > high) {
      good_ = false;
      return low;
    }
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return value;
  }

  // `EET`, `<+03>`.
  void name() {
    const bool bracketed = skip('<');
    const auto is_name = [&](char each) {
      const bool letter = (each >= 'A' && each <= 'Z') || (each >= 'a' && each <= 'z');
      return letter || (bracketed && ((each >= '0' && each <= '9') || each == '+' || each == '-'));
    };
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), is_name);
    const auto size = static_cast<std::size_t>(end - rest_.begin());
    good_ &= size >= 3;
    rest_.remove_prefix(size);
    if (bracketed) need('>');
  }

  // [+-]hh[:mm[:ss]]
  seconds time(int hours_max) {
    const bool negative = skip('-');
    if (!negative) skip('+');
    seconds value = hours{number(0, hours_max)};
    if (skip(':')) value += minutes{number(0, 59)};
    if (skip(':')) value += seconds{number(0, 59)};
    return negative ? -value : value;
  }

  PosixRule::Change change() {
    PosixRule::Change change;
    if (skip('M')) {
      change.month = static_cast<unsigned>(number(1, 12));
      need('.');
      change.week = static_cast<unsigned>(number(1, 5));
      need('.');
      change.weekday = static_cast<unsigned>(number(0, 6));
    } else if (skip('J')) {
      change.form = PosixRule::Change::Form::julian;
      change.day = number(1, 365);
    } else {
      change.form = PosixRule::Change::Form::day_of_year;
      change.day = number(0, 365);
    }
    change.time = skip('/') ? time(167) : hours{2};
    return change;
  }

 private:
  std::string_view rest_;
  bool good_ = true;
};

}  // namespace

sys_seconds PosixRule::Change::in(year y) const {
  switch (form) {
    case Form::month_week_day: {
      const std::chrono::month m{month};
      const std::chrono::weekday wanted{weekday};
      const sys_days the_day = week == 5 ? sys_days{y / m / wanted[std::chrono::last]} : sys_days{y / m / wanted[week]};
      return the_day + time;
    }
    case Form::julian: {
      const bool after_february = day >= 60;
      return sys_days{y / std::chrono::January / 1} + days{day - 1 + (after_february && y.is_leap() ? 1 : 0)} + time;
    }
    case Form::day_of_year: return sys_days{y / std::chrono::January / 1} + days{day} + time;
  }
  return sys_seconds{};
}

std::vector<PosixRule::Transition> PosixRule::transitions_in(year y) const {
  if (!daylight) return {};
  std::vector<Transition> both = {{begins.in(y)-standard, *daylight}, {ends.in(y) - *daylight, standard}};
  if (both[1].at < both[0].at) std::swap(both[0], both[1]);
  return both;
}

std::optional<PosixRule> parse_posix_rule(std::string_view text) {
  Parts parts(text);
  PosixRule rule;
  parts.name();
  rule.standard = -parts.time(24);
  if (!parts.done()) {
    parts.name();
    const bool own_offset = !parts.done() && !parts.next_is(',');
    rule.daylight = own_offset ? -parts.time(24) : rule.standard + hours{1};
    parts.need(',');
    rule.begins = parts.change();
    parts.need(',');
    rule.ends = parts.change();
  }
  if (!parts.good() || !parts.done()) return std::nullopt;
  return rule;
}

}  // namespace assent::world
