#include "coverage/base.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace assent::coverage {
namespace {

constexpr std::uint16_t kNoDay = std::numeric_limits<std::uint16_t>::max();
constexpr Date kDayZero{std::chrono::local_days{std::chrono::year{2000} / 1 / 1}};

// Days before the year 2000 are its first day: a customer of before is one of then.
std::uint16_t packed(std::optional<Date> day) {
  if (!day) return kNoDay;
  const auto days = (*day - kDayZero).count();
  return static_cast<std::uint16_t>(std::clamp<std::int64_t>(days, 0, kNoDay - 1));
}

// Months since the year 2000 of each packed day; the last one: not stated.
constexpr std::size_t kMonths = 12 * 180;

std::size_t month_of(std::uint16_t day) {
  if (day == kNoDay) return kMonths;
  const std::chrono::year_month_day date{kDayZero + std::chrono::days{day}};
  const int months = (int{date.year()} - 2000) * 12 + static_cast<int>(unsigned{date.month()}) - 1;
  return static_cast<std::size_t>(months);
}

std::string month_name(std::size_t month) {
  if (month >= kMonths) return "-";
  return fmt::format("{:04}-{:02}", 2000 + month / 12, month % 12 + 1);
}

double part_of(const Count& count) {
  return count.active == 0 ? 0 : static_cast<double>(count.covered) / static_cast<double>(count.active);
}

}  // namespace

std::string_view to_string(By by) {
  constexpr std::array<std::string_view, kBys.size()> kNames = {"source_system", "activation_month", "language",
                                                                "channel", "source_and_month"};
  return kNames.at(static_cast<std::size_t>(by));
}

std::uint16_t CoveredBase::NameTable::number(const std::string& name) {
  if (const auto found = numbers_.find(name); found != numbers_.end()) return found->second;
  if (names_.size() > kNoDay - 1) return kNoDay - 1;
  const auto next = static_cast<std::uint16_t>(names_.size());
  names_.push_back(name.empty() ? "-" : name);
  numbers_.emplace(name, next);
  return next;
}

void CoveredBase::add(const Standing& standing) {
  if (!standing.active) return;
  Row row;
  row.activated = packed(standing.activated);
  row.covered_from = packed(standing.covered_from);
  row.covered_until = packed(standing.covered_until);
  row.source = sources_.number(standing.source_system);
  row.language = languages_.number(standing.language);
  row.channel = static_cast<std::uint8_t>(
      std::min<std::uint16_t>(channels_.number(standing.covered_from ? standing.channel : ""), 255));
  rows_.push_back(row);
}

// The counts by each number; of sources and months together, by source * (kMonths + 1) + month.
struct CoveredBase::Tables {
  Count all;
  std::vector<Count> sources, months, languages, channels, both;
};

CoveredBase::Tables CoveredBase::tables(Date day, int grace_days) const {
  Tables tables;
  tables.sources.resize(sources_.size());
  tables.months.resize(kMonths + 1);
  tables.languages.resize(languages_.size());
  tables.channels.resize(256);
  tables.both.resize(sources_.size() * (kMonths + 1));
  std::vector<std::uint16_t> months(std::size_t{kNoDay} + 1);
  for (std::size_t each = 0; each < months.size(); ++each) {
    months[each] = static_cast<std::uint16_t>(month_of(static_cast<std::uint16_t>(each)));
  }
  const std::uint16_t today = packed(day);
  const std::uint16_t told_by = packed(day - std::chrono::days{grace_days});
  for (const Row& row : rows_) {
    if (row.activated != kNoDay && row.activated >= told_by) continue;
    const std::uint64_t covered = row.covered_from <= today && today < row.covered_until && row.covered_from != kNoDay;
    const std::size_t month = months[row.activated];
    for (Count* count :
         {&tables.all, &tables.sources[row.source], &tables.months[month], &tables.languages[row.language],
          &tables.channels[row.channel], &tables.both[row.source * (kMonths + 1) + month]}) {
      ++count->active;
      count->covered += covered;
    }
  }
  return tables;
}

Count CoveredBase::count(Date day, int grace_days) const { return tables(day, grace_days).all; }

Report CoveredBase::report(Date day, int grace_days, const AlarmRules& rules) const {
  const Tables now = tables(day, grace_days);
  const Tables before = tables(day - std::chrono::days{rules.days_before}, grace_days);
  Report report;
  report.all = now.all;
  const auto add = [&](By by, const std::string& name, const Count& count, const Count& earlier, const Count& like) {
    if (count.active == 0) return;
    const Slice slice{by, name, count};
    report.slices.push_back(slice);
    // By channel the uncovered are a slice of their own.
    if (by == By::channel) return;
    const double usual = std::max(part_of(earlier), part_of(like));
    const std::uint64_t missing = count.active - count.covered;
    if (missing < rules.least_missing || usual < rules.least_usual) return;
    if (part_of(count) < usual - rules.most_below) report.alarms.push_back({slice, missing, usual});
  };
  for (std::size_t i = 0; i < sources_.size(); ++i) {
    add(By::source_system, sources_.name(i), now.sources[i], before.sources[i], {});
  }
  for (std::size_t i = 0; i <= kMonths; ++i) {
    add(By::activation_month, month_name(i), now.months[i], before.months[i], {});
  }
  for (std::size_t i = 0; i < languages_.size(); ++i) {
    add(By::language, languages_.name(i), now.languages[i], before.languages[i], {});
  }
  for (std::size_t i = 0; i < channels_.size() && i < now.channels.size(); ++i) {
    add(By::channel, channels_.name(i), now.channels[i], before.channels[i], {});
  }
  for (std::size_t source = 0; source < sources_.size(); ++source) {
    for (std::size_t month = 0; month <= kMonths; ++month) {
      const std::size_t at = source * (kMonths + 1) + month;
      if (now.both[at].active == 0) continue;
      // The source's other months are like it.
      const Count like{now.sources[source].active - now.both[at].active,
                       now.sources[source].covered - now.both[at].covered};
      add(By::source_and_month, sources_.name(source) + " " + month_name(month), now.both[at], before.both[at], like);
    }
  }
  std::stable_sort(report.alarms.begin(), report.alarms.end(),
                   [](const Alarm& a, const Alarm& b) { return a.missing > b.missing; });
  std::stable_sort(report.slices.begin(), report.slices.end(),
                   [](const Slice& a, const Slice& b) { return a.by != b.by ? a.by < b.by : a.name < b.name; });
  return report;
}

}  // namespace assent::coverage
