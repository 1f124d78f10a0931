// A history with one event of every kind, and the shipped packs, for tests of what is said.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "explanation/explain.hpp"
#include "regime/read.hpp"

namespace assent {

inline std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.is_open()) << path;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

inline regime::Regime pack(const std::string& id) {
  return regime::read_regime(text_of(ASSENT_SOURCE_DIR "/regimes/" + id + ".toml"), id).value();
}

inline Instant at(const char* text) { return parse_instant(text).value(); }
inline Date on(const char* text) { return parse_date(text).value(); }

inline const TimeZone& beirut() {
  static const TimeZone zone = TimeZone::fixed("Asia/Beirut", std::chrono::hours{2});
  return zone;
}

inline Facts customer_without_history() {
  Facts facts;
  facts.zone = &beirut();
  facts.customer.services = {"local"};
  facts.customer.language = "ar";
  return facts;
}

inline Use marketing_of_internet() {
  return {"marketing", Offer{"internet", "information_service", "internet", {}}, "carrier", "", {"services", "usage"}};
}

inline NoticeGiven letter(const char* mailed, Position entry) {
  NoticeTerms terms;
  terms.language = "ar";
  NoticeGiven notice;
  notice.entry = entry;
  notice.terms = std::make_shared<const NoticeTerms>(std::move(terms));
  notice.channel = "mail";
  notice.sent = on(mailed);
  return notice;
}

// Where each event of full_history() stands.
enum Place : std::uint64_t { notice, opt_out, withdrawal, opt_in, call, verification, agreement };

inline History full_history() {
  History history;
  NoticeTerms terms;
  terms.waiting_days = 20;
  terms.missing = {"purposes"};
  terms.misleading = {"subject"};
  terms.translation = Translation::partial;
  NoticeGiven given;
  given.entry = {0, notice};
  given.terms = std::make_shared<const NoticeTerms>(terms);
  given.channel = "email";
  given.sent = at("2026-01-15T10:00:00+02:00");
  given.email_permission = false;
  given.delivery = Delivery::bounced;
  history.notices.push_back(given);
  history.opt_outs.push_back({"", {0, opt_out}, at("2026-02-01T23:30:00Z"), Coverage::everything()});
  history.withdrawals.push_back({"", {0, withdrawal}, at("2026-02-03T09:00:00Z"), Coverage::everything()});
  OptIn approval;
  approval.entry = {0, opt_in};
  approval.at = at("2026-02-04T09:00:00Z");
  approval.by = "minor_user";
  approval.defects = {"pre_ticked", "bundled"};
  approval.until = on("2026-02-20");
  history.opt_ins.push_back(approval);
  OneTimeConsent consent;
  consent.entry = {0, call};
  consent.from = at("2026-03-01T08:00:00Z");
  consent.to = at("2026-03-01T08:20:30Z");
  consent.missing = {"right_to_deny"};
  history.one_time_consents.push_back(consent);
  history.verifications.push_back({"", {0, verification}, at("2026-02-20T09:00:00Z"), "oral", true});
  history.agreements.push_back({"", {0, agreement}, "PX", on("2026-01-01"), on("2026-12-31"), {"safeguards"}});
  return history;
}

}  // namespace assent
