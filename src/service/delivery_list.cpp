#include "service/delivery_list.hpp"

#include "intake/cell.hpp"
#include "service/cell_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <variant>

namespace assent {
namespace {

std::optional<NoticeDelivery::Result> result_named(std::string_view text) {
  const std::string word = lowered(bare_text(text));
  if (word == "delivered") return NoticeDelivery::Result::delivered;
  if (word == "bounced") return NoticeDelivery::Result::bounced;
  if (word == "returned") return NoticeDelivery::Result::returned;
  return std::nullopt;
}

std::optional<std::variant<Instant, Date>> sending_named(std::string_view text) {
  if (const auto day = parse_date(text)) return *day;
  if (const auto instant = parse_instant(text)) return *instant;
  return std::nullopt;
}

std::string_view cell(std::span<const std::string_view> fields, const std::optional<std::size_t>& column) {
  return column ? bare_text(fields[*column]) : std::string_view();
}

std::string why_none(const DeliveryResult& result) {
  if (result.sent) return "this notice was not given to the account in the sending that is named";
  if (is_permanent_mail_failure(result.status)) return "this notice was not given to the account by e-mail";
  return "this notice was not given to the account by then";
}

void add_mended(DeliveryList::Row& row, std::string_view what) {
  row.mended += fmt::format("{}{}", row.mended.empty() ? "" : "; ", what);
}

}  // namespace

Result<DeliveryList> DeliveryList::bind(const Header& header, const NoticeDeliveries& which,
                                        const NoticePublished& notice, const NoticeRules& rules,
                                        const Circumstances& circumstances) {
  const auto account = header.needed(which.account_column);
  if (!account) return tl::unexpected(account.error());
  const auto result = header.needed(which.result_column);
  if (!result) return tl::unexpected(result.error());
  DeliveryList list(which, notice, rules, circumstances);
  list.account_ = *account;
  list.result_ = *result;
  list.known_ = header.find(which.known_column);
  list.status_ = header.find(which.status_column);
  list.sent_ = header.find(which.sent_column);
  return list;
}

DeliveryList::Row DeliveryList::read(const CsvReader& reader) const {
  const auto fields = reader.fields();
  Row row{reader.position_of(account_), std::string(fields[account_]), std::string(reader.raw())};
  const auto outcome = result_named(fields[result_]);
  if (!outcome) {
    row.at = reader.position_of(result_);
    row.fault = "the result is none of `delivered`, `bounced`, `returned`";
    return row;
  }
  DeliveryResult& result = row.item.result;
  result.result = *outcome;
  result.channel = which_->channel;
  if (status_) result.status = std::string(fields[*status_]);
  if (const auto text = cell(fields, known_); !text.empty()) read_known(row, text, reader);
  if (const auto text = cell(fields, sent_); !text.empty()) read_sent(row, text, reader);
  return row;
}

void DeliveryList::read_known(Row& row, std::string_view text, const CsvReader& reader) const {
  const auto instant = parse_instant(text);
  row.item.dated = instant.has_value();
  if (instant) {
    row.item.result.known = *instant;
    return;
  }
  row.at = reader.position_of(*known_);
  row.item.unreadable = true;
  if (row.item.result.failed()) row.mended = fmt::format("recorded as known from now on: {}", kNoInstant);
  else row.fault = kNoInstant;
}

void DeliveryList::read_sent(Row& row, std::string_view text, const CsvReader& reader) const {
  row.item.result.sent = sending_named(text);
  if (row.item.result.sent || !row.fault.empty()) return;
  if (row.mended.empty()) row.at = reader.position_of(*sent_);
  const std::string_view why = "the sending is neither a date nor an instant";
  if (!row.item.result.failed()) row.fault = why;
  else add_mended(row, fmt::format("recorded as if no sending were named: {}", why));
}

void DeliveryList::fill(Row& row, std::span<const Recorded> entries, Instant now) const {
  DeliveryResult& result = row.item.result;
  const bool is_now = row.item.unreadable || (!row.item.dated && !circumstances_->effective);
  if (!row.item.dated) result.known = is_now ? now : *circumstances_->effective;
  // Whatever the row says, it is known by now.
  DeliveryResult by_now = result;
  if (result.failed()) by_now.known = std::min(result.known, now);
  std::vector<ResultGiving> about;
  if (!row.account.empty()) about = givings_of(entries, *notice_, *rules_, by_now);
  if (about.empty()) {
    row.fault = why_none(result);
    return;
  }
  bool before_sending = false;
  for (const ResultGiving& each : about) {
    const bool clamped = each.known != by_now.known;
    add_draft(row, {each.given, clamped ? each.known : result.known}, is_now && !clamped);
    before_sending = before_sending || clamped;
  }
  if (!before_sending) return;
  add_mended(row, "recorded as known from the sending on: nothing was sent by the instant in the row");
}

void DeliveryList::add_draft(Row& row, const ResultGiving& about, bool now) const {
  const DeliveryResult& result = row.item.result;
  std::string key =
      fmt::format("delivery:{}:{}:{}:{}:{}", about.given.log, about.given.index, static_cast<int>(result.result),
                  result.status, now ? std::string() : to_string(about.known));
  Draft& draft = row.drafts.emplace_back(draft_of(*circumstances_, row.account, std::move(key),
                                                  NoticeDelivery{about.given, result.result, result.status}));
  draft.entry.effective = about.known;
  draft.effective_is_now = now;
}

}  // namespace assent
