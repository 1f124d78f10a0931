#include "index/random_ledger.hpp"

#include <stdexcept>
#include <tuple>
#include <utility>

namespace assent::index_test {
namespace {

using twin::Draw;
using namespace std::chrono;

constexpr Instant kDay{sys_days{2026y / 3 / 1}};

Names some_or_none(Draw& draw, std::initializer_list<const char*> choices, std::uint64_t chance) {
  Names names;
  for (const char* each : choices) {
    if (draw.percent(chance)) names.emplace_back(each);
  }
  return names;
}

Coverage scope(Draw& draw) {
  if (draw.percent(60)) return Coverage::everything();
  return Coverage::only(draw.some({"carrier", "agent", "joint_venture_partner", "affiliate_other"}, 40));
}

Coverage recipients(Draw& draw) {
  if (draw.percent(10)) return Coverage::everything();
  return Coverage::only(draw.some({"carrier", "agent", "joint_venture_partner", "affiliate_communications"}, 50));
}

Coverage any_or(Draw& draw, std::initializer_list<const char*> choices) {
  if (draw.percent(65)) return Coverage::everything();
  return Coverage::only(draw.some(choices, 50));
}

About about(Draw& draw) {
  if (draw.percent(60)) return {};
  return {any_or(draw, {"call", "email", "sms"}), any_or(draw, {"adjunct", "equipment", "telecom"}),
          any_or(draw, {"internet", "local", "long_distance"})};
}

// What has been published of a notice: its name and version.
using Published = std::vector<std::pair<std::string, std::string>>;

Published published_in(const ledger::Ledger& ledger) {
  Published published;
  const auto entries = ledger.entries_of("").value();
  for (const ledger::Recorded& each : entries) {
    const auto* notice = std::get_if<evidence::NoticePublished>(&each.entry.body);
    if (notice != nullptr) published.emplace_back(notice->notice, notice->version);
  }
  return published;
}

evidence::NoticeText text_in(Draw& draw, const char* language) {
  evidence::NoticeText text{language, "your information", {}};
  for (const char* each : {"customer_right", "information_types", "recipients", "purposes", "right_to_refuse_any_time",
                           "precise_steps", "no_effect_on_service", "valid_until_revoked", "waiting_period",
                           "free_method_always_available", "reply_to_refuse", "call_information_included",
                           "duty_to_comply_with_limits", "published_information_excluded", "statutory_definition"}) {
    if (!draw.percent(2)) text.blocks.push_back({each, "…"});
  }
  return text;
}

std::string zone(Draw& draw) {
  if (draw.percent(3)) return "Nowhere/None";
  return draw.word({"Asia/Beirut", "Asia/Beirut", "Test/Twice_Midnight", "Test/Skipped_Day", "", ""});
}

Names services(Draw& draw) { return some_or_none(draw, {"internet", "local", "long_distance", "mobile", "voip"}, 35); }

evidence::Evidence evidence(Draw& draw) { return {draw.percent(85) ? "scan-1" : "", std::nullopt}; }

evidence::Body profile(Draw& draw) {
  evidence::CustomerRecorded body;
  body.state = draw.percent(85) ? CustomerState::active : CustomerState::former;
  body.kind = draw.percent(80) ? CustomerKind::residential : CustomerKind::business;
  body.language = draw.word({"", "en", "ar", "fr"});
  body.time_zone = zone(draw);
  body.services = services(draw);
  if (draw.percent(70)) body.telephones = {random_telephone(draw)};
  // Takes nothing from what is drawn.
  body.source_system = body.services.empty() ? "" : "billing-" + body.services.front();
  if (body.kind == CustomerKind::residential) {
    body.activated =
        Date{sys_days{2024y / 1 / 1}.time_since_epoch()} + days{body.language.size() + body.services.size()};
  }
  if (contains(body.services, "internet")) body.email_addresses = {"someone@example.com"};
  return body;
}

ledger::Draft publication(Draw& draw, const std::string& name, const std::string& version) {
  evidence::NoticePublished notice;
  notice.notice = name;
  notice.version = version;
  notice.regime = "tra";
  notice.recipients = recipients(draw);
  notice.parties = any_or(draw, {"PX", "PY"});
  notice.information = any_or(draw, {"services", "usage", "contact"});
  notice.waiting_days = static_cast<int>(draw.percent(80) ? draw.between(30, 33) : draw.between(28, 60));
  notice.translation = draw.percent(85) ? Translation::complete : Translation::partial;
  notice.texts = {text_in(draw, "ar"), text_in(draw, "en")};
  return {{"", kDay - days{1200}, {}, "test", "cli", "", notice}, false};
}

evidence::Body notice_given(Draw& draw, const Published& published) {
  evidence::NoticeGivenRecorded body;
  std::tie(body.notice, body.version) = draw.of(published);
  body.language = draw.percent(98) ? draw.word({"en", "ar"}) : "fr";  // in French none was published
  body.channel = draw.word({"mail", "mail", "email", "sms", "oral", "portal"});
  const Instant sent = random_instant(draw) - days{draw.between(0, 800)};
  if (body.channel == "mail" || draw.percent(10)) body.sent = Date{floor<days>(sent).time_since_epoch()};
  else body.sent = sent;
  return body;
}

// Mostly soon, now and then before it was given, or later than the latest instant that the index knows.
Date until(Draw& draw) {
  if (draw.percent(3)) return Date{sys_days{2200y / 1 / 1}.time_since_epoch()};
  return Date{floor<days>(random_instant(draw)).time_since_epoch()} + days{draw.percent(20) ? 30 : 0};
}

evidence::Body opt_in(Draw& draw) {
  evidence::OptInRecorded body;
  body.recipients = recipients(draw);
  body.parties = any_or(draw, {"PX", "PY"});
  body.information = any_or(draw, {"services", "usage", "contact"});
  body.offers = any_or(draw, {"long_distance", "voice_mail", "insurance"});
  body.by = draw.word({"owner", "owner", "owner", "authorised_representative", "minor_user"});
  body.notice = draw.percent(90) ? "N1" : "";
  body.notice_version = body.notice.empty() ? "" : "1";
  body.defects = some_or_none(draw, {"pre_ticked", "bundled"}, 8);
  body.grade = draw.percent(90) ? evidence::Grade::proved : evidence::Grade::claimed;
  body.evidence = evidence(draw);
  body.about = about(draw);
  if (draw.percent(30)) body.until = until(draw);
  return body;
}

evidence::Body one_time_consent(Draw& draw, Instant from) {
  evidence::OneTimeConsentRecorded body;
  body.to = from + minutes{draw.between(-1, 600)};
  body.direction = "inbound";
  body.channel = draw.percent(85) ? "phone" : "chat";
  body.granted = draw.percent(85);
  body.missing = some_or_none(draw, {"purposes"}, 10);
  body.evidence = evidence(draw);
  return body;
}

ledger::Receipt append(ledger::Ledger& ledger, const ledger::Draft& draft, Instant now) {
  const auto receipt = ledger::append_one(ledger, draft, now);
  if (!receipt) throw std::runtime_error(to_string(receipt.error()));
  return *receipt;
}

}  // namespace

std::string random_telephone(Draw& draw) { return "+96131230" + std::to_string(draw.between(10, 40)); }

Instant random_instant(Draw& draw) {
  const Instant instant = kDay + days{draw.between(-60, 60)} + hours{draw.between(0, 3) * 8 - 2};
  return draw.percent(30) ? instant + milliseconds{draw.between(-1500, 1500)} : instant;
}

std::vector<ledger::Draft> random_carrier_wide(Draw& draw) {
  std::vector<ledger::Draft> drafts;
  for (const char* name : {"N1", "N2", "N3"}) {
    drafts.push_back(publication(draw, name, "1"));
  }
  for (const char* party : {"PX", "PX", "PY"}) {
    if (!draw.percent(80)) continue;
    evidence::AgreementRecorded agreement;
    agreement.party = party;
    agreement.from = Date{floor<days>(random_instant(draw)).time_since_epoch()} - days{draw.between(0, 60)};
    agreement.to = agreement.from + days{draw.between(10, 200)};
    agreement.clauses = {"purpose_limit", "no_onward_disclosure"};
    if (draw.percent(85)) agreement.clauses.emplace_back("safeguards");
    drafts.push_back({{"", kDay - days{1100}, {}, "test", "cli", "", agreement}, false});
  }
  drafts.push_back({{"",
                     kDay - days{1100},
                     {},
                     "test",
                     "cli",
                     "",
                     evidence::PartnerRecorded{"PX", "Example Tours", "joint_venture_partner", "LB", {}, {}}},
                    false});
  return drafts;
}

// The entries of an account that later entries may name: its notices, and its refusals.
struct Earlier {
  std::vector<Position> given;
  std::vector<Position> refusals;

