// LifePhrase: what is said about the entries of a life, by key, in each language. A line is one main phrase and any
// number of other phrases. Each is complete in itself, so that no phrase must agree with another.
//
// As with messages, the same key has the same placeholders in every language. Pure constants; thread-safe.
#pragma once

#include <cstdint>
#include <string_view>

#include "explanation/language.hpp"

namespace assent::explanation {

enum class LifePhrase : std::uint8_t {
  customer_active_residential,
  customer_active_business,
  customer_former_residential,
  customer_former_business,
  customer_services,
  customer_language,
  customer_zone,
  customer_contact,
  contact_telephone,
  contact_email,
  contact_address,
  notice_published,
  notice_given,
  notice_delivered,
  notice_bounced,
  notice_returned,
  delivery_status,
  opted_out,
  postmarked,
  opted_in,
  parties,
  contact_channels,
  classes,
  categories,
  until,
  information,
  offers,
  defects,
  without_notice,
  after_notice,
  withdrew,
  consent_granted,
  consent_not_granted,
  left_out,
  verified,
  verified_recorded,
  email_permitted,
  email_not_permitted,
  agreement,
  clauses,
  counts_from,
  never_happened,
  confirmed_by,
  continues,
  continued_by,
  cause_renumbered,
  cause_merged,
  cause_split,
  claimed,
  proof_unknown,
  everybody,
  simulation,
  simulation_for,
  number_key,
  notice_queued,
  notice_handed_over,
  notice_not_sent,
  sent_by,
  message,
  contacted,
  for_campaign,
  campaign_ran,
  provisional,
  read_confirmed,
  read_not_a_refusal,
  partner,
  partner_ended,
  partner_country,
  erased,
  erased_on,
  document_kept,
  document_deleted,
  read_customer,
  read_customers,
  read_by_role,
  read_by_client,
  read_for,
  further,
};
inline constexpr int kLifePhrases = static_cast<int>(LifePhrase::further) + 1;

std::string_view phrase(LifePhrase phrase, Language language);

}  // namespace assent::explanation
