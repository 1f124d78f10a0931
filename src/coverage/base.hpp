// CoveredBase: how all customers stand with the carrier's notices, packed in twelve bytes each, and counted. Pure;
// any number of threads can count while none adds.
#pragma once

#include "base/instant.hpp"
#include "coverage/standing.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace assent::coverage {

struct Count {
  std::uint64_t active = 0;   // customers who must have been told by then
  std::uint64_t covered = 0;  // of those, with a notice that is proved
  friend bool operator==(const Count&, const Count&) = default;
};

// What a slice is a slice of.
enum class By : std::uint8_t { source_system, activation_month, language, channel, source_and_month };
inline constexpr std::array kBys = {By::source_system, By::activation_month, By::language, By::channel,
                                    By::source_and_month};
std::string_view to_string(By by);

struct Slice {
  By by = By::source_system;
  std::string name;  // such as `billing-a`, `2026-03`, `billing-a 2026-03`; `-`: not stated
  Count count;
};

// A slice that was covered before, or whose like is covered, and is not.
struct Alarm {
  Slice slice;
  std::uint64_t missing = 0;  // customers in it without a proved notice
  double usual = 0;           // the part that is usually covered, 0 to 1
};

struct AlarmRules {
  std::uint64_t least_missing = 10;  // fewer are no alarm
  double least_usual = 0.5;          // a slice less covered than this was never covered
  double most_below = 0.1;           // so much below the usual part is no alarm yet
  int days_before = 7;               // compared with the same slice so long ago
};

struct Report {
  Count all;
  std::vector<Slice> slices;  // by kind, then by name
  std::vector<Alarm> alarms;  // the most missing first
};

class CoveredBase {
 public:
  void reserve(std::size_t customers) { rows_.reserve(customers); }
  void add(const Standing& standing);
  std::size_t size() const { return rows_.size(); }

  // The customers who are active and were so for more than `grace_days` on that day.
  Count count(Date day, int grace_days) const;
  Report report(Date day, int grace_days, const AlarmRules& rules) const;

 private:
  // Days since the beginning of the year 2000; kNoDay: none.
  struct Row {
    std::uint16_t activated = 0;
    std::uint16_t covered_from = 0;
    std::uint16_t covered_until = 0;
    std::uint16_t source = 0;
    std::uint16_t language = 0;
    std::uint8_t channel = 0;
  };
  static_assert(sizeof(Row) == 12);

  // Names, each with a small number.
  class NameTable {
   public:
    std::uint16_t number(const std::string& name);  // from 0; after 65,535 names, those that follow share the last
    const std::string& name(std::size_t number) const { return names_[number]; }
    std::size_t size() const { return names_.size(); }

   private:
    std::vector<std::string> names_;
    std::map<std::string, std::uint16_t, std::less<>> numbers_;
  };

  struct Tables;
  Tables tables(Date day, int grace_days) const;

  std::vector<Row> rows_;
  NameTable sources_;
  NameTable languages_;
  NameTable channels_;
};

}  // namespace assent::coverage