  void add(const evidence::Entry& entry, Position position) {
    const evidence::EntryKind kind = entry.kind();
    if (kind == evidence::EntryKind::notice_given) given.push_back(position);
    if (kind == evidence::EntryKind::opt_out || kind == evidence::EntryKind::withdrawal ||
        kind == evidence::EntryKind::email_permission) {
      refusals.push_back(position);
    }
  }
};

// By another person, or by the one who recorded it; of a provisional refusal or another one.
ledger::Draft random_review(Draw& draw, const std::string& account, const std::vector<Position>& refusals) {
  const auto outcome = draw.percent(65) ? evidence::ReviewRecorded::Outcome::not_a_refusal
                                        : evidence::ReviewRecorded::Outcome::confirmed;
  const Instant at = random_instant(draw);
  return {{account,
           at,
           {},
           draw.percent(90) ? "reader" : "test",
           "cli",
           "",
           evidence::ReviewRecorded{draw.of(refusals), outcome, {}}},
          false};
}

// Takes nothing from what is drawn.
void add_reading(ledger::Ledger& ledger, const std::string& account, Instant now) {
  append(ledger,
         {{account, now, {}, "test", "api", "", evidence::ReadingRecorded{"agent", "", "own", "history"}}, true}, now);
}

// One more event of the account.
ledger::Draft random_event(Draw& draw, const std::string& account, const Earlier& earlier, const Published& published) {
  const std::vector<Position>& given = earlier.given;
  if (!earlier.refusals.empty() && draw.percent(12)) return random_review(draw, account, earlier.refusals);
  ledger::Draft draft;
  evidence::Entry& entry = draft.entry;
  entry.account = account;
  entry.effective = random_instant(draw);
  entry.actor = "test";
  entry.channel = "cli";
  switch (draw.below(given.empty() ? 9 : 11)) {
    case 0:
      entry.body = profile(draw);
      if (draw.percent(25)) entry.effective += days{draw.between(0, 150)};
      break;
    case 1:
    case 2: entry.body = notice_given(draw, published); break;
    case 3:
      entry.body = evidence::OptOutRecorded{scope(draw),
                                            draw.word({"owner", "owner", "authorised_representative", "minor_user"}),
                                            std::nullopt,
                                            draw.percent(70) ? evidence::Grade::proved : evidence::Grade::claimed,
                                            {},
                                            about(draw),
                                            draw.percent(30)};
      break;
    case 4:
    case 5: entry.body = opt_in(draw); break;
    case 6: entry.body = evidence::WithdrawalRecorded{scope(draw), "owner", {}, about(draw), draw.percent(30)}; break;
    case 7: entry.body = one_time_consent(draw, entry.effective); break;
    case 8:
      if (draw.percent(50)) {
        evidence::EmailPermissionRecorded permission{draw.percent(80), {}};
        permission.provisional = !permission.granted && draw.percent(50);
        entry.body = permission;
      } else {
        entry.body = evidence::VerificationRecorded{draw.word({"oral", "written"}), draw.percent(50), {}};
      }
      if (draw.percent(70)) entry.effective -= days{draw.between(0, 700)};
      break;
    default:
      entry.body = evidence::NoticeDelivery{draw.of(given),
                                            draw.percent(30)   ? evidence::NoticeDelivery::Result::delivered
                                            : draw.percent(50) ? evidence::NoticeDelivery::Result::bounced
                                                               : evidence::NoticeDelivery::Result::returned,
                                            "5.1.1"};
  }
  return draft;
}

std::vector<std::string> fill(Draw& draw, ledger::Ledger& ledger, std::size_t accounts) {
  Instant now = kDay - days{100};
  for (const ledger::Draft& each : random_carrier_wide(draw)) append(ledger, each, now);
  const Published published = published_in(ledger);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < accounts; ++i) {
    const std::string account =
        draw.percent(80) ? "A-" + std::to_string(i) : "account " + std::to_string(i) + " with a längerer Name";
    names.push_back(account);
    if (draw.percent(3)) continue;
    Earlier earlier;
    if (draw.percent(95)) {
      ledger::Draft first = random_event(draw, account, {}, published);
      first.entry.body = profile(draw);
      first.entry.effective -= days{draw.percent(90) ? 1000 : 0};
      append(ledger, first, now);
    }
    for (std::uint64_t left = draw.below(9); left > 0; --left) {
      // Recorded about when it begins to count; now and then long before, like a date set ahead.
      const ledger::Draft draft = random_event(draw, account, earlier, published);
      now = std::max(now, draw.percent(70) ? std::min(draft.entry.effective, kDay) : now);
      earlier.add(draft.entry, append(ledger, draft, now).position);
    }
    if (i % 4 == 1) add_reading(ledger, account, now);
    if (i % 16 == 5) (void)ledger.erase_identity(account);
  }
  return names;
}

