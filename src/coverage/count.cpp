#include "coverage/count.hpp"

#include "index/particulars.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assent::coverage {
namespace {

using index::kDayZero;
using index::packed_day;
using index::Particulars;
using std::chrono::days;

// Months since the year 1950 of each packed day; the last one: not stated.
constexpr int kYearZero = 1950;
constexpr std::size_t kMonths = 12 * 180;

std::size_t month_of(std::uint16_t day) {
  if (day == Particulars::kNoDay) return kMonths;
  const std::chrono::year_month_day date{kDayZero + days{day}};
  const int months = (int{date.year()} - kYearZero) * 12 + static_cast<int>(unsigned{date.month()}) - 1;
  return static_cast<std::size_t>(months);
}

std::string month_name(std::size_t month) {
  if (month >= kMonths) return "-";
  return fmt::format("{:04}-{:02}", static_cast<std::size_t>(kYearZero) + month / 12, month % 12 + 1);
}

double part_of(const Count& count) {
  return count.active == 0 ? 0 : static_cast<double>(count.covered) / static_cast<double>(count.active);
}

std::string name_or_dash(std::string_view name) { return std::string(name.empty() ? "-" : name); }

}  // namespace

std::string_view to_string(By by) {
  constexpr std::array<std::string_view, kBys.size()> kNames = {
      "source_system", "activation_month", "language", "channel", "notice_language", "source_and_month"};
  return kNames.at(static_cast<std::size_t>(by));
}

CoverageCount::CoverageCount(Date day, int grace_days, int days_before, const AlarmRules& rules)
    : day_(day), first_(day - days{std::max(days_before, rules.days_before)}), rules_(rules) {
  start_of_.resize(std::size_t{Particulars::kNoDay} + 1);
  for (std::size_t each = 0; each < start_of_.size(); ++each) {
    const auto packed = static_cast<std::uint16_t>(each);
    const Date from = packed == Particulars::kNoDay ? first_ : clipped(kDayZero + days{packed + grace_days + 1});
    const std::size_t month = month_of(packed);
    if (start_list_.empty() || start_list_.back().from != from || start_list_.back().month != month) {
      start_list_.push_back({from, month});
    }
    start_of_[each] = static_cast<std::uint16_t>(start_list_.size() - 1);
  }
  starts_ = start_list_.size();
}

// Days before the first one are the first one, days after the last one the one after it.
Date CoverageCount::clipped(Date day) const { return std::clamp(day, first_, day_ + days{1}); }

std::uint32_t CoverageCount::source(const std::string& name) {
  const auto [found, added] = source_numbers_.try_emplace(name, static_cast<std::uint32_t>(sources_.size()));
  if (!added) return found->second;
  sources_.push_back(name_or_dash(name));
  if (sources_.size() <= stride_) return found->second;
  std::vector<std::uint64_t> wider(counts_.size() * 2);
  for (std::size_t i = 0; i < counts_.size(); ++i) wider[i / stride_ * stride_ * 2 + i % stride_] = counts_[i];
  counts_ = std::move(wider);
  stride_ *= 2;
  return found->second;
}

std::uint32_t CoverageCount::told(const Told& told, std::string_view language) {
  const bool covered = told.covered_from.has_value();
  const Date from = clipped(covered ? *told.covered_from : day_ + days{1});
  const Date until = clipped(covered ? *told.covered_until : day_ + days{1});
  const std::string channel = name_or_dash(covered ? told.channel : "");
  const std::string theirs = name_or_dash(language);
  const auto [found, added] = class_numbers_.try_emplace({from, until, theirs, channel, told.language},
                                                         static_cast<std::uint32_t>(classes_.size()));
  if (added) {
    classes_.push_back({from, until, theirs, channel, told.language});
    blocks_.resize(classes_.size() * starts_);
  }
  return found->second;
}

std::uint32_t CoverageCount::new_block() {
  counts_.resize(counts_.size() + stride_);
  return static_cast<std::uint32_t>(counts_.size() / stride_);
}

void CoverageCount::add(const Standing& standing) {
  if (!standing.active) return;
  Told each = standing.told;
  each.channel = standing.channel;
  add(source(standing.source_system), packed_day(standing.activated), told(each, standing.language));
}

