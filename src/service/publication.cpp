#include "service/publication.hpp"

#include "base/day_on_earth.hpp"

#include <algorithm>

namespace assent::service {

std::optional<Instant> in_use_from(std::span<const ledger::Recorded> carrier_wide, std::string_view notice,
                                   std::string_view version) {
  std::optional<Instant> from;
  for (const ledger::Recorded& each : carrier_wide) {
    const auto* body = std::get_if<evidence::NoticePublished>(&each.entry.body);
    if (body == nullptr || body->notice != notice || (!version.empty() && body->version != version)) continue;
    from = std::min(from.value_or(kNever), each.entry.effective);
  }
  return from;
}

bool sent_before_use(const std::variant<Instant, Date>& sent, Instant in_use, const TimeZone* zone) {
  if (const auto* instant = std::get_if<Instant>(&sent)) return *instant < in_use;
  Date day{std::chrono::floor<std::chrono::days>(in_use).time_since_epoch()};
  if (zone != nullptr) day = std::min(day, zone->date_at(in_use));
  return std::get<Date>(sent) < day;
}

bool sent_before_use_everywhere(const std::variant<Instant, Date>& sent, Instant in_use) {
  if (const auto* instant = std::get_if<Instant>(&sent)) return *instant < in_use;
  return day_ends_on_earth(std::get<Date>(sent)) <= in_use;
}

}  // namespace assent::service
