#include "service/delivery_list.hpp"

#include "base/marks.hpp"
#include "intake/refusal_law.hpp"
#include "intake/stated_time.hpp"
#include "service/cell_text.hpp"
#include "service/draft.hpp"
#include "service/number_holders.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace assent::service {

using reasons::ListFault;
namespace {

// Whether the status means a permanent failure: `5.1.1`, or a server's reply `550`, alone or among other words.
bool says_failure(std::string_view status) {
  constexpr std::string_view kBetween = " \t,;:()#-=/";
  while (!status.empty()) {
    const std::size_t end = std::min(status.find_first_of(kBetween), status.size());
    const std::string_view word = status.substr(0, end);
    const bool answer = word.size() == 3 && word[0] == '5' && word.find_first_not_of("0123456789") == word.npos;
    if (answer || is_permanent_email_failure(word)) return true;
    status.remove_prefix(std::min(end + 1, status.size()));
  }
  return false;
}

bool is_grant(const evidence::Body& body) {
  return std::holds_alternative<evidence::OptInRecorded>(body) ||
         std::holds_alternative<evidence::OneTimeConsentRecorded>(body);
}

std::optional<std::variant<Instant, Date>> sending_named(std::string_view text) {
  if (const auto day = parse_date(text)) return *day;
  if (const auto instant = parse_instant(text)) return *instant;
  return std::nullopt;
}

std::string_view cell(std::span<const std::string_view> fields, const std::optional<std::size_t>& column) {
  return column ? bare_text(fields[*column]) : std::string_view();
}

ListFault why_none(const DeliveryResult& result) {
  if (result.sent) return ListFault::not_given_in_sending;
  return is_permanent_email_failure(result.status) ? ListFault::not_given_by_email : ListFault::not_given_by_then;
}

void add_mended(DeliveryList::Row& row, reasons::Mending done) { row.mended.emplace_back(done); }

void add_mended(DeliveryList::Row& row, reasons::Mending done, ListFault why) {
  row.mended.push_back(reasons::mended(done, {why}));
}

}  // namespace

Result<DeliveryList> DeliveryList::bind(const Header& header, const NoticeDeliveries& which,
                                        const evidence::NoticePublished& notice, const regime::NoticeRules& rules,
                                        const Circumstances& circumstances) {
  const auto account = TRY(header.needed(which.account_column));
  const auto result = TRY(header.needed(which.result_column));
  DeliveryList list(which, notice, rules, circumstances);
  list.width_ = header.columns.size();
  list.account_ = account;
  list.result_ = result;
  list.known_ = header.find(which.known_column);
  list.status_ = header.find(which.status_column);
  list.sent_ = header.find(which.sent_column);
  return list;
}

DeliveryList::Row DeliveryList::read(const csv::CsvReader& reader) const {
  Row row = row_of(reader.fields(), true, [&](std::size_t field) { return reader.position_of(field); });
  row.raw = std::string(reader.raw());
  return row;
}

std::vector<DeliveryList::Row> DeliveryList::failures_in(const csv::CsvReader& reader) const {
  std::vector<Row> failures;
  std::vector<std::size_t> columns = {account_, result_};
  if (status_) columns.push_back(*status_);
  intake::for_each_way(reader.readings(), width_, columns,
                       [&](std::span<const std::string_view> fields, intake::RowWay way) {
                         Row row = row_of(fields, way.in_place, [](std::size_t) { return csv::CsvPosition{}; });
                         const bool against = row.fault.empty() && (row.item.refused || row.item.result.failed());
                         if (!against || row.account.empty()) return false;
                         const auto known = std::find_if(failures.begin(), failures.end(),
                                                         [&](const Row& each) { return each.account == row.account; });
                         if (known != failures.end()) {
                           known->item.by_chance = known->item.by_chance && !way.sure;
                           return true;
                         }
                         row.item.by_chance = !way.sure;
                         failures.push_back(std::move(row));
                         return true;
                       });
  return failures;
}

DeliveryList::Row DeliveryList::row_of(std::span<const std::string_view> fields, bool in_place,
                                       const Places& places) const {
  Row row;
  row.at = places(account_);
  row.account = bare_name(fields[account_]);
  row.item.result.channel = which_->channel;
  row.item.result.status = intake::keepable(cell(fields, status_));
  if (!row.item.result.status.empty()) row.item.status_at = places(*status_);
  read_result(row, fields[result_], places);
  if (!row.fault.empty()) return row;
  if (const auto text = cell(fields, known_); !text.empty()) read_known(row, in_place ? text : "?", places);
  if (const auto text = cell(fields, sent_); !text.empty()) read_sent(row, in_place ? text : "?", places);
  return row;
}

void DeliveryList::read_result(Row& row, std::string_view text, const Places& places) const {
  const auto own = intake::meaning_among(which_->words, plain_word(text));
  auto said = own ? own : intake::result_said(text);
  DeliveryResult& result = row.item.result;
  if ((!said || *said == intake::ResultWord::delivered) && says_failure(result.status)) {
    row.at = places(*status_);
    add_mended(row, reasons::Mending::as_bounced,
               said ? ListFault::status_of_failure : ListFault::status_of_failure_and_unknown_word);
    said = intake::ResultWord::bounced;
  }
  if (!said) {
    row.at = places(result_);
    row.fault = {ListFault::unknown_result};
    return;
  }
  switch (*said) {
    case intake::ResultWord::delivered: result.result = evidence::NoticeDelivery::Result::delivered; return;
    case intake::ResultWord::bounced: result.result = evidence::NoticeDelivery::Result::bounced; return;
    case intake::ResultWord::returned: result.result = evidence::NoticeDelivery::Result::returned; return;
    case intake::ResultWord::refused: row.item.refused = true; return;
  }
}

