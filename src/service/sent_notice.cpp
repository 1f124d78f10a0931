#include "service/sent_notice.hpp"

#include "service/draft.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace assent::service {
namespace {

using Stage = evidence::NoticeSendingRecorded::Stage;

std::string key_of_early_failure(Position queued) { return "early_failure:" + entry_name(queued); }

Result<std::optional<evidence::Entry>> entry_at(const ledger::Ledger& ledger, Position place) {
  const auto heads = TRY(ledger.heads());
  const auto head = std::ranges::find(heads, place.log, &ledger::LogHead::log);
  if (head == heads.end() || place.index >= head->size) return std::nullopt;
  std::optional<Result<evidence::Entry>> found;
  TRY(ledger.scan(place, [&](Position at, evidence::ByteView bytes) {
    if (at == place) found = evidence::decode(bytes);
    return false;
  }));
  if (!found) return std::nullopt;
  return TRY(*std::move(found));
}

// The giving that was recorded when the message was handed over.
std::optional<evidence::NoticeGivenRecorded> giving_after(std::span<const ledger::Recorded> entries, Position queued,
                                                          const evidence::NoticeSendingRecorded& sending,
                                                          std::string_view run) {
  for (const ledger::Recorded& each : entries) {
    if (each.position <= queued || each.entry.run != run) continue;
    const auto* const given = std::get_if<evidence::NoticeGivenRecorded>(&each.entry.body);
    if (given != nullptr && given->notice == sending.notice && given->version == sending.version &&
        given->channel == sending.channel) {
      return *given;
    }
  }
  return std::nullopt;
}

}  // namespace

Result<std::optional<SentNotice>> sent_notice_at(const ledger::Ledger& ledger, Position place) {
  const auto entry = TRY(entry_at(ledger, place));
  if (!entry) return std::nullopt;
  if (const auto* const given = std::get_if<evidence::NoticeGivenRecorded>(&entry->body)) {
    return SentNotice{entry->account, given->notice, given->version, given->channel, *given};
  }
  const auto* const sending = std::get_if<evidence::NoticeSendingRecorded>(&entry->body);
  if (sending == nullptr || sending->stage != Stage::queued) return std::nullopt;
  const auto entries = TRY(ledger.closed_entries_of(entry->account));
  return SentNotice{entry->account, sending->notice, sending->version, sending->channel,
                    giving_after(entries, place, *sending, entry->run)};
}

Result<void> keep_early_failure(ledger::Ledger& ledger, const SentNotice& sent, Position queued,
                                std::string_view detail, const Circumstances& by, Instant now) {
  evidence::NoticeSendingRecorded failed;
  failed.notice = sent.notice;
  failed.version = sent.version;
  failed.channel = sent.channel;
  failed.stage = Stage::failed;
  failed.detail = detail;
  const auto receipt =
      ledger::append_one(ledger, draft_from_now(by, sent.account, key_of_early_failure(queued), failed, now), now);
  // A second report with other words is about the same message.
  if (!receipt && receipt.error().code != ErrorCode::conflict) return tl::unexpected(receipt.error());
  return {};
}

const ledger::Recorded* early_failure_of(std::span<const ledger::Recorded> entries, Position queued) {
  const auto at = std::ranges::find_if(
      entries, [&](const ledger::Recorded& each) { return each.entry.key == key_of_early_failure(queued); });
  return at == entries.end() ? nullptr : &*at;
}

}  // namespace assent::service
