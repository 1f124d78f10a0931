// Reason: why a use is permitted or denied. Stored, sent and printed in the same snake_case for ever: a code is never
// renamed, renumbered or used for something else. New codes go at the end of their group with a new number.
//
// The order within each group is the order in which the decision looks for them (docs/decision.md), except for codes
// that were added later at its end: approval_scope_channel comes after approval_scope_purpose, consent_expired after
// consent_invalid.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace assent {

enum class Outcome : std::uint8_t { permit, deny };

enum class Reason : std::uint8_t {
  // Nothing can be established about the customer.
  status_unknown = 1,
  unknown_customer = 2,
  ambiguous_telephone = 3,

  // The information, the purpose or the customer's state decides.
  not_customer_information = 10,
  competitor_tracking_banned = 11,
  port_request_use_banned = 12,
  service_provision = 13,
  purpose_not_allowed = 14,
  customer_written_request = 15,
  request_reviewed = 16,
  campaign_not_reviewed = 17,
  winback_same_category = 18,
  former_customer = 19,

  // Free use.
  within_subscribed_category = 30,
  adjunct_to_basic_service = 31,
  mobile_equipment_or_information_service = 32,
  wireline_equipment_or_voice_mail = 33,
  affiliate_serves_customer = 34,

  // The recipient can have no approval.
  not_covered = 40,

  // Approvals and refusals.
  one_time_consent = 50,
  soft_opt_in = 51,
  opt_in = 52,
  opted_out = 53,
  withdrawn = 54,
  opt_out_deemed = 55,

  // The agreement behind an approval.
  agreement_missing = 60,
  agreement_not_yet = 61,
  agreement_expired = 62,
  agreement_clause_missing = 63,

  // What is wrong with an approval.
  approval_scope_recipient = 70,
  approval_scope_information = 71,
  approval_scope_purpose = 72,
  not_account_holder = 73,
  approval_unproven = 74,
  no_notice = 75,
  consent_invalid = 76,
  one_time_scope = 77,
  one_time_expired = 78,
  opt_in_required = 79,
  consent_required = 80,
  approval_scope_channel = 81,
  consent_expired = 82,

  // What is wrong with a notice.
  notice_method_invalid = 90,
  notice_content_invalid = 91,
  email_not_permitted = 92,
  notice_partly_translated = 93,
  notice_language_mismatch = 94,
  notice_undelivered = 95,
  waiting_period = 96,
  notice_stale = 97,
  opt_out_unverified = 98,
};

// Every code, in the order of their numbers.
std::span<const Reason> all_reasons();

std::string_view to_string(Reason reason);
std::string_view to_string(Outcome outcome);

// Nothing: no code has that name.
std::optional<Reason> reason_named(std::string_view name);

}  // namespace assent
