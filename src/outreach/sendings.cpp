#include "outreach/sendings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <variant>

namespace assent::outreach {

using Stage = evidence::NoticeSendingRecorded::Stage;

std::optional<std::size_t> Sendings::of_run(std::string_view run) const {
  const auto at = std::find_if(all.rbegin(), all.rend(), [&](const Sending& each) { return each.run == run; });
  if (at == all.rend()) return std::nullopt;
  return static_cast<std::size_t>(all.rend() - at) - 1;
}

bool Sendings::given_since(Instant counts) const {
  return std::ranges::any_of(given, [&](const ByChannel& each) { return each.counts >= counts; });
}

bool Sendings::given_recorded_since(Instant recorded) const {
  return std::ranges::any_of(given, [&](const ByChannel& each) { return each.recorded > recorded; });
}

bool Sendings::failed_since(std::string_view channel, Instant recorded) const {
  return std::ranges::any_of(
      failed, [&](const ByChannel& each) { return each.channel == channel && each.recorded > recorded; });
}

bool Sendings::waits_elsewhere(std::string_view run, Instant since) const {
  return std::ranges::any_of(all, [&](const Sending& each) {
    const bool unsent = !each.outcome || (*each.outcome == Stage::handed_over && !each.given && each.recorded >= since);
    return each.run != run && unsent;
  });
}

Sendings sendings_in(std::span<const ledger::Recorded> entries, std::string_view notice, std::string_view version) {
  Sendings found;
  std::map<Position, ByChannel> givings;
  for (const ledger::Recorded& each : entries) {
    if (const auto* sending = std::get_if<evidence::NoticeSendingRecorded>(&each.entry.body)) {
      if (sending->notice != notice || sending->version != version) continue;
      if (sending->stage == Stage::queued) {
        found.all.push_back({each.position, each.entry.recorded, each.entry.run, sending->channel, std::nullopt});
        continue;
      }
      const auto of_it = std::find_if(found.all.rbegin(), found.all.rend(), [&](const Sending& one) {
        return one.run == each.entry.run && one.channel == sending->channel && !one.outcome;
      });
      if (of_it != found.all.rend()) {
        of_it->outcome = sending->stage;
        of_it->again = sending->detail.starts_with(kSentAgain);
      }
      if (sending->stage == Stage::failed && of_it != found.all.rend()) {
        found.failed.push_back({sending->channel, each.entry.recorded, each.entry.recorded});
      }
    } else if (const auto* given = std::get_if<evidence::NoticeGivenRecorded>(&each.entry.body)) {
      if (given->notice != notice || given->version != version) continue;
      for (Sending& one : found.all) one.given = one.given || one.channel == given->channel;
      givings.emplace(each.position, ByChannel{given->channel, each.entry.effective, each.entry.recorded});
    } else if (const auto* delivery = std::get_if<evidence::NoticeDelivery>(&each.entry.body)) {
      const auto at = givings.find(delivery->given);
      if (at == givings.end() || delivery->result == evidence::NoticeDelivery::Result::delivered) continue;
      found.failed.push_back({at->second.channel, each.entry.recorded, each.entry.recorded});
      givings.erase(at);
    }
  }
  for (const auto& [position, giving] : givings) found.given.push_back(giving);
  return found;
}

std::string sending_key(std::string_view notice, std::string_view version, std::size_t number, std::string_view stage) {
  return fmt::format("sending:{}:{}:{}:{}", notice, version, number, stage);
}

}  // namespace assent::outreach
