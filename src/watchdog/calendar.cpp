#include "watchdog/calendar.hpp"

#include "written/section.hpp"
#include "written/written.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace assent::watchdog {
namespace {

using written::Written;

constexpr std::pair<std::string_view, unsigned> kWeekdays[] = {
    {"sunday", 0}, {"monday", 1}, {"tuesday", 2}, {"wednesday", 3}, {"thursday", 4}, {"friday", 5}, {"saturday", 6}};

void read_weekend(written::Section& top, BusinessCalendar& into) {
  for (const std::string& word : top.needed_names("weekend", true)) {
    const auto at = std::ranges::find(kWeekdays, word, &std::pair<std::string_view, unsigned>::first);
    if (at == std::end(kWeekdays)) {
      top.add(top.find("weekend")->place, "`weekend` has " + written::quoted(word) + ", which is no day of the week",
              "write days such as `saturday`");
      continue;
    }
    into.weekend[at->second] = true;
  }
  if (std::ranges::all_of(into.weekend, [](bool free) { return free; })) {
    top.add(top.find("weekend")->place, "`weekend` has every day, so no day is a business day",
            "name the days on which the authority does not work");
  }
}

}  // namespace

bool BusinessCalendar::is_business_day(Date date) const {
  const unsigned day = std::chrono::weekday(date).c_encoding();
  return !weekend[day] && !std::ranges::binary_search(holidays, date);
}

tl::expected<BusinessCalendar, Issues> read_calendar(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  written::Findings findings(file);
  written::Section top(findings, *written, "", {"name", "source", "weekend", "known_until", "holiday"});
  BusinessCalendar calendar;
  calendar.name = top.text("name");
  top.text("source");
  read_weekend(top, calendar);
  if (const auto until = top.optional_date("known_until")) {
    calendar.known_until = *until;
  } else if (top.find("known_until") == nullptr) {
    top.add(top.place(), "`known_until` is missing", "write the last day whose holidays are in this calendar");
  }
  for (written::Section& each : written::tables_of(findings, top, "holiday", {"date", "name"})) {
    each.text("name");
    const auto date = each.optional_date("date");
    if (date) calendar.holidays.push_back(*date);
    else if (each.find("date") == nullptr) each.add(each.place(), "`date` is missing", "write the day");
  }
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  std::ranges::sort(calendar.holidays);
  return calendar;
}

Deadline deadline_after(const BusinessCalendar& calendar, Date from, int days) {
  Deadline deadline{from, true};
  // A calendar without a business day for a year is a mistake of its author's: then the deadline is that year's end.
  for (int left = days, looked_at = 0; left > 0 && looked_at < 366; ++looked_at) {
    deadline.day += std::chrono::days(1);
    if (calendar.is_business_day(deadline.day)) --left;
  }
  deadline.is_certain = deadline.day <= calendar.known_until;
  return deadline;
}

}  // namespace assent::watchdog
