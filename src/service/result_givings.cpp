#include "service/result_givings.hpp"

#include "base/day_on_earth.hpp"
#include "decision/waiting.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace assent::service {
namespace {

struct Giving {
  Position position;
  const evidence::NoticeGivenRecorded* given;
  Instant sent;
};

bool lies_in(Instant instant, Date day) {
  return day_begins_on_earth(day) <= instant && instant < day_ends_on_earth(day);
}

// As far as it can be known if one of them is only a day.
bool same_sending(const std::variant<Instant, Date>& one, const std::variant<Instant, Date>& other) {
  if (one.index() == other.index()) return one == other;
  return std::holds_alternative<Instant>(one) ? lies_in(std::get<Instant>(one), std::get<Date>(other))
                                              : same_sending(other, one);
}

std::vector<Giving> fitting(std::span<const ledger::Recorded> entries, const evidence::NoticePublished& notice,
                            const DeliveryResult& result) {
  std::vector<Giving> all;
  for (const ledger::Recorded& each : entries) {
    const auto* given = std::get_if<evidence::NoticeGivenRecorded>(&each.entry.body);
    if (given == nullptr || given->notice != notice.notice || given->version != notice.version) continue;
    if (!result.channel.empty() && given->channel != result.channel) continue;
    if (result.sent && !same_sending(given->sent, *result.sent)) continue;
    if (is_permanent_email_failure(result.status) && given->channel != "email") continue;
    all.push_back({each.position, given, earliest_of(given->sent)});
  }
  return all;
}

// In every possible zone.
bool waiting_at(const Giving& giving, const evidence::NoticePublished& notice, const regime::NoticeRules& rules,
                Instant instant) {
  const auto* at = std::get_if<Instant>(&giving.given->sent);
  Date sent;
  if (at == nullptr) sent = std::get<Date>(giving.given->sent);
  else sent = Date{std::chrono::floor<std::chrono::days>(*at + std::chrono::hours{14}).time_since_epoch()};
  const Date counts = decision::counting_date(rules, giving.given->channel, sent, notice.waiting_days);
  return instant < day_ends_on_earth(counts - std::chrono::days{1});
}

}  // namespace

std::vector<ResultGiving> givings_of(std::span<const ledger::Recorded> entries, const evidence::NoticePublished& notice,
                                     const regime::NoticeRules& rules, const DeliveryResult& result) {
  const std::vector<Giving> all = fitting(entries, notice, result);
  const Giving* latest = nullptr;
  for (const Giving& each : all) {
    if (each.sent <= result.known && (latest == nullptr || each.sent >= latest->sent)) latest = &each;
  }
  std::vector<ResultGiving> about;
  for (const Giving& each : all) {
    bool meant = &each == latest;
    if (result.failed()) {
      const bool out_and_waiting = each.sent <= result.known && waiting_at(each, notice, rules, result.known);
      meant = meant || latest == nullptr || result.sent || out_and_waiting;
    }
    if (meant) about.push_back({each.position, std::max(each.sent, result.known)});
  }
  return about;
}

bool is_permanent_email_failure(std::string_view status) {
  if (!status.starts_with("5.")) return false;
  status.remove_prefix(2);
  const auto dot = status.find('.');
  if (dot == std::string_view::npos) return false;
  return std::ranges::all_of(std::array{status.substr(0, dot), status.substr(dot + 1)}, [](std::string_view part) {
    constexpr std::size_t kFiguresMax = 3;
    return !part.empty() && part.size() <= kFiguresMax &&
           part.find_first_not_of("0123456789") == std::string_view::npos;
  });
}

Instant earliest_of(const std::variant<Instant, Date>& sent) {
  if (const auto* instant = std::get_if<Instant>(&sent)) return *instant;
  return day_begins_on_earth(std::get<Date>(sent));
}

}  // namespace assent::service
