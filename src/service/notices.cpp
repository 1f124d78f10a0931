#include "service/notices.hpp"

#include "base/marks.hpp"
#include "explanation/row_words.hpp"
#include "service/carried_refusals.hpp"
#include "service/delivery_list.hpp"
#include "service/draft.hpp"
#include "service/given_message.hpp"
#include "service/keyed_run.hpp"
#include "service/publication.hpp"
#include "service/result_givings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

namespace assent::service {
namespace {

std::string text_of(const std::variant<Instant, Date>& sent) {
  return std::visit([](auto when) { return assent::to_string(when); }, sent);
}

const evidence::NoticeText* text_in(const evidence::NoticePublished& notice, std::string_view language) {
  const auto found = std::find_if(notice.texts.begin(), notice.texts.end(),
                                  [&](const evidence::NoticeText& each) { return each.language == language; });
  return found == notice.texts.end() ? nullptr : &*found;
}

// The language in which this customer gets the notice; empty: unknown.
std::string language_for(const evidence::NoticePublished& notice, const NoticeGiving& giving, const std::string& own) {
  if (!giving.language.empty()) return giving.language;
  if (text_in(notice, own) != nullptr) return own;
  const std::string primary = own.substr(0, own.find('-'));
  if (text_in(notice, primary) != nullptr) return primary;
  if (!giving.otherwise_language.empty()) return giving.otherwise_language;
  return own.empty() && notice.texts.size() == 1 ? notice.texts.front().language : std::string();
}

// Whether the regime does not count a notice in that language for a customer whose own language is known.
bool does_not_count(const regime::Regime& regime, const std::string& language, const std::string& own) {
  return regime.notice.language_must_match && !own.empty() && language != own &&
         language != own.substr(0, own.find('-'));
}

Result<void> check_giving(const evidence::NoticePublished& notice, const NoticeGiving& giving,
                          const regime::Regime& regime) {
  if (giving.channel.empty()) return fail(ErrorCode::invalid, "the channel is missing", "say how the notice is given");
  for (const std::string& language : {giving.language, giving.otherwise_language}) {
    if (!language.empty() && text_in(notice, language) == nullptr) {
      return fail(ErrorCode::invalid, fmt::format("the notice has no text in `{}`", language),
                  "name a language of the notice");
    }
  }
  const Names missing = missing_disclosures(notice, regime, giving.channel);
  if (!missing.empty()) {
    return fail(ErrorCode::invalid,
                fmt::format("the notice lacks `{}`, which `{}` requires on the channel `{}`", missing.front(),
                            regime.id, giving.channel),
                "publish a version that has it, and give that version");
  }
  return {};
}

}  // namespace

Result<evidence::NoticePublished> Notices::published(std::string_view notice, std::string_view version) const {
  const auto entries = TRY(ledger_->entries_of(""));
  for (const ledger::Recorded& each : entries) {
    const auto* body = std::get_if<evidence::NoticePublished>(&each.entry.body);
    if (body != nullptr && body->notice == notice && body->version == version) return *body;
  }
  return fail(ErrorCode::not_found, fmt::format("notice `{}` has no published version `{}`", notice, version),
              "publish it first, or name a published version");
}

Result<NoticeReceipt> Notices::publish(const NoticeFile& file, const regime::Regime& regime,
                                       const Circumstances& circumstances, Instant now) {
  const Issues issues = check_notice(file, regime);
  if (!issues.empty()) {
    Issue first = issues.front();
    const std::string mend = std::move(first.mend);
    first.mend.clear();
    return fail(ErrorCode::invalid, to_string(first), mend);
  }
  const auto entries = TRY(ledger_->entries_of(""));
  const auto in_use = in_use_from(entries, file.notice.notice, file.notice.version);
  const bool earlier = in_use && circumstances.effective && *circumstances.effective < *in_use;
  for (const ledger::Recorded& each : entries) {
    const auto* body = std::get_if<evidence::NoticePublished>(&each.entry.body);
    if (body == nullptr || body->notice != file.notice.notice || body->version != file.notice.version) continue;
    if (*body == file.notice) {
      if (earlier) continue;
      return NoticeReceipt{each.position, each.entry.recorded, true};
    }
    return fail(ErrorCode::conflict,
                fmt::format("version `{}` of notice `{}` was published with another text", body->version, body->notice),
                "give the new text a new version");
  }

  // With this key, two callers that publish at the same moment meet in the ledger.
  std::string key = fmt::format("notice:{}:{}", file.notice.notice, file.notice.version);
  if (earlier) key += ":" + assent::to_string(*circumstances.effective);
  ledger::Draft draft = draft_of(circumstances, "", std::move(key), file.notice);
  draft.entry.effective = circumstances.effective.value_or(now);
  draft.effective_is_now = !circumstances.effective;
  const auto receipt = TRY(ledger::append_one(*ledger_, draft, now));
  return NoticeReceipt{receipt.position, receipt.recorded, receipt.repeated};
}

Result<NoticeCounts> Notices::give(ByteSource& accounts, const NoticeGiving& giving, const regime::Regime& regime,
                                   const TimeZones& zones, const Circumstances& circumstances, RejectsTo rejects,
                                   const Clock& clock, const OnProgress& on_progress) {
  const auto notice = TRY(published(giving.notice, giving.version));
  TRY(check_giving(notice, giving, regime));
  const auto carrier_wide = TRY(ledger_->entries_of(""));
  const Instant in_use = in_use_from(carrier_wide, giving.notice, giving.version).value_or(kNever);
  if (sent_before_use_everywhere(giving.sent, in_use)) {
    return fail(
        ErrorCode::invalid,
        fmt::format("the notice was sent {}, before its text was published at {}", text_of(giving.sent),
                    assent::to_string(in_use)),
        std::string(
            explanation::row_words(reasons::ListFault::sent_before_publication, explanation::Language::en).mend));
  }

  // The item is the place at which the message waited, as written.
  using GivenRow = KeyedRow<std::string>;
  KeyedRun<std::string> run(*ledger_, accounts, rejects, clock, on_progress);
  const auto header = TRY(run.header());
  const auto column = TRY(header.needed(giving.account_column));
  const auto queued = header.find(giving.queued_column);

  const auto take = [&](const csv::CsvReader& reader) {
    GivenRow row{reader.position_of(column), bare_name(reader.fields()[column]), std::string(reader.raw())};
    if (queued) row.item = reader.fields()[*queued];
    return row;
  };
  std::uint64_t in_another_language = 0;
  const auto rescue = [](const csv::CsvReader&) { return std::vector<GivenRow>(); };
  const auto fill = [&](std::vector<GivenRow>& batch, Instant) -> Result<void> {
    std::vector<std::string_view> names;
    for (const GivenRow& row : batch) names.push_back(row.account);
    const auto customers = TRY(ledger_->latest(names, evidence::EntryKind::customer));
    for (std::size_t i = 0; i < batch.size(); ++i) {
      GivenRow& row = batch[i];
      const auto& customer = (customers)[i];
      if (!row.fault.empty()) continue;
      if (row.account.empty() || !customer) {
        row.fault = {reasons::ListFault::account_unknown};
        continue;
      }
      const auto& profile = std::get<evidence::CustomerRecorded>(customer->entry.body);
      std::optional<GivenMessage> message;
      if (!row.item.empty()) {
        const auto entries = TRY(ledger_->closed_entries_of(row.account));
        auto found = given_message(entries, row.item, giving);
        if (!found) {
          row.fault = {found.error()};
          continue;
        }
        message = *std::move(found);
      }
      const std::string language = message ? message->language : language_for(notice, giving, profile.language);
      if (language.empty()) {
        row.fault = {reasons::ListFault::no_text_in_language};
        continue;
      }
      if (does_not_count(regime, language, profile.language)) {
        ++in_another_language;
        if (!giving.even_in_another_language) {
          row.fault = {{reasons::ListFault::language_does_not_count, {{"language", language}}}};
          continue;
        }
      }
      if (sent_before_use(giving.sent, in_use, zones.find(profile.time_zone))) {
        row.fault = {reasons::ListFault::sent_before_publication};
        continue;
      }
      std::string key = fmt::format("given:{}:{}:{}:{}:{}", giving.notice, giving.version, giving.channel,
                                    text_of(giving.sent), row.account);
      ledger::Draft& draft = row.drafts.emplace_back(draft_of(
          circumstances, row.account, std::move(key),
          evidence::NoticeGivenRecorded{giving.notice, giving.version, language, giving.channel, giving.sent}));
      draft.entry.effective = earliest_of(giving.sent);
      if (message) draft.entry.run = message->run;
    }
    return {};
  };
  const auto nobody_refuses = [](std::span<const std::string>, Instant) { return Result<void>{}; };
  auto counts = run.run(take, rescue, fill, nobody_refuses);
  if (counts) counts->in_another_language = in_another_language;
  return counts;
}

Result<NoticeCounts> Notices::deliveries(ByteSource& results, const NoticeDeliveries& which,
                                         const regime::Regime& regime, const Circumstances& circumstances,
                                         RejectsTo rejects, const Clock& clock, const OnProgress& on_progress) {
  const auto notice = TRY(published(which.notice, which.version));
  KeyedRun<ListedResult> run(*ledger_, results, rejects, clock, on_progress);
  const auto header = TRY(run.header());
  const auto list = TRY(DeliveryList::bind(header, which, notice, regime.notice, circumstances));

  const auto take = [&](const csv::CsvReader& reader) { return list.read(reader); };
  const auto rescue = [&](const csv::CsvReader& reader) { return list.failures_in(reader); };
  const auto fill = [&](std::vector<DeliveryList::Row>& batch, Instant now) -> Result<void> {
    for (DeliveryList::Row& row : batch) {
      if (!row.fault.empty()) continue;
      const auto entries = TRY(ledger::readable_entries_of(*ledger_, row.account));
      list.fill(row, entries, now);
    }
    return {};
  };
  // A complaint also refuses for accounts that continue this one.
  const auto carry = [&](std::span<const std::string> accounts, Instant now) -> Result<void> {
    TRY(carry_over(*ledger_, accounts, circumstances, now));
    return {};
  };
  return run.run(take, rescue, fill, carry);
}

}  // namespace assent::service
