#include "base/zone_data.hpp"

#include <algorithm>
#include <vector>

namespace assent {
namespace {

using std::chrono::days;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year;

// `2026a`: the year, and a letter for the release within the year.
struct Version {
  int year = 0;
  int number = 0;

  friend auto operator<=>(const Version&, const Version&) = default;
};

std::optional<Version> version_of(std::string_view text) {
  const bool digits =
      text.size() == 5 && std::all_of(text.begin(), text.begin() + 4, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || text[4] < 'a' || text[4] > 'z') return std::nullopt;
  Version version;
  for (const char c : text.substr(0, 4)) version.year = version.year * 10 + (c - '0');
  version.number = text[4] - 'a';
  return version;
}

// A few are released in a year, one about every other month.
Instant came_out(const Version& version) {
  const unsigned month = std::min(12U, 1U + 2U * static_cast<unsigned>(version.number));
  return sys_days{year{version.year} / std::chrono::month{month} / 1};
}

}  // namespace

std::optional<int> compare_zone_data(std::string_view a, std::string_view b) {
  const auto one = version_of(a);
  const auto other = version_of(b);
  if (!one || !other) return std::nullopt;
  return *one < *other ? -1 : *one > *other ? 1 : 0;
}

std::optional<std::string> why_old(std::string_view version, Instant now) {
  if (version.empty()) return std::nullopt;
  const auto known = version_of(version);
  if (!known) return "their version is unknown";
  if (compare_zone_data(version, kNewestZoneData) == -1) {
    return "version " + std::string(kNewestZoneData) + " was there when this program was built";
  }
  if (now >= came_out(*known) + days{366}) return "they were released more than a year ago";
  return std::nullopt;
}

std::optional<ZoneDifference> difference(const TimeZone& one, const TimeZone& other) {
  constexpr Instant kFrom{};
  std::vector<Instant> changes{kFrom};
  for (const TimeZone* zone : {&one, &other}) {
    for (const TimeZone::Period& each : zone->periods()) {
      if (each.begins > kFrom) changes.push_back(each.begins);
    }
  }
  std::sort(changes.begin(), changes.end());
  std::optional<ZoneDifference> found;
  bool differ = false;
  for (const Instant each : changes) {
    const seconds before = one.offset_at(each);
    const seconds after = other.offset_at(each);
    if (before != after && !found) found = ZoneDifference{each, kNever, before, after};
    if (found && differ && before == after) found->until = each;
    if (found && before != after) found->until = kNever;
    differ = before != after;
  }
  return found;
}

}  // namespace assent
