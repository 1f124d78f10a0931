// Random histories with what matters to who was told and who can be reached: days of activation, source systems,
// addresses, permissions, notices in several languages and zones, failures, and corrections of all of these.
#pragma once

#include "app/working_engine.hpp"
#include "index/random_ledger.hpp"

#include <string>
#include <vector>

namespace assent::app_test {

class ToldAtRandom : public WorkingEngine {
 protected:
  ToldAtRandom() : WorkingEngine({"tra", "fcc-2007", "strict-opt-in"}) {}

  void append(ledger::Draft draft, Instant now) {
    const auto receipt = ledger::append_one(ledger, draft, now);
    ASSERT_TRUE(receipt) << to_string(receipt.error());
    if (draft.entry.account.empty()) return;
    turns.push_back(draft.entry.effective);
    turns.push_back(now);
  }

  evidence::CustomerRecorded profile(twin::Draw& draw) {
    evidence::CustomerRecorded body;
    body.state = draw.percent(85) ? CustomerState::active : CustomerState::former;
    body.language = draw.word({"", "en", "ar", "ar-LB", "fr"});
    body.time_zone = draw.word({"", "Asia/Beirut", "Test/Twice_Midnight", "Test/Skipped_Day", "Nowhere/None"});
    body.source_system = draw.word({"", "billing-a", "billing-b", "prepaid"});
    if (draw.percent(80)) {
      body.activated =
          Date{std::chrono::floor<std::chrono::days>(index_test::random_instant(draw)).time_since_epoch()} -
          std::chrono::days{draw.between(0, 400)};
    }
    body.services = {draw.word({"internet", "local", "mobile"})};
    if (draw.percent(70)) body.telephones = {index_test::random_telephone(draw)};
    if (draw.percent(60)) body.email_addresses = {"someone@example.com"};
    if (draw.percent(60)) body.address.lines = {"1 Example Street"};
    return body;
  }

  // More of what matters here than other random ledgers have.
  void enrich(twin::Draw& draw, const std::string& account) {
    const Instant now = index_test::random_instant(draw) + std::chrono::days{120};
    const auto entry = [&](evidence::Body body, Instant effective) {
      append({{account, effective, {}, "test", "cli", "", std::move(body)}, false}, now);
    };
    for (std::uint64_t left = draw.below(4); left > 0; --left) {
      const Instant at = index_test::random_instant(draw) - std::chrono::days{draw.between(0, 500)};
      switch (draw.below(4)) {
        case 0: entry(profile(draw), at + std::chrono::days{draw.percent(15) ? 700 : 0}); break;
        case 1: entry(evidence::EmailPermissionRecorded{draw.percent(70), {}, false}, at); break;
        case 2: {
          const std::variant<Instant, Date> sent =
              draw.percent(50) ? std::variant<Instant, Date>(at)
                               : Date{std::chrono::floor<std::chrono::days>(at).time_since_epoch()} -
                                     std::chrono::days{draw.between(0, 800)};
          entry(evidence::NoticeGivenRecorded{draw.word({"N1", "N2"}), "1", draw.word({"en", "ar"}),
                                              draw.word({"mail", "sms", "email", "oral"}), sent},
                at);
          break;
        }
        default: correct(draw, account, now);
      }
    }
  }

  void correct(twin::Draw& draw, const std::string& account, Instant now) {
    const auto entries = ledger.entries_of(account).value();
    if (entries.empty()) return;
    const ledger::Recorded& corrected = entries[draw.below(entries.size())];
    const evidence::EntryKind kind = corrected.entry.kind();
    if (kind == evidence::EntryKind::correction || kind == evidence::EntryKind::customer) return;
    evidence::CorrectionRecorded body{
        corrected.position, std::nullopt, draw.percent(50) ? "second" : "", {"letter", {}}};
    if (draw.percent(40)) body.effective = index_test::random_instant(draw);
    append({{account, now, {}, "test", "cli", "", body}, false}, now);
  }

  // Around something that happens to somebody, or any.
  Instant instant(twin::Draw& draw) {
    if (draw.percent(50)) return draw.of(turns) + std::chrono::microseconds{draw.between(-1, 1)};
    return index_test::random_instant(draw) + std::chrono::days{draw.between(-300, 700)};
  }

  void index_again() {
    index.emplace(service::LiveIndex::build(ledger, zones, memory, app::index_scope(rules->packs), {2}).value());
  }

  std::vector<Instant> turns;
};

}  // namespace assent::app_test
