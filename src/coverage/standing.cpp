#include "coverage/standing.hpp"

#include "index/ways.hpp"
#include "ledger/email_permission.hpp"

#include <algorithm>
#include <vector>

namespace assent::coverage {
namespace {

const evidence::NoticeGivenRecorded& giving_at(std::span<const ledger::Recorded> entries, Position position) {
  const auto entry = std::lower_bound(entries.begin(), entries.end(), position,
                                      [](const ledger::Recorded& a, Position b) { return a.position < b; });
  return std::get<evidence::NoticeGivenRecorded>(entry->entry.body);
}

Date local_day(const std::variant<Instant, Date>& sent, const TimeZone& zone) {
  if (const auto* date = std::get_if<Date>(&sent)) return *date;
  return zone.date_at(std::get<Instant>(sent));
}

}  // namespace

Result<std::optional<Standing>> standing_of(std::string_view account, std::span<const ledger::Recorded> entries,
                                            const ledger::CarrierFile& carrier, const TimeZones& zones,
                                            const Question& question) {
  const ledger::AccountFile file = TRY(ledger::fold_account(entries, carrier, account, question.at, kNever));
  if (!file.customer) return std::optional<Standing>();
  const evidence::CustomerRecorded& profile = ledger::profile_in(*file.profile);
  Standing standing;
  standing.active = profile.state == CustomerState::active;
  standing.source_system = profile.source_system;
  standing.activated = profile.activated;
  standing.language = profile.language;

  const TimeZone* own = profile.time_zone.empty() ? nullptr : zones.find(profile.time_zone);
  const TimeZone& zone = own != nullptr ? *own : *question.footprint;
  std::vector<Giving> givings;
  for (const NoticeGiven& each : file.history.notices) {
    const auto giving =
        giving_of(question, giving_at(entries, each.entry).notice, each, local_day(each.sent, zone), profile.language);
    if (giving) givings.push_back(*giving);
  }
  std::stable_sort(givings.begin(), givings.end(), [](const Giving& a, const Giving& b) { return a.day < b.day; });
  standing.told = told_by(givings);
  standing.channel = standing.told.channel;
  standing.told.channel = {};
  standing.ways = index::ways_to_reach(profile, ledger::email_permitted(entries, account, question.at));
  standing.best_channel = best_channel(question.regime->notice, standing.ways, standing.told.failed_ways);
  return std::optional(std::move(standing));
}

std::optional<Due> due_of(const Standing& standing, Date today) {
  if (!standing.active) return std::nullopt;
  return due_of(standing.told.covered_until, standing.told.failed, today);
}

}  // namespace assent::coverage
