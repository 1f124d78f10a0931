#include "reasons/row_code.hpp"

namespace assent::reasons {
namespace {

std::string_view name_of(TextFault code) {
  switch (code) {
    case TextFault::stray_quote: return "csv_stray_quote";
    case TextFault::text_after_quote: return "csv_text_after_quote";
    case TextFault::unclosed_quote: return "csv_unclosed_quote";
    case TextFault::after_unclosed_quote: return "csv_after_unclosed_quote";
    case TextFault::not_utf8: return "csv_not_utf8";
    case TextFault::row_too_long: return "csv_row_too_long";
    case TextFault::row_longer_than: return "csv_row_longer_than";
    case TextFault::field_count: return "csv_field_count";
    case TextFault::carriage_return: return "csv_carriage_return";
    case TextFault::control_character: return "csv_control_character";
    case TextFault::line_separator: return "csv_line_separator";
    case TextFault::field_too_long: return "csv_field_too_long";
  }
  return {};
}

std::string_view name_of(TelephoneFault code) {
  switch (code) {
    case TelephoneFault::rounded: return "telephone_rounded";
    case TelephoneFault::quantity: return "telephone_quantity";
    case TelephoneFault::without_country: return "telephone_without_country";
    case TelephoneFault::country_unknown: return "telephone_country_unknown";
    case TelephoneFault::not_a_number: return "telephone_not_a_number";
    case TelephoneFault::ends_after_country: return "telephone_ends_after_country";
    case TelephoneFault::without_area: return "telephone_without_area";
    case TelephoneFault::too_short: return "telephone_too_short";
    case TelephoneFault::too_long: return "telephone_too_long";
    case TelephoneFault::too_short_for_country: return "telephone_too_short_for_country";
    case TelephoneFault::too_long_for_country: return "telephone_too_long_for_country";
    case TelephoneFault::no_such_length: return "telephone_no_such_length";
  }
  return {};
}

std::string_view name_of(CellFault code) {
  switch (code) {
    case CellFault::unknown_value: return "cell_unknown_value";
    case CellFault::unknown_word: return "cell_unknown_word";
    case CellFault::taken_for_former: return "cell_taken_for_former";
    case CellFault::account_empty: return "cell_account_empty";
    case CellFault::no_account: return "cell_no_account";
    case CellFault::no_account_or_empty: return "cell_no_account_or_empty";
    case CellFault::kept_account: return "cell_kept_account";
    case CellFault::state_empty: return "cell_state_empty";
    case CellFault::kind_empty: return "cell_kind_empty";
    case CellFault::services_empty: return "cell_services_empty";
    case CellFault::choice_empty: return "cell_choice_empty";
    case CellFault::no_language: return "cell_no_language";
    case CellFault::no_time_zone: return "cell_no_time_zone";
    case CellFault::no_time_zone_of_date: return "cell_no_time_zone_of_date";
    case CellFault::unknown_service: return "cell_unknown_service";
    case CellFault::telephone: return "cell_telephone";
    case CellFault::telephone_without_fraction: return "cell_telephone_without_fraction";
    case CellFault::no_email_address: return "cell_no_email_address";
    case CellFault::control_character: return "cell_control_character";
    case CellFault::no_country: return "cell_no_country";
    case CellFault::no_day_of_number: return "cell_no_day_of_number";
    case CellFault::not_in_format: return "cell_not_in_format";
    case CellFault::no_date: return "cell_no_date";
    case CellFault::not_in_format_of_mapping: return "cell_not_in_format_of_mapping";
    case CellFault::in_the_future: return "cell_in_the_future";
    case CellFault::no_word_left: return "cell_no_word_left";
    case CellFault::unknown_recipients: return "cell_unknown_recipients";
    case CellFault::date_somewhere: return "cell_date_somewhere";
  }
  return {};
}

std::string_view name_of(ListFault code) {
  switch (code) {
    case ListFault::damaged: return "list_damaged";
    case ListFault::repeated: return "list_repeated";
    case ListFault::repeated_after_recorded: return "list_repeated_after_recorded";
    case ListFault::merged: return "list_merged";
    case ListFault::contradicted: return "list_contradicted";
    case ListFault::later_state: return "list_later_state";
    case ListFault::suspected_link: return "list_suspected_link";
    case ListFault::clock_ahead: return "list_clock_ahead";
    case ListFault::clock_ahead_of_approval: return "list_clock_ahead_of_approval";
    case ListFault::key_taken: return "list_key_taken";
    case ListFault::nobody_named: return "list_nobody_named";
    case ListFault::number_of_nobody: return "list_number_of_nobody";
    case ListFault::number_of_nobody_active: return "list_number_of_nobody_active";
    case ListFault::number_of_several: return "list_number_of_several";
    case ListFault::number_of_another: return "list_number_of_another";
    case ListFault::no_day: return "list_no_day";
    case ListFault::opt_in_with_scope: return "list_opt_in_with_scope";
    case ListFault::opt_in_provisional: return "list_opt_in_provisional";
    case ListFault::all_beside_others: return "list_all_beside_others";
    case ListFault::unknown_choice: return "list_unknown_choice";
    case ListFault::no_instant: return "list_no_instant";
    case ListFault::no_yes_or_no: return "list_no_yes_or_no";
    case ListFault::unknown_result: return "list_unknown_result";
    case ListFault::account_missing: return "list_account_missing";
    case ListFault::names_nobody: return "list_names_nobody";
    case ListFault::not_given_in_sending: return "list_not_given_in_sending";
    case ListFault::not_given_by_email: return "list_not_given_by_email";
    case ListFault::not_given_by_then: return "list_not_given_by_then";
    case ListFault::no_sending: return "list_no_sending";
    case ListFault::account_unknown: return "list_account_unknown";
    case ListFault::no_text_in_language: return "list_no_text_in_language";
    case ListFault::language_does_not_count: return "list_language_does_not_count";
    case ListFault::sent_before_publication: return "list_sent_before_publication";
    case ListFault::no_such_message: return "list_no_such_message";
    case ListFault::sent_on_another_day: return "list_sent_on_another_day";
    case ListFault::number_in_evidence: return "list_number_in_evidence";
    case ListFault::number_in_status: return "list_number_in_status";
    case ListFault::status_of_failure: return "list_status_of_failure";
    case ListFault::status_of_failure_and_unknown_word: return "list_status_of_failure_and_unknown_word";
    case ListFault::quantity: return "list_quantity";
  }
  return {};
}

std::string_view name_of(Mending code) {
  switch (code) {
    case Mending::as_refusal: return "mending_as_refusal";
    case Mending::as_of_import: return "mending_as_of_import";
    case Mending::as_of_now: return "mending_as_of_now";
    case Mending::for_everybody: return "mending_for_everybody";
    case Mending::for_every_channel: return "mending_for_every_channel";
    case Mending::for_every_class: return "mending_for_every_class";
    case Mending::for_every_category: return "mending_for_every_category";
    case Mending::without_evidence: return "mending_without_evidence";
    case Mending::without_status: return "mending_without_status";
    case Mending::not_provisional: return "mending_not_provisional";
    case Mending::in_spite_of_fault: return "mending_in_spite_of_fault";
    case Mending::as_bounced: return "mending_as_bounced";
    case Mending::as_known_from_now: return "mending_as_known_from_now";
    case Mending::as_of_no_sending: return "mending_as_of_no_sending";
    case Mending::as_known_from_sending: return "mending_as_known_from_sending";
    case Mending::about_another_channel: return "mending_about_another_channel";
    case Mending::number_without_fraction: return "mending_number_without_fraction";
    case Mending::refusal_of_unknown: return "mending_refusal_of_unknown";
    case Mending::rest_on_record: return "mending_rest_on_record";
    case Mending::former_on_record: return "mending_former_on_record";
  }
  return {};
}

std::string_view name_of(UnfitChoice code) {
  switch (code) {
    case UnfitChoice::unknown_recipient: return "choice_unknown_recipient";
    case UnfitChoice::unknown_clause: return "choice_unknown_clause";
    case UnfitChoice::unknown_defect: return "choice_unknown_defect";
    case UnfitChoice::unknown_form: return "choice_unknown_form";
    case UnfitChoice::unknown_form_of_verification: return "choice_unknown_form_of_verification";
    case UnfitChoice::unknown_direction: return "choice_unknown_direction";
    case UnfitChoice::no_recipient: return "choice_no_recipient";
    case UnfitChoice::no_party: return "choice_no_party";
    case UnfitChoice::no_information: return "choice_no_information";
    case UnfitChoice::no_offer: return "choice_no_offer";
    case UnfitChoice::no_channel: return "choice_no_channel";
    case UnfitChoice::no_class: return "choice_no_class";
    case UnfitChoice::no_category: return "choice_no_category";
    case UnfitChoice::too_many_named: return "choice_too_many_named";
    case UnfitChoice::no_name_of_channel: return "choice_no_name_of_channel";
    case UnfitChoice::no_name_of_class: return "choice_no_name_of_class";
    case UnfitChoice::no_name_of_category: return "choice_no_name_of_category";
    case UnfitChoice::opt_in_without_evidence: return "choice_opt_in_without_evidence";
    case UnfitChoice::consent_without_evidence: return "choice_consent_without_evidence";
    case UnfitChoice::verification_without_evidence: return "choice_verification_without_evidence";
    case UnfitChoice::permission_without_evidence: return "choice_permission_without_evidence";
    case UnfitChoice::giver_missing: return "choice_giver_missing";
    case UnfitChoice::version_without_notice: return "choice_version_without_notice";
    case UnfitChoice::call_channel_missing: return "choice_call_channel_missing";
    case UnfitChoice::party_missing: return "choice_party_missing";
    case UnfitChoice::agreement_ends_first: return "choice_agreement_ends_first";
    case UnfitChoice::call_ends_first: return "choice_call_ends_first";
    case UnfitChoice::call_too_long: return "choice_call_too_long";
    case UnfitChoice::notice_unpublished: return "choice_notice_unpublished";
    case UnfitChoice::version_unpublished: return "choice_version_unpublished";
    case UnfitChoice::before_publication: return "choice_before_publication";
    case UnfitChoice::actor_missing: return "choice_actor_missing";
    case UnfitChoice::channel_missing: return "choice_channel_missing";
    case UnfitChoice::agreement_of_account: return "choice_agreement_of_account";
    case UnfitChoice::account_missing: return "choice_account_missing";
    case UnfitChoice::yet_to_come: return "choice_yet_to_come";
    case UnfitChoice::ends_before_given: return "choice_ends_before_given";
    case UnfitChoice::account_not_on_record: return "choice_account_not_on_record";
    case UnfitChoice::permission_provisional: return "choice_permission_provisional";
    case UnfitChoice::partner_of_account: return "choice_partner_of_account";
    case UnfitChoice::partner_without_id: return "choice_partner_without_id";
    case UnfitChoice::partner_without_name: return "choice_partner_without_name";
    case UnfitChoice::partner_is_carrier: return "choice_partner_is_carrier";
    case UnfitChoice::no_country_code: return "choice_no_country_code";
  }
  return {};
}

std::string_view name_of(RowPhrase code) {
  switch (code) {
    case RowPhrase::subject: return "phrase_subject";
    case RowPhrase::service: return "phrase_service";
    case RowPhrase::service_and_more: return "phrase_service_and_more";
    case RowPhrase::some_service: return "phrase_some_service";
    case RowPhrase::some_service_and_more: return "phrase_some_service_and_more";
    case RowPhrase::write_word: return "phrase_write_word";
    case RowPhrase::write_one_of: return "phrase_write_one_of";
    case RowPhrase::see_docs: return "phrase_see_docs";
    case RowPhrase::as_active: return "phrase_as_active";
    case RowPhrase::as_former: return "phrase_as_former";
    case RowPhrase::without_time_zone: return "phrase_without_time_zone";
    case RowPhrase::with_language: return "phrase_with_language";
    case RowPhrase::as_residential: return "phrase_as_residential";
    case RowPhrase::with_first_address: return "phrase_with_first_address";
  }
  return {};
}

template <class Code>
void add_all(std::vector<RowCode>& codes, int count) {
  for (int i = 0; i < count; ++i) codes.emplace_back(static_cast<Code>(i));
}

}  // namespace

std::string_view to_string(const RowCode& code) {
  return std::visit([](auto each) { return name_of(each); }, code);
}

std::vector<RowCode> all_row_codes() {
  std::vector<RowCode> codes;
  add_all<TextFault>(codes, kTextFaults);
  add_all<TelephoneFault>(codes, kTelephoneFaults);
  add_all<CellFault>(codes, kCellFaults);
  add_all<ListFault>(codes, kListFaults);
  add_all<Mending>(codes, kMendings);
  add_all<UnfitChoice>(codes, kUnfitChoices);
  add_all<RowPhrase>(codes, kRowPhrases);
  return codes;
}

}  // namespace assent::reasons
