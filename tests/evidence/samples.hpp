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

inline Hash hash() {
  Hash hash{};
  for (std::size_t i = 0; i < hash.size(); ++i) hash[i] = static_cast<std::uint8_t>(i);
  return hash;
}

inline Body body(EntryKind kind) {
  switch (kind) {
    case EntryKind::customer:
      return CustomerRecorded{CustomerState::active,  CustomerKind::business,      "ar",
                              "Asia/Beirut",          {"internet", "local"},       {"+9611000000"},
                              {"office@example.org"}, {{"1 Example Street"}, "LB"}};
    case EntryKind::notice_published:
      return NoticePublished{"opt-out",
                             "3",
                             "tra",
                             Coverage::only({"carrier"}),
                             Coverage::everything(),
                             Coverage::everything(),
                             30,
                             Translation::complete,
                             {{"ar", "إشعار", {{"purposes", "الغرض"}}}, {"en", "Notice", {{"", "Dear customer"}}}}};
    case EntryKind::notice_given: return NoticeGivenRecorded{"opt-out", "3", "ar", "mail", date("2026-01-15")};
    case EntryKind::notice_delivery: return NoticeDelivery{{0, 2}, NoticeDelivery::Result::returned, "5.1.1"};
    case EntryKind::opt_out:
      return OptOutRecorded{Coverage::only({"agent"}), "user", date("2026-01-20"), Grade::claimed, {"scan/7", hash()}};
    case EntryKind::opt_in: {
      OptInRecorded opt_in;
      opt_in.recipients = Coverage::only({"joint_venture_partner"});
      opt_in.parties = Coverage::only({"PX"});
      opt_in.notice = "opt-in";
      opt_in.notice_version = "1";
      opt_in.evidence = {"recording/12", {}};
      return opt_in;
    }
    case EntryKind::withdrawal: return WithdrawalRecorded{Coverage::everything(), "owner", {"web/3", {}}};
    case EntryKind::one_time_consent:
      return OneTimeConsentRecorded{
          instant("2026-02-01T10:20:00Z"), "inbound", "phone", true, {"duration"}, {"call/44", {}}};
    case EntryKind::verification: return VerificationRecorded{"oral", true, {"recording/13", {}}};
    case EntryKind::email_permission: return EmailPermissionRecorded{false, {}};
    case EntryKind::agreement:
      return AgreementRecorded{
          "PX", date("2026-01-01"), date("2026-12-31"), {"purpose_limit", "safeguards"}, {"contract/9", {}}};
    case EntryKind::correction:
      return CorrectionRecorded{{0, 5}, instant("2026-01-19T09:00:00Z"), "lead-2", {"letter/4", {}}};
    case EntryKind::link:
      return LinkRecorded{LinkRecorded::Role::predecessor, "A-0007", LinkRecorded::Cause::merged, {"ticket/8", {}}};
    case EntryKind::simulation: return SimulationRecorded{"training"};
    case EntryKind::number_key: return NumberKeyRecorded{hash()};
    case EntryKind::notice_sending:
      return NoticeSendingRecorded{
          "your-information", "2026-1", "en",  "sms", NoticeSendingRecorded::Stage::handed_over,
          "gateway-1",        "m-77",   "0x00"};
    case EntryKind::contact: return ContactRecorded{"call", "reached", "Spring", "c-9"};
    case EntryKind::erasure: return ErasureRecorded{{"order/6", {}}};
    case EntryKind::privacy_document:
      return PrivacyDocumentRecorded{"partyPrivacyProfile", "0f3a5c", PrivacyDocumentRecorded::State::kept,
                                     R"({"name":"Mine","value":1.50})"};
    case EntryKind::reading: return ReadingRecorded{"agent", "crm", "own", "account_history", "complaint", 1, {}};
    case EntryKind::campaign_run: {
      CampaignRunRecorded run{"Spring", "tra", "2026-1", "marketing", "internet", "carrier", "", {"usage"}, "email"};
      run.at = instant("2026-03-02T06:00:00Z");
      run.rows = 7043;
      run.permitted = 5200;
      run.refused = 1843;
      run.list = hash();
      run.permitted_list = hash();
      run.certificate = hash();
      return run;
    }
    case EntryKind::review: return ReviewRecorded{{0, 5}, ReviewRecorded::Outcome::not_a_refusal, {"reply/81", {}}};
    case EntryKind::partner:
      return PartnerRecorded{
          "PX", "Example Tours", "joint_venture_partner", "LB", PartnerRecorded::State::ended, {"contract/9", {}}};
  }
  throw std::logic_error("no such kind");
}

inline Entry entry(EntryKind kind) {
  const bool carrier_wide = kind == EntryKind::notice_published || kind == EntryKind::agreement ||
                            kind == EntryKind::simulation || kind == EntryKind::number_key ||
                            kind == EntryKind::partner;
  const bool run = kind == EntryKind::campaign_run;
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

inline IdentityKey key() { return {1, hash()}; }

// In the form that the bytes have: what identifies a customer is sealed under key(), and nothing else of it is there.
inline Entry sealed(Entry entry) {
  if (auto* customer = std::get_if<CustomerRecorded>(&entry.body)) {
    seal(*customer, entry.account, key(), hash());
    customer->telephones.clear();
    customer->email_addresses.clear();
    customer->address = {};
  } else if (auto* document = std::get_if<PrivacyDocumentRecorded>(&entry.body)) {
    seal(*document, entry.account, key());
    document->text.clear();
  }
  return entry;
}
inline Entry sealed_entry(EntryKind kind) { return sealed(entry(kind)); }

inline std::vector<EntryKind> kinds() {
  std::vector<EntryKind> kinds;
  for (std::size_t i = 1; i <= std::variant_size_v<Body>; ++i) kinds.push_back(static_cast<EntryKind>(i));
  return kinds;
}

}  // namespace assent::sample
