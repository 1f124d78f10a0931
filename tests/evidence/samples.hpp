// One realistic entry of each kind, the same on every machine: for bytes that must never change, and for laws that need
// plausible content. The account, texts and numbers are made up.
#pragma once

#include "consent/kept_account.hpp"
#include "evidence/identity.hpp"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace assent::sample {

inline Instant instant(std::string_view text) { return parse_instant(text).value(); }
inline Date date(std::string_view text) { return parse_date(text).value(); }

inline evidence::Hash hash() {
  evidence::Hash hash{};
  for (std::size_t i = 0; i < hash.size(); ++i) hash[i] = static_cast<std::uint8_t>(i);
  return hash;
}

inline evidence::Body body(evidence::EntryKind kind) {
  switch (kind) {
    case evidence::EntryKind::customer:
      return evidence::CustomerRecorded{CustomerState::active,  CustomerKind::business,      "ar",
                                        "Asia/Beirut",          {"internet", "local"},       {"+9611000000"},
                                        {"office@example.org"}, {{"1 Example Street"}, "LB"}};
    case evidence::EntryKind::notice_published:
      return evidence::NoticePublished{
          "opt-out",
          "3",
          "tra",
          Coverage::only({"carrier"}),
          Coverage::everything(),
          Coverage::everything(),
          30,
          Translation::complete,
          {{"ar", "إشعار", {{"purposes", "الغرض"}}}, {"en", "Notice", {{"", "Dear customer"}}}}};
    case evidence::EntryKind::notice_given:
      return evidence::NoticeGivenRecorded{"opt-out", "3", "ar", "mail", date("2026-01-15")};
    case evidence::EntryKind::notice_delivery:
      return evidence::NoticeDelivery{{0, 2}, evidence::NoticeDelivery::Result::returned, "5.1.1"};
    case evidence::EntryKind::opt_out:
      return evidence::OptOutRecorded{
          Coverage::only({"agent"}), "user", date("2026-01-20"), evidence::Grade::claimed, {"scan/7", hash()}};
    case evidence::EntryKind::opt_in: {
      evidence::OptInRecorded opt_in;
      opt_in.recipients = Coverage::only({"joint_venture_partner"});
      opt_in.parties = Coverage::only({"PX"});
      opt_in.notice = "opt-in";
      opt_in.notice_version = "1";
      opt_in.evidence = {"recording/12", {}};
      return opt_in;
    }
    case evidence::EntryKind::withdrawal:
      return evidence::WithdrawalRecorded{Coverage::everything(), "owner", {"web/3", {}}};
    case evidence::EntryKind::one_time_consent:
      return evidence::OneTimeConsentRecorded{
          instant("2026-02-01T10:20:00Z"), "inbound", "phone", true, {"duration"}, {"call/44", {}}};
    case evidence::EntryKind::verification: return evidence::VerificationRecorded{"oral", true, {"recording/13", {}}};
    case evidence::EntryKind::email_permission: return evidence::EmailPermissionRecorded{false, {}};
    case evidence::EntryKind::agreement:
      return evidence::AgreementRecorded{
          "PX", date("2026-01-01"), date("2026-12-31"), {"purpose_limit", "safeguards"}, {"contract/9", {}}};
    case evidence::EntryKind::correction:
      return evidence::CorrectionRecorded{{0, 5}, instant("2026-01-19T09:00:00Z"), "lead-2", {"letter/4", {}}};
    case evidence::EntryKind::link:
      return evidence::LinkRecorded{
          evidence::LinkRecorded::Role::predecessor, "A-0007", evidence::LinkRecorded::Cause::merged, {"ticket/8", {}}};
    case evidence::EntryKind::simulation: return evidence::SimulationRecorded{"training"};
    case evidence::EntryKind::number_key: return evidence::NumberKeyRecorded{hash()};
    case evidence::EntryKind::notice_sending:
      return evidence::NoticeSendingRecorded{
          "your-information", "2026-1", "en",  "sms", evidence::NoticeSendingRecorded::Stage::handed_over,
          "gateway-1",        "m-77",   "0x00"};
    case evidence::EntryKind::contact: return evidence::ContactRecorded{"call", "reached", "Spring", "c-9"};
    case evidence::EntryKind::erasure: return evidence::ErasureRecorded{{"order/6", {}}};
    case evidence::EntryKind::privacy_document:
      return evidence::PrivacyDocumentRecorded{"partyPrivacyProfile", "0f3a5c",
                                               evidence::PrivacyDocumentRecorded::State::kept,
                                               R"({"name":"Mine","value":1.50})"};
    case evidence::EntryKind::reading:
      return evidence::ReadingRecorded{"agent", "crm", "own", "account_history", "complaint", 1, {}};
    case evidence::EntryKind::campaign_run: {
      evidence::CampaignRunRecorded run{"Spring",  "tra", "2026-1",  "marketing", "internet",
                                        "carrier", "",    {"usage"}, "email"};
      run.at = instant("2026-03-02T06:00:00Z");
      run.rows = 7043;
      run.permitted = 5200;
      run.refused = 1843;
      run.list = hash();
      run.permitted_list = hash();
      run.certificate = hash();
      return run;
    }
    case evidence::EntryKind::review:
      return evidence::ReviewRecorded{{0, 5}, evidence::ReviewRecorded::Outcome::not_a_refusal, {"reply/81", {}}};
    case evidence::EntryKind::partner:
      return evidence::PartnerRecorded{"PX",
                                       "Example Tours",
                                       "joint_venture_partner",
                                       "LB",
                                       evidence::PartnerRecorded::State::ended,
                                       {"contract/9", {}}};
  }
  throw std::logic_error("no such kind");
}

inline evidence::Entry entry(evidence::EntryKind kind) {
  const bool carrier_wide = kind == evidence::EntryKind::notice_published || kind == evidence::EntryKind::agreement ||
                            kind == evidence::EntryKind::simulation || kind == evidence::EntryKind::number_key ||
                            kind == evidence::EntryKind::partner;
  const bool run = kind == evidence::EntryKind::campaign_run;
  return {carrier_wide ? ""
          : run        ? std::string(kCampaignRuns)
                       : "A-1001",
          instant("2026-01-15T08:30:00Z"),
          instant("2026-01-15T08:30:00.25Z"),
          "clerk-7",
          "shop",
          "k-1",
          body(kind),
          "run-1"};
}

inline evidence::IdentityKey key() { return {1, hash()}; }

// In the form that the bytes have: what identifies a customer is sealed under key(), and nothing else of it is there.
inline evidence::Entry sealed(evidence::Entry entry) {
  if (auto* customer = std::get_if<evidence::CustomerRecorded>(&entry.body)) {
    evidence::seal(*customer, entry.account, key(), hash());
    customer->telephones.clear();
    customer->email_addresses.clear();
    customer->address = {};
  } else if (auto* document = std::get_if<evidence::PrivacyDocumentRecorded>(&entry.body)) {
    evidence::seal(*document, entry.account, key());
    document->text.clear();
  }
  return entry;
}
inline evidence::Entry sealed_entry(evidence::EntryKind kind) { return sealed(entry(kind)); }

inline std::vector<evidence::EntryKind> kinds() {
  std::vector<evidence::EntryKind> kinds;
  for (std::size_t i = 1; i <= std::variant_size_v<evidence::Body>; ++i)
    kinds.push_back(static_cast<evidence::EntryKind>(i));
  return kinds;
}

}  // namespace assent::sample
