#include "coverage/standing.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace assent::coverage {
namespace {

Date day_of(const std::variant<Instant, Date>& sent) {
  if (const auto* date = std::get_if<Date>(&sent)) return *date;
  return Date{std::chrono::floor<std::chrono::days>(std::get<Instant>(sent)).time_since_epoch()};
}

struct Giving {
  Position position;
  Date day;
  std::string channel;
  std::string language;
  bool failed = false;
};

// The givings of the notices up to then, in order of their days.
std::vector<Giving> givings_in(std::span<const ledger::Recorded> entries, const Proof& proof, Date today, Instant at) {
  std::vector<Giving> givings;
  for (const ledger::Recorded& each : entries) {
    if (const auto* given = std::get_if<evidence::NoticeGivenRecorded>(&each.entry.body)) {
      if (!contains(proof.notices, given->notice) || day_of(given->sent) > today) continue;
      givings.push_back({each.position, day_of(given->sent), given->channel, given->language});
    } else if (const auto* delivery = std::get_if<evidence::NoticeDelivery>(&each.entry.body)) {
      if (delivery->result == evidence::NoticeDelivery::Result::delivered || each.entry.effective > at) continue;
      for (Giving& giving : givings) giving.failed = giving.failed || giving.position == delivery->given;
    }
  }
  std::stable_sort(givings.begin(), givings.end(), [](const Giving& a, const Giving& b) { return a.day < b.day; });
  return givings;
}

const evidence::CustomerRecorded* profile_in(std::span<const ledger::Recorded> entries, Instant at) {
  const ledger::Recorded* latest = nullptr;
  for (const ledger::Recorded& each : entries) {
    if (each.entry.kind() != evidence::EntryKind::customer || each.entry.effective > at) continue;
    if (latest == nullptr || each.entry.effective >= latest->entry.effective) latest = &each;
  }
  return latest == nullptr ? nullptr : &ledger::profile_in(*latest);
}

bool emails_permitted(std::span<const ledger::Recorded> entries, Instant at) {
  bool permitted = false;
  for (const ledger::Recorded& each : entries) {
    const auto* permission = std::get_if<evidence::EmailPermissionRecorded>(&each.entry.body);
    if (permission != nullptr && each.entry.effective <= at) permitted = permission->granted;
  }
  return permitted;
}

std::string best_channel(const evidence::CustomerRecorded& profile, const std::vector<Giving>& givings,
                         const Proof& proof, bool permitted) {
  const auto failed_last = [&](std::string_view channel) {
    const auto last =
        std::find_if(givings.rbegin(), givings.rend(), [&](const Giving& each) { return each.channel == channel; });
    return last != givings.rend() && last->failed;
  };
  const auto has_address = [&](std::string_view channel) {
    if (channel == "email") return !profile.email_addresses.empty();
    if (channel == "sms") return !profile.telephones.empty();
    return !profile.address.lines.empty();
  };
  for (const std::string_view channel : {"email", "sms", "mail"}) {
    if (!contains(proof.regime->notice.channels, channel) || !has_address(channel) || failed_last(channel)) continue;
    if (contains(proof.regime->notice.permission_channels, channel) && !permitted) continue;
    return std::string(channel);
  }
  return {};
}

}  // namespace

Standing standing_of(std::span<const ledger::Recorded> entries, const Proof& proof, Instant at) {
  Standing standing;
  const evidence::CustomerRecorded* profile = profile_in(entries, at);
  if (profile == nullptr) return standing;
  const Date today{std::chrono::floor<std::chrono::days>(at).time_since_epoch()};
  const std::vector<Giving> givings = givings_in(entries, proof, today, at);
  const bool permitted = emails_permitted(entries, at);
  standing.active = profile->state == CustomerState::active;
  standing.source_system = profile->source_system;
  standing.activated = profile->activated;
  standing.language = profile->language;
  standing.best_channel = best_channel(*profile, givings, proof, permitted);
  for (const Giving& each : givings) {
    standing.told_by = each.day;
    if (!standing.covered_from) standing.channel = each.channel;
    standing.failed = each.failed && !standing.covered_from;
    if (each.failed || !contains(proof.regime->notice.channels, each.channel)) continue;
    // One that comes in time continues the chain; else another begins.
    if (!standing.covered_until || each.day > *standing.covered_until) standing.covered_from = each.day;
    standing.covered_until = anniversary(each.day, proof.regime->notice.renewal_years);
    standing.channel = each.channel;
    standing.failed = false;
  }
  return standing;
}

std::string_view to_string(Due due) {
  constexpr std::array<std::string_view, 6> kNames = {"never",     "failed",     "lapsed",
                                                      "renewal_0", "renewal_30", "renewal_90"};
  return kNames.at(static_cast<std::size_t>(due));
}

std::optional<Due> due_of(const Standing& standing, Date today) {
  if (!standing.active) return std::nullopt;
  if (!standing.covered_until) return standing.failed ? Due::failed : Due::never;
  const auto days = (*standing.covered_until - today).count();
  if (days < 0) return Due::lapsed;
  if (days == 0) return Due::renewal_0;
  if (days <= 30) return Due::renewal_30;
  if (days <= 90) return Due::renewal_90;
  return std::nullopt;
}

}  // namespace assent::coverage
