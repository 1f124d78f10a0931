#include "app/notice_text.hpp"

#include "notice_check/variables.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assent::app {
namespace {

constexpr std::string_view kReviewType = "notice_review";

notice_check::ValuesForAll values_for(const NoticeWritten& written, const evidence::NoticePublished& notice) {
  return {written.carrier, notice_check::partners_meant(notice, written.partners), notice.waiting_days};
}

}  // namespace

std::string regime_written(const NoticeWritten& notice) {
  if (!notice.regime.empty()) return notice.regime;
  const auto whole = written::read_written(notice.text, notice.file, notice.form);
  if (!whole) return {};
  for (const written::WrittenEntry& entry : whole->entries) {
    if (entry.key == "regime" && entry.value.kind == written::Written::Kind::text) return entry.value.text;
  }
  return {};
}

Result<NoticeTextChecked> check_notice_text(const RulePacks& packs, const TimeZones& zones, Instant now,
                                            const NoticeWritten& notice) {
  const std::string regime = regime_written(notice);
  if (regime.empty())
    return NoticeTextChecked{nullptr, notice_check::unreadable(notice.text, notice.file, notice.form)};
  const auto pack = TRY(packs.find_sound(regime, now, zones));
  const notice_check::CheckWith with{&*pack->regime, notice.words, notice.carrier, notice.partners, notice.channel};
  return NoticeTextChecked{&*pack->regime, notice_check::check(notice.text, notice.file, notice.form, with)};
}

service::NoticeFile notice_to_publish(const NoticeWritten& written, const notice_check::Checked& checked) {
  service::NoticeFile file = *checked.notice;
  file.notice = notice_check::filled_for_all(file.notice, values_for(written, file.notice));
  return file;
}

evidence::Hash hash_of_version(const evidence::NoticePublished& notice) {
  evidence::Entry entry;
  entry.body = notice;
  return evidence::sha256(evidence::encode(entry));
}

Result<service::NoticeReceipt> record_notice_review(Engine& engine, const evidence::NoticePublished& notice,
                                                    bool approves, const service::Circumstances& circumstances) {
  const std::string hash = evidence::to_hex(hash_of_version(notice));
  evidence::PrivacyDocumentRecorded review;
  review.type = kReviewType;
  review.id = hash;
  review.state =
      approves ? evidence::PrivacyDocumentRecorded::State::kept : evidence::PrivacyDocumentRecorded::State::deleted;
  const Instant now = engine.now();
  ledger::Draft draft;
  draft.entry.account = kNoticeReviews;
  draft.entry.actor = circumstances.actor;
  draft.entry.channel = circumstances.channel;
  draft.entry.key = circumstances.key;
  draft.entry.body = std::move(review);
  draft.entry.effective = now;
  draft.effective_is_now = true;
  const auto receipt = TRY(ledger::append_one(engine.ports().ledger, draft, now));
  return service::NoticeReceipt{receipt.position, receipt.recorded, receipt.repeated};
}

Result<void> check_reviewed(const Engine& engine, const evidence::NoticePublished& notice, std::string_view publisher) {
  const std::string hash = evidence::to_hex(hash_of_version(notice));
  const auto entries = TRY(engine.ports().ledger.closed_entries_of(kNoticeReviews));
  bool approved = false;
  bool rejected = false;
  for (const ledger::Recorded& each : entries) {
    const auto* review = std::get_if<evidence::PrivacyDocumentRecorded>(&each.entry.body);
    if (review == nullptr || review->type != kReviewType || review->id != hash) continue;
    rejected = review->state == evidence::PrivacyDocumentRecorded::State::deleted;
    approved = !rejected && (approved || each.entry.actor != publisher);
  }
  if (approved) return {};
  if (rejected) {
    return fail(ErrorCode::invalid, "a person has reviewed this text and rejected it",
                "mend the text, and let a second person review it again: `assent notice review`");
  }
  return fail(ErrorCode::invalid,
              fmt::format("no other person than {} has reviewed this exact text", wording::shown(publisher)),
              "let a second person review it: `assent notice review`");
}

}  // namespace assent::app
