// RowCode: what can be said about a row of a list, without words and without language. Constants.
//
// The enumerators' names are stable: to_string() gives them to programs. explanation/row_words.hpp words them.
#pragma once

#include "base/telephone_fault.hpp"

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

namespace assent::reasons {

// What makes a row of CSV text malformed.
enum class TextFault : std::uint8_t {
  stray_quote,
  text_after_quote,
  unclosed_quote,
  after_unclosed_quote,
  not_utf8,
  row_too_long,
  row_longer_than,
  field_count,
  carriage_return,
  control_character,
  line_separator,
  field_too_long,
};
inline constexpr int kTextFaults = static_cast<int>(TextFault::field_too_long) + 1;

// What is wrong with one cell of a row, as a mapping reads it.
enum class CellFault : std::uint8_t {
  unknown_value,
  unknown_word,
  taken_for_former,
  account_empty,
  no_account,
  no_account_or_empty,
  kept_account,
  state_empty,
  kind_empty,
  services_empty,
  choice_empty,
  no_language,
  no_time_zone,
  no_time_zone_of_date,
  unknown_service,
  telephone,
  telephone_without_fraction,
  no_email_address,
  control_character,
  no_country,
  no_day_of_number,
  not_in_format,
  no_date,
  not_in_format_of_mapping,
  in_the_future,
  no_word_left,
  unknown_recipients,
  date_somewhere,
};
inline constexpr int kCellFaults = static_cast<int>(CellFault::date_somewhere) + 1;

// Why a row of a list cannot be recorded as it stands.
enum class ListFault : std::uint8_t {
  damaged,
  repeated,
  repeated_after_recorded,
  merged,
  contradicted,
  later_state,
  suspected_link,
  clock_ahead,
  clock_ahead_of_approval,
  key_taken,
  nobody_named,
  number_of_nobody,
  number_of_nobody_active,
  number_of_several,
  number_of_another,
  no_day,
  opt_in_with_scope,
  opt_in_provisional,
  all_beside_others,
  unknown_choice,
  no_instant,
  no_yes_or_no,
  unknown_result,
  account_missing,
  names_nobody,
  not_given_in_sending,
  not_given_by_email,
  not_given_by_then,
  no_sending,
  account_unknown,
  no_text_in_language,
  language_does_not_count,
  sent_before_publication,
  no_such_message,
  sent_on_another_day,
  number_in_evidence,
  number_in_status,
  status_of_failure,
  status_of_failure_and_unknown_word,
  quantity,
};
inline constexpr int kListFaults = static_cast<int>(ListFault::quantity) + 1;

// How a row was mended that is recorded all the same.
enum class Mending : std::uint8_t {
  as_refusal,
  as_of_import,
  as_of_now,
  for_everybody,
  for_every_channel,
  for_every_class,
  for_every_category,
  without_evidence,
  without_status,
  not_provisional,
  in_spite_of_fault,
  as_bounced,
  as_known_from_now,
  as_of_no_sending,
  as_known_from_sending,
  about_another_channel,
  number_without_fraction,
  refusal_of_unknown,
  rest_on_record,
  former_on_record,
};
inline constexpr int kMendings = static_cast<int>(Mending::former_on_record) + 1;

// Why a choice cannot be recorded as given.
enum class UnfitChoice : std::uint8_t {
  unknown_recipient,
  unknown_clause,
  unknown_defect,
  unknown_form,
  unknown_form_of_verification,
  unknown_direction,
  no_recipient,
  no_party,
  no_information,
  no_offer,
  no_channel,
  no_class,
  no_category,
  too_many_named,
  no_name_of_channel,
  no_name_of_class,
  no_name_of_category,
  opt_in_without_evidence,
  consent_without_evidence,
  verification_without_evidence,
  permission_without_evidence,
  giver_missing,
  version_without_notice,
  call_channel_missing,
  party_missing,
  agreement_ends_first,
  call_ends_first,
  call_too_long,
  notice_unpublished,
  version_unpublished,
  before_publication,
  actor_missing,
  channel_missing,
  agreement_of_account,
  account_missing,
  yet_to_come,
  ends_before_given,
  account_not_on_record,
  permission_provisional,
  partner_of_account,
  partner_without_id,
  partner_without_name,
  partner_is_carrier,
  no_country_code,
};
inline constexpr int kUnfitChoices = static_cast<int>(UnfitChoice::no_country_code) + 1;

// Part of a reason; not a reason by itself.
enum class RowPhrase : std::uint8_t {
  subject,
  service,
  service_and_more,
  some_service,
  some_service_and_more,
  write_word,
  write_one_of,
  see_docs,
  as_active,
  as_former,
  without_time_zone,
  with_language,
  as_residential,
  with_first_address,
};
inline constexpr int kRowPhrases = static_cast<int>(RowPhrase::with_first_address) + 1;

using RowCode = std::variant<TextFault, TelephoneFault, CellFault, ListFault, Mending, UnfitChoice, RowPhrase>;

// In snake_case, the group first: `csv_stray_quote`, `telephone_rounded`, `cell_no_date`, `list_repeated`,
// `mending_as_refusal`, `choice_unknown_recipient`, `phrase_service`. Each once.
std::string_view to_string(const RowCode& code);

// All of them, in order.
std::vector<RowCode> all_row_codes();

}  // namespace assent::reasons
