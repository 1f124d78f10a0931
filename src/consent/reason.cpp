#include "consent/reason.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <type_traits>

namespace assent {
namespace {

// Empty: no code has the number.
constexpr std::string_view name_of(Reason reason) {
  switch (reason) {
    case Reason::status_unknown: return "status_unknown";
    case Reason::unknown_customer: return "unknown_customer";
    case Reason::ambiguous_telephone: return "ambiguous_telephone";
    case Reason::not_customer_information: return "not_customer_information";
    case Reason::competitor_tracking_banned: return "competitor_tracking_banned";
    case Reason::port_request_use_banned: return "port_request_use_banned";
    case Reason::service_provision: return "service_provision";
    case Reason::purpose_not_allowed: return "purpose_not_allowed";
    case Reason::customer_written_request: return "customer_written_request";
    case Reason::request_reviewed: return "request_reviewed";
    case Reason::campaign_not_reviewed: return "campaign_not_reviewed";
    case Reason::winback_same_category: return "winback_same_category";
    case Reason::former_customer: return "former_customer";
    case Reason::within_subscribed_category: return "within_subscribed_category";
    case Reason::adjunct_to_basic_service: return "adjunct_to_basic_service";
    case Reason::mobile_equipment_or_information_service: return "mobile_equipment_or_information_service";
    case Reason::wireline_equipment_or_voice_mail: return "wireline_equipment_or_voice_mail";
    case Reason::affiliate_serves_customer: return "affiliate_serves_customer";
    case Reason::not_covered: return "not_covered";
    case Reason::one_time_consent: return "one_time_consent";
    case Reason::soft_opt_in: return "soft_opt_in";
    case Reason::opt_in: return "opt_in";
    case Reason::opted_out: return "opted_out";
    case Reason::withdrawn: return "withdrawn";
    case Reason::opt_out_deemed: return "opt_out_deemed";
    case Reason::agreement_missing: return "agreement_missing";
    case Reason::agreement_not_yet: return "agreement_not_yet";
    case Reason::agreement_expired: return "agreement_expired";
    case Reason::agreement_clause_missing: return "agreement_clause_missing";
    case Reason::approval_scope_recipient: return "approval_scope_recipient";
    case Reason::approval_scope_information: return "approval_scope_information";
    case Reason::approval_scope_purpose: return "approval_scope_purpose";
    case Reason::not_account_holder: return "not_account_holder";
    case Reason::approval_unproven: return "approval_unproven";
    case Reason::no_notice: return "no_notice";
    case Reason::consent_invalid: return "consent_invalid";
    case Reason::one_time_scope: return "one_time_scope";
    case Reason::one_time_expired: return "one_time_expired";
    case Reason::opt_in_required: return "opt_in_required";
    case Reason::consent_required: return "consent_required";
    case Reason::approval_scope_channel: return "approval_scope_channel";
    case Reason::consent_expired: return "consent_expired";
    case Reason::notice_method_invalid: return "notice_method_invalid";
    case Reason::notice_content_invalid: return "notice_content_invalid";
    case Reason::email_not_permitted: return "email_not_permitted";
    case Reason::notice_partly_translated: return "notice_partly_translated";
    case Reason::notice_language_mismatch: return "notice_language_mismatch";
    case Reason::notice_undelivered: return "notice_undelivered";
    case Reason::waiting_period: return "waiting_period";
    case Reason::notice_stale: return "notice_stale";
    case Reason::opt_out_unverified: return "opt_out_unverified";
  }
  return {};
}

constexpr Reason numbered(std::size_t number) { return static_cast<Reason>(number); }

constexpr std::size_t kNumbers = std::size_t{std::numeric_limits<std::underlying_type_t<Reason>>::max()} + 1;

constexpr std::size_t count_reasons() {
  std::size_t count = 0;
  for (std::size_t number = 0; number < kNumbers; ++number) {
    if (!name_of(numbered(number)).empty()) ++count;
  }
  return count;
}

constexpr auto kReasons = [] {
  std::array<Reason, count_reasons()> reasons{};
  auto next = reasons.begin();
  for (std::size_t number = 0; number < kNumbers; ++number) {
    if (!name_of(numbered(number)).empty()) *next++ = numbered(number);
  }
  return reasons;
}();

}  // namespace

std::span<const Reason> all_reasons() { return kReasons; }

std::string_view to_string(Reason reason) {
  const std::string_view name = name_of(reason);
  return name.empty() ? "status_unknown" : name;
}

std::string_view to_string(Outcome outcome) { return outcome == Outcome::permit ? "permit" : "deny"; }

std::optional<Reason> reason_named(std::string_view name) {
  const auto at = std::find_if(kReasons.begin(), kReasons.end(), [&](Reason each) { return to_string(each) == name; });
  if (at == kReasons.end()) return std::nullopt;
  return *at;
}

}  // namespace assent
