#include "outreach/letters_waiting.hpp"

#include "outreach/way.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <variant>

namespace assent::outreach {

using Stage = evidence::NoticeSendingRecorded::Stage;

Result<std::map<std::string, std::uint64_t>> letters_waiting(const ledger::Ledger& ledger,
                                                             const std::vector<NoticeRun>& runs) {
  std::map<std::string, std::uint64_t> waiting;
  for (const NoticeRun& each : runs) {
    const bool has_letters =
        std::ranges::any_of(each.plan.by_way, [](const auto& way) { return way.first.first == kLetters; });
    if (has_letters) waiting.emplace(each.id, 0);
  }
  if (waiting.empty()) return waiting;
  // The run of the letter that an account waits for; a giving by another way of recording it has no run.
  struct Waits {
    std::string run;
    std::string notice;
    std::string version;
  };
  std::map<std::string, std::vector<Waits>> of_account;
  std::optional<Error> failed;
  const auto heads = TRY(ledger.heads());
  for (const ledger::LogHead& head : heads) {
    TRY(ledger.scan({head.log, 0}, [&](Position, evidence::ByteView bytes) {
      const auto entry = evidence::decode(bytes);
      if (!entry) {
        failed = entry.error();
        return false;
      }
      if (const auto* const sending = std::get_if<evidence::NoticeSendingRecorded>(&entry->body)) {
        if (sending->channel == kLetters && sending->stage == Stage::handed_over && waiting.contains(entry->run)) {
          of_account[entry->account].push_back({entry->run, sending->notice, sending->version});
        }
      } else if (const auto* const given = std::get_if<evidence::NoticeGivenRecorded>(&entry->body)) {
        const auto at = given->channel == kLetters ? of_account.find(entry->account) : of_account.end();
        if (at == of_account.end()) return true;
        std::erase_if(at->second, [&](const Waits& each) {
          return each.notice == given->notice && each.version == given->version;
        });
        if (at->second.empty()) of_account.erase(at);
      }
      return true;
    }));
    if (failed) return tl::unexpected(*failed);
  }
  for (const auto& [account, letters] : of_account) {
    for (const Waits& each : letters) ++waiting[each.run];
  }
  return waiting;
}

}  // namespace assent::outreach
