#include "app/customer_values.hpp"
#include "app/notice_text.hpp"
#include "notice_check/variables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace assent::app {

using notice_check::ShownGiving;
using notice_check::ShownNotice;
using notice_check::ShownText;

namespace {

ShownText shown_text(std::string language, std::string text) {
  const evidence::Hash hash = evidence::sha256(evidence::view_of(text));
  return {std::move(language), std::move(text), hash};
}

// The instant by which a sending has certainly happened; a day's is its beginning in UTC.
Instant instant_of(const std::variant<Instant, Date>& sent) {
  if (const auto* instant = std::get_if<Instant>(&sent)) return *instant;
  return Instant(std::chrono::sys_days(std::get<Date>(sent).time_since_epoch()));
}

Error no_such_language(const NoticeAsked& asked) {
  return {ErrorCode::not_found, fmt::format("notice `{}` has no text in `{}`", asked.notice, asked.language),
          "leave `--language` out to see all"};
}

}  // namespace

Result<ShownNotice> shown_notice(const Engine& engine, const NoticeAsked& asked) {
  const Instant at = asked.at.value_or(engine.now());
  const auto entries = TRY(engine.ports().ledger.entries_of(""));
  const ledger::Recorded* counted = nullptr;
  bool any = false;
  for (const ledger::Recorded& each : entries) {
    const auto* body = std::get_if<evidence::NoticePublished>(&each.entry.body);
    if (body == nullptr || body->notice != asked.notice) continue;
    any = true;
    if (!asked.version.empty() ? body->version != asked.version : each.entry.effective > at) continue;
    const bool earlier = counted != nullptr && each.entry.effective < counted->entry.effective;
    // Of a version, from when it was in use; of an instant, the latest version by then.
    if (counted == nullptr || earlier == !asked.version.empty()) counted = &each;
  }
  if (counted == nullptr) {
    return fail(ErrorCode::not_found,
                !any ? fmt::format("notice `{}` is not published", asked.notice)
                : !asked.version.empty()
                    ? fmt::format("notice `{}` has no published version `{}`", asked.notice, asked.version)
                    : fmt::format("no text of notice `{}` was in use at {}", asked.notice, assent::to_string(at)),
                "`assent notice list` shows what is published");
  }
  ShownNotice shown{
      counted->position, counted->entry.effective, std::get<evidence::NoticePublished>(counted->entry.body), {}};
  for (const evidence::NoticeText& text : shown.notice.texts) {
    if (!asked.language.empty() && text.language != asked.language) continue;
    shown.texts.push_back(shown_text(text.language, notice_check::whole_text(text)));
  }
  if (shown.texts.empty()) return tl::unexpected(no_such_language(asked));
  return shown;
}

Result<std::vector<ShownGiving>> shown_givings(const Engine& engine, const NoticeAsked& asked,
                                               std::string_view account) {
  const Instant at = asked.at.value_or(engine.now());
  const auto entries = TRY(engine.ports().ledger.closed_entries_of(account));
  std::vector<ShownGiving> givings;
  for (const ledger::Recorded& each : entries) {
    const auto* given = std::get_if<evidence::NoticeGivenRecorded>(&each.entry.body);
    if (given == nullptr || given->notice != asked.notice || instant_of(given->sent) > at) continue;
    if (!asked.version.empty() && given->version != asked.version) continue;
    if (!asked.language.empty() && given->language != asked.language) continue;
    const auto published = TRY(shown_notice(engine, {given->notice, given->version, asked.at, given->language}));
    const evidence::CustomerRecorded* profile = profile_at(entries, instant_of(given->sent));
    const auto value = [&](const notice_check::Variable& variable) {
      return value_of_customer(variable, account, profile, given->language);
    };
    givings.push_back({each.position,
                       given->version,
                       given->channel,
                       given->sent,
                       {},
                       {},
                       shown_text(given->language, notice_check::filled(published.texts.front().text, value))});
  }
  for (const ledger::Recorded& each : entries) {
    const auto* delivery = std::get_if<evidence::NoticeDelivery>(&each.entry.body);
    if (delivery == nullptr || each.entry.effective > at) continue;
    for (ShownGiving& giving : givings) {
      if (giving.entry != delivery->given) continue;
      giving.result = delivery->result;
      giving.result_known = each.entry.effective;
    }
  }
  if (givings.empty()) {
    return fail(ErrorCode::not_found, fmt::format("the account was sent no text of notice `{}`", asked.notice),
                "`assent ledger log --account` shows what is on record about it");
  }
  return givings;
}

}  // namespace assent::app
