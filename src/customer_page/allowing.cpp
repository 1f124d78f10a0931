#include "customer_page/allowing.hpp"

#include "app/notice.hpp"

#include <algorithm>
#include <map>
#include <utility>
#include <variant>

namespace assent::customer_page {
namespace {

bool may_permit(const evidence::NoticePublished& notice, const regime::Regime& regime) {
  return !notice.texts.empty() && std::ranges::any_of(regime.relations, [&](const regime::RelationRule& rule) {
    return rule.level != regime::Level::refused && notice.recipients.covers(rule.relation);
  });
}

// A repeated request is the same one as long as no refusal came since.
Result<std::string> key_of_approval(const app::Engine& engine, const std::string& account, std::string_view text_id) {
  const auto entries = TRY(engine.ports().ledger.closed_entries_of(account));
  const auto refusals = std::ranges::count_if(entries, [](const ledger::Recorded& each) {
    return std::holds_alternative<evidence::OptOutRecorded>(each.entry.body) ||
           std::holds_alternative<evidence::WithdrawalRecorded>(each.entry.body);
  });
  return "page:allow:" + std::string(text_id) + ":" + std::to_string(refusals);
}

}  // namespace

Result<std::vector<app::ShownNotice>> notices_in_use(const app::Engine& engine, Instant now) {
  const auto regime = TRY(engine.regime("", now));
  const auto published = TRY(app::notices_on_record(engine));
  std::map<std::string, const ledger::Recorded*> latest;
  for (const ledger::Recorded& each : published) {
    if (each.entry.effective > now) continue;
    const ledger::Recorded*& kept = latest[std::get<evidence::NoticePublished>(each.entry.body).notice];
    if (kept == nullptr || each.entry.effective >= kept->entry.effective) kept = &each;
  }
  std::vector<app::ShownNotice> notices;
  for (const auto& [name, entry] : latest) {
    const auto& notice = std::get<evidence::NoticePublished>(entry->entry.body);
    if (may_permit(notice, *regime)) notices.push_back({notice, entry->entry.effective});
  }
  return notices;
}

Result<bool> allow(app::Engine& engine, const std::string& account, std::string_view notice, std::string_view text_id,
                   Instant now) {
  const auto notices = TRY(notices_in_use(engine, now));
  const auto shown =
      std::ranges::find_if(notices, [&](const app::ShownNotice& each) { return each.notice.notice == notice; });
  const evidence::NoticeText* const text = shown == notices.end() ? nullptr : shown->text_named(text_id);
  if (text == nullptr) return false;
  evidence::OptInRecorded opt_in;
  opt_in.recipients = shown->notice.recipients;
  opt_in.parties = shown->notice.parties;
  opt_in.information = shown->notice.information;
  opt_in.notice = shown->notice.notice;
  opt_in.notice_version = shown->notice.version;
  opt_in.evidence = {"customer-page/view", app::hash_of(shown->notice, *text)};
  const auto regime = TRY(engine.regime("", now));
  const auto key = TRY(key_of_approval(engine, account, text_id));
  TRY(engine.record(account, opt_in, {std::nullopt, "customer", "web", key}, *regime));
  return true;
}

}  // namespace assent::customer_page
