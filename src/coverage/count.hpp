// CoverageCount: counts a whole base of customers against the notices that they were given, by source system,
// activation month, language, channel and language of the notice, for one day and for days before it. Pure; not
// thread-safe.
//
// Customers who are counted alike on all of these days share a cell, so a customer costs one addition, and all reports
// come from the cells.
#pragma once

#include "base/instant.hpp"
#include "coverage/standing.hpp"
#include "coverage/told.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace assent::coverage {

struct Count {
  std::uint64_t active = 0;   // customers who must have been told by then
  std::uint64_t covered = 0;  // of those, with a notice that is proved
  friend bool operator==(const Count&, const Count&) = default;
};

// What a slice is a slice of.
enum class By : std::uint8_t { source_system, activation_month, language, channel, notice_language, source_and_month };
inline constexpr std::array kBys = {By::source_system, By::activation_month, By::language,
                                    By::channel,       By::notice_language,  By::source_and_month};
std::string_view to_string(By by);

struct Slice {
  By by = By::source_system;
  std::string name;  // such as `billing-a`, `2026-03`, `another`, `billing-a 2026-03`; `-`: not stated, or none
  Count count;
  friend bool operator==(const Slice&, const Slice&) = default;
};

// A slice that was covered before, or whose like is covered, and is not.
struct Alarm {
  Slice slice;
  std::uint64_t missing = 0;  // customers in it without a proved notice
  double usual = 0;           // the part that is usually covered, 0 to 1
  friend bool operator==(const Alarm&, const Alarm&) = default;
};

struct AlarmRules {
  std::uint64_t least_missing = 10;  // fewer are no alarm
  double least_usual = 0.5;          // a slice less covered than this was never covered
  double most_below = 0.1;           // so much below the usual part is no alarm yet
  int days_before = 7;               // compared with the same slice so long ago; not negative
};

struct Report {
  Count all;
  std::vector<Slice> slices;  // by kind, then by name
  std::vector<Alarm> alarms;  // the most missing first
  friend bool operator==(const Report&, const Report&) = default;
};

class CoverageCount {
 public:
  // For that day and `days_before` it, as many as the rules need at least. Customers count after so many days of grace
  // from their activation; neither is negative.
  CoverageCount(Date day, int grace_days, int days_before, const AlarmRules& rules);

  // Numbers by which active customers are added.
  std::uint32_t source(const std::string& name);
  std::uint32_t told(const Told& told, std::string_view language);
  // `activated` as index::packed_day() has it.
  void add(std::uint32_t source, std::uint16_t activated, std::uint32_t told) {
    std::uint32_t& block = blocks_[told * starts_ + start_of_[activated]];
    if (block == 0) block = new_block();
    ++counts_[(block - 1) * stride_ + source];
  }
  void add(const Standing& standing);  // if it is active

  // Precondition: one of the days.
  Count count(Date day) const;
  Report report() const;  // of the day itself

 private:
  // When customers begin to count, as far as the days can tell; and the month of their activation.
  struct Start {
    Date from;
    std::size_t month = 0;
  };
  // What was told to them, as far as the days can tell.
  struct Class {
    Date from;  // covered from this day
    Date until;
    std::string language;
    std::string channel;
    NoticeLanguage notice_language = NoticeLanguage::none;
  };
  struct Tables;

  std::uint32_t new_block();
  Date clipped(Date day) const;
  template <class Visit>
  void each_cell(const Visit& visit) const;
  Tables tables(Date day) const;

  Date day_;
  Date first_;  // of the days
  AlarmRules rules_;
  std::vector<std::uint16_t> start_of_;  // by day of activation
  std::vector<Start> start_list_;
  std::size_t starts_ = 0;
  std::vector<Class> classes_;
  std::map<std::tuple<Date, Date, std::string, std::string, NoticeLanguage>, std::uint32_t> class_numbers_;
  std::vector<std::string> sources_;
  std::map<std::string, std::uint32_t, std::less<>> source_numbers_;
  std::size_t stride_ = 8;             // sources in a block
  std::vector<std::uint32_t> blocks_;  // by class and start: the number of a block, from 1; 0: none yet
  std::vector<std::uint64_t> counts_;  // of each block by source
};

}  // namespace assent::coverage
