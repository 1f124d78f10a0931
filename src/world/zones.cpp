#include "world/zones.hpp"

#include "world/files.hpp"
#include "world/posix_rule.hpp"

#include <date/tz.h>

#include <mutex>
#include <optional>
#include <stdexcept>
#include <vector>

namespace assent {
namespace {

using namespace std::chrono;

constexpr std::string_view kDatabase = "/usr/share/zoneinfo/";
constexpr year kLastRuledYear{2200};

std::string database_version() {
  constexpr std::string_view kMark = "# version ";
  const auto text = read_file(std::string(kDatabase) + "tzdata.zi");
  if (!text || !text->starts_with(kMark)) return "unknown";
  return text->substr(kMark.size(), text->find('\n') - kMark.size());
}

// The last line of the zone's file (RFC 8536, section 3.3). The date library leaves it out, so without it clocks would
// stand still after the last change listed, which is often in 2037.
std::optional<PosixRule> rule_of(std::string_view name) {
  auto text = read_file(std::string(kDatabase).append(name));
  if (!text || !text->ends_with('\n')) return std::nullopt;
  text->pop_back();
  const std::size_t line = text->rfind('\n');
  if (line == std::string::npos) return std::nullopt;
  return parse_posix_rule(std::string_view(*text).substr(line + 1));
}

void add(std::vector<TimeZone::Period>& periods, Instant begins, seconds offset) {
  if (periods.empty() || periods.back().offset != offset) periods.push_back({begins, offset});
}

std::unique_ptr<const TimeZone> read_zone(std::string_view name) {
  const date::time_zone* zone = nullptr;
  try {
    zone = date::locate_zone(name);
  } catch (const std::runtime_error&) {
    return nullptr;
  }
  std::vector<TimeZone::Period> periods;
  sys_seconds listed = time_point_cast<seconds>(kEarliest);
  for (const sys_seconds last{sys_days{kLastRuledYear / December / std::chrono::last}}; listed < last;) {
    const date::sys_info info = zone->get_info(listed);
    add(periods, listed, info.offset);
    if (info.end >= last) break;
    listed = info.end;
  }
  if (const auto rule = rule_of(name)) {
    for (year y = year_month_day{floor<days>(listed)}.year(); y <= kLastRuledYear; ++y) {
      for (const auto& [at, offset] : rule->transitions_in(y)) {
        if (at > listed) add(periods, at, offset);
      }
    }
  }
  return std::make_unique<const TimeZone>(std::string(name), std::move(periods));
}

}  // namespace

SystemTimeZones::SystemTimeZones() : version_(database_version()) {}
SystemTimeZones::~SystemTimeZones() = default;

const TimeZone* SystemTimeZones::find(std::string_view name) const {
  {
    const std::shared_lock lock(mutex_);
    if (const auto known = zones_.find(name); known != zones_.end()) return known->second.get();
  }
  // Names that are unknown are not kept: they may come, without end, from a customer file.
  auto zone = read_zone(name);
  if (!zone) return nullptr;
  const std::unique_lock lock(mutex_);
  return zones_.emplace(name, std::move(zone)).first->second.get();
}

}  // namespace assent
