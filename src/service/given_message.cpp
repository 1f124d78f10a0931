#include "service/given_message.hpp"

#include "ledger/corrections.hpp"

#include <algorithm>
#include <variant>

namespace assent::service {

tl::expected<GivenMessage, reasons::ListFault> given_message(std::span<const ledger::Recorded> entries,
                                                             std::string_view place, const NoticeGiving& giving) {
  const auto at =
      std::ranges::find_if(entries, [&](const ledger::Recorded& each) { return entry_name(each.position) == place; });
  const auto* const queued =
      at == entries.end() ? nullptr : std::get_if<evidence::NoticeSendingRecorded>(&at->entry.body);
  if (queued == nullptr || queued->stage != evidence::NoticeSendingRecorded::Stage::queued ||
      queued->notice != giving.notice || queued->version != giving.version || queued->channel != giving.channel) {
    return tl::unexpected(reasons::ListFault::no_such_message);
  }
  const ledger::Corrections corrections(entries);
  for (const ledger::Recorded& each : entries) {
    const auto* const given = std::get_if<evidence::NoticeGivenRecorded>(&each.entry.body);
    const bool of_message = given != nullptr && each.position > at->position && each.entry.run == at->entry.run &&
                            given->notice == giving.notice && given->version == giving.version &&
                            given->channel == giving.channel;
    if (of_message && given->sent != giving.sent && !corrections.retracts(each.position)) {
      return tl::unexpected(reasons::ListFault::sent_on_another_day);
    }
  }
  return GivenMessage{at->entry.run, queued->language};
}

}  // namespace assent::service