void add_more(Draw& draw, ledger::Ledger& ledger, const std::vector<std::string>& accounts) {
  if (draw.percent(10)) {
    evidence::AgreementRecorded agreement{"PX",
                                          Date{sys_days{2026y / 2 / 1}.time_since_epoch()},
                                          Date{sys_days{2026y / 4 / 1}.time_since_epoch()},
                                          {"purpose_limit", "no_onward_disclosure", "safeguards"},
                                          {}};
    append(ledger, {{"", kDay, {}, "test", "cli", "", agreement}, false}, kDay);
  }
  if (draw.percent(15)) {
    append(ledger, publication(draw, draw.word({"N1", "N2", "N3", "N4", "N5"}), draw.word({"1", "2", "3"})), kDay);
  }
  const std::string account = draw.percent(85) ? draw.of(accounts) : "B-" + std::to_string(draw.below(1000));
  Earlier earlier;
  const auto entries = ledger.entries_of(account);
  for (const ledger::Recorded& each : *entries) earlier.add(each.entry, each.position);
  for (std::uint64_t left = 1 + draw.below(3); left > 0; --left)
    append(ledger, random_event(draw, account, earlier, published_in(ledger)), kDay);
  if (entries->size() % 3 == 1) add_reading(ledger, account, kDay);
  if (entries->size() % 16 != 5) return;
  // With another entry, by which an index notices it.
  (void)ledger.erase_identity(account);
  append(ledger, {{account, kDay, {}, "test", "cli", "", evidence::ErasureRecorded{}}, true}, kDay);
}

Use random_use(Draw& draw, const Catalogue& catalogue) {
  Use use;
  use.purpose =
      draw.percent(85)
          ? "marketing"
          : draw.word({"winback", "billing", "request_approval", "mobile_health_research", "competitor_tracking",
                       "port_request_retention", "customer_written_request", "unheard_of"});
  if (draw.percent(95)) use.offer = draw.of(catalogue.offers);
  use.recipient = draw.percent(50)
                      ? "carrier"
                      : draw.word({"agent", "joint_venture_partner", "affiliate_communications",
                                   "affiliate_serving_customer", "affiliate_other", "third_party", "moon"});
  if (draw.percent(use.recipient == "carrier" ? 5 : 80)) use.party = draw.word({"PX", "PY", "PZ"});
  use.information = draw.percent(90) ? draw.some({"services", "usage", "contact"}, 40)
                                     : draw.some({"location", "aggregate", "published_listing"}, 60);
  use.supervisor_approved = draw.percent(50);
  use.soft_opt_in = draw.percent(30);
  if (draw.percent(40)) use.channel = draw.word({"email", "sms", "call", "fax"});
  return use;
}

}  // namespace assent::index_test