// Calls `visit(start, class, source, customers)`.
template <class Visit>
void CoverageCount::each_cell(const Visit& visit) const {
  for (std::size_t cell = 0; cell < blocks_.size(); ++cell) {
    if (blocks_[cell] == 0) continue;
    for (std::size_t source = 0; source < sources_.size(); ++source) {
      const std::uint64_t customers = counts_[(blocks_[cell] - 1) * stride_ + source];
      if (customers != 0) visit(start_list_[cell % starts_], classes_[cell / starts_], source, customers);
    }
  }
}

// The counts by each number or name.
struct CoverageCount::Tables {
  Count all;
  std::map<std::size_t, Count> sources, months;
  std::map<std::string, Count> languages, channels, notice_languages;
  std::map<std::pair<std::size_t, std::size_t>, Count> both;  // source, month
};

CoverageCount::Tables CoverageCount::tables(Date day) const {
  Tables tables;
  each_cell([&](const Start& start, const Class& told, std::size_t source, std::uint64_t customers) {
    if (day < start.from) return;
    const Count more{customers, told.from <= day && day < told.until ? customers : 0};
    for (Count* count :
         {&tables.all, &tables.sources[source], &tables.months[start.month], &tables.languages[told.language],
          &tables.channels[told.channel], &tables.notice_languages[std::string(to_string(told.notice_language))],
          &tables.both[{source, start.month}]}) {
      count->active += more.active;
      count->covered += more.covered;
    }
  });
  return tables;
}

Count CoverageCount::count(Date day) const {
  Count all;
  each_cell([&](const Start& start, const Class& told, std::size_t, std::uint64_t customers) {
    if (day < start.from) return;
    all.active += customers;
    if (told.from <= day && day < told.until) all.covered += customers;
  });
  return all;
}

Report CoverageCount::report() const {
  const Tables now = tables(day_);
  const Tables before = tables(day_ - days{rules_.days_before});
  Report report;
  report.all = now.all;
  const auto add = [&](By by, const std::string& name, const Count& count, const Count& earlier, const Count& like) {
    const Slice slice{by, name, count};
    report.slices.push_back(slice);
    // The uncovered have no channel, so they are a slice of their own; and a notice's language is no group of
    // customers.
    if (by == By::channel || by == By::notice_language) return;
    const double usual = std::max(part_of(earlier), part_of(like));
    const std::uint64_t missing = count.active - count.covered;
    if (missing < rules_.least_missing || usual < rules_.least_usual) return;
    if (part_of(count) < usual - rules_.most_below) report.alarms.push_back({slice, missing, usual});
  };
  const auto add_all = [&](By by, const auto& counts, const auto& earlier, const auto& name_of, const auto& like_of) {
    for (const auto& [key, count] : counts) {
      const auto found = earlier.find(key);
      add(by, name_of(key), count, found == earlier.end() ? Count{} : found->second, like_of(key, count));
    }
  };
  const auto source_name = [&](std::size_t source) { return sources_[source]; };
  const auto itself = [](const std::string& name) { return name; };
  const auto none = [](const auto&, const Count&) { return Count{}; };
  add_all(By::source_system, now.sources, before.sources, source_name, none);
  add_all(By::activation_month, now.months, before.months, month_name, none);
  add_all(By::language, now.languages, before.languages, itself, none);
  add_all(By::channel, now.channels, before.channels, itself, none);
  add_all(By::notice_language, now.notice_languages, before.notice_languages, itself, none);
  add_all(
      By::source_and_month, now.both, before.both,
      [&](const auto& key) { return source_name(key.first) + " " + month_name(key.second); },
      [&](const auto& key, const Count& count) {
        // The source's other months are like it.
        const Count& source = now.sources.at(key.first);
        return Count{source.active - count.active, source.covered - count.covered};
      });
  std::sort(report.slices.begin(), report.slices.end(),
            [](const Slice& a, const Slice& b) { return a.by != b.by ? a.by < b.by : a.name < b.name; });
  std::sort(report.alarms.begin(), report.alarms.end(), [](const Alarm& a, const Alarm& b) {
    if (a.missing != b.missing) return a.missing > b.missing;
    return a.slice.by != b.slice.by ? a.slice.by < b.slice.by : a.slice.name < b.slice.name;
  });
  return report;
}

}  // namespace assent::coverage