void DeliveryList::read_known(Row& row, std::string_view text, const Places& places) const {
  const auto time = intake::read_time(text);
  row.item.dated = time.has_value();
  if (time) {
    row.item.result.known = intake::instants_of(*time, nullptr).last;
    return;
  }
  if (row.mended.empty()) row.at = places(*known_);
  row.item.unreadable = true;
  const bool against = row.item.refused || row.item.result.failed();
  if (against) add_mended(row, reasons::Mending::as_known_from_now, ListFault::no_instant);
  else row.fault = {ListFault::no_instant};
}

void DeliveryList::read_sent(Row& row, std::string_view text, const Places& places) const {
  row.item.result.sent = sending_named(text);
  if (row.item.result.sent || !row.fault.empty() || row.item.refused) return;
  if (row.mended.empty()) row.at = places(*sent_);
  if (!row.item.result.failed()) row.fault = {ListFault::no_sending};
  else add_mended(row, reasons::Mending::as_of_no_sending, ListFault::no_sending);
}

void DeliveryList::fill(Row& row, std::span<const ledger::Recorded> entries, Instant now) const {
  if (row.item.refused) {
    add_refusal(row, entries, now);
    return;
  }
  DeliveryResult& result = row.item.result;
  if (holds_number_of(entries, result.status)) {
    if (row.mended.empty()) row.at = row.item.status_at;
    // It would be kept for ever, and every reader of the ledger would see it.
    add_mended(row, reasons::Mending::without_status, ListFault::number_in_status);
    result.status.clear();
  }
  if (add_result(row, entries, now)) return;
  if (result.failed() && !row.account.empty() && is_permanent_email_failure(result.status)) {
    // Its status says that it is about an e-mail, but there was none.
    const std::string status = std::exchange(result.status, {});
    if (add_result(row, entries, now)) {
      add_mended(row, reasons::Mending::about_another_channel);
      return;
    }
    result.status = status;
  }
  row.fault = {why_none(result)};
}

void DeliveryList::add_refusal(Row& row, std::span<const ledger::Recorded> entries, Instant now) const {
  if (row.account.empty()) {
    row.fault = {ListFault::account_missing};
    return;
  }
  const bool is_now = row.item.unreadable || (!row.item.dated && !circumstances_->effective);
  evidence::Entry entry;
  entry.account = row.account;
  entry.effective = entry.recorded = is_now           ? Instant{}
                                     : row.item.dated ? row.item.result.known
                                                      : *circumstances_->effective;
  entry.body = evidence::OptOutRecorded{};
  std::optional<Position> grant;  // repeated after a grant, an undated refusal is a new one
  bool on_record = false;
  for (const ledger::Recorded& each : entries) {
    if (is_now && is_grant(each.entry.body)) grant = each.position;
    on_record = on_record || each.entry.kind() == evidence::EntryKind::customer;
  }
  if (row.item.by_chance && !on_record) {
    row.fault = {ListFault::names_nobody};
    return;
  }
  const Instant effective = is_now ? now : entry.effective;
  std::string key = key_of_content("complaint", entry, grant);
  ledger::Draft& draft =
      row.drafts.emplace_back(draft_of(*circumstances_, row.account, std::move(key), evidence::OptOutRecorded{}));
  draft.entry.effective = effective;
  draft.effective_is_now = is_now;
  if (!on_record) add_mended(row, reasons::Mending::refusal_of_unknown);
}

// False: it is about no giving on record.
bool DeliveryList::add_result(Row& row, std::span<const ledger::Recorded> entries, Instant now) const {
  DeliveryResult& result = row.item.result;
  const bool is_now = row.item.unreadable || (!row.item.dated && !circumstances_->effective);
  if (!row.item.dated) result.known = is_now ? now : *circumstances_->effective;
  // Whatever the row says, it is known by now.
  DeliveryResult by_now = result;
  if (result.failed()) by_now.known = std::min(result.known, now);
  std::vector<ResultGiving> about;
  if (!row.account.empty()) about = givings_of(entries, *notice_, *rules_, by_now);
  if (about.empty()) return false;
  bool before_sending = false;
  for (const ResultGiving& each : about) {
    const bool clamped = each.known != by_now.known;
    add_draft(row, {each.given, clamped ? each.known : result.known}, is_now && !clamped);
    before_sending = before_sending || clamped;
  }
  if (before_sending) {
    add_mended(row, reasons::Mending::as_known_from_sending);
  }
  return true;
}

void DeliveryList::add_draft(Row& row, const ResultGiving& about, bool now) const {
  const DeliveryResult& result = row.item.result;
  std::string key =
      fmt::format("delivery:{}:{}:{}:{}:{}", about.given.log, about.given.index, static_cast<int>(result.result),
                  result.status, now ? std::string() : assent::to_string(about.known));
  ledger::Draft& draft =
      row.drafts.emplace_back(draft_of(*circumstances_, row.account, std::move(key),
                                       evidence::NoticeDelivery{about.given, result.result, result.status}));
  draft.entry.effective = about.known;
  draft.effective_is_now = now;
}

}  // namespace assent::service
