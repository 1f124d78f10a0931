#include "explanation/row_tables.hpp"

namespace assent {

RowWords english_words(TextFault code) {
  switch (code) {
    case TextFault::stray_quote:
      return {"a quote inside a field that does not begin with one",
              "put the whole field in quotes and double the quote"};
    case TextFault::text_after_quote:
      return {"text after a closing quote", "put a delimiter or a line end there, or double the quote"};
    case TextFault::unclosed_quote:
      return {"a quote is opened here and not closed, so nobody can tell what is a row from here on",
              "close it, or double it inside quotes"};
    case TextFault::after_unclosed_quote:
      return {"it stands after a quote that is opened in line {line} and not closed"};
    case TextFault::not_utf8: return {"bytes that are not UTF-8", "save the file as UTF-8"};
    case TextFault::row_too_long: return {"a row of more than {mebibytes} MiB", "look for a quote that is not closed"};
    case TextFault::row_longer_than: return {"a row of more than {bytes} bytes", "look for a quote that is not closed"};
    case TextFault::field_count: return {"{count} fields where the first row has {expected}"};
    case TextFault::carriage_return:
      return {"a carriage return with no line feed after it, outside quotes, at which some programs end the row",
              "end lines with line feeds, for example with `tr '\\r' '\\n'`, or put the field in quotes"};
    case TextFault::control_character:
      return {"a control character, which some programs drop and others take for the end of the text", "leave it out"};
    case TextFault::line_separator:
      return {"a character outside quotes at which some programs end the row (U+0085, U+2028 or U+2029)",
              "leave it out, or put the field in quotes"};
    case TextFault::field_too_long: return {"a field of more than 32,767 bytes, which spreadsheets cut", "shorten it"};
  }
  return {};
}

RowWords english_words(TelephoneFault code) {
  switch (code) {
    case TelephoneFault::rounded:
      return {"a telephone number that a spreadsheet has rounded", "export it anew, with that column as text"};
    case TelephoneFault::quantity:
      return {"a number as a spreadsheet writes quantities, and its figures may be others",
              "write it as text, without a fraction or an exponent"};
    case TelephoneFault::without_country:
      return {"a telephone number without its country", "write it with its country, as in `+961 1 234 567`"};
    case TelephoneFault::country_unknown:
      return {"a telephone number whose country is unknown", "write it with its country, as in `+961 1 234 567`"};
    case TelephoneFault::not_a_number:
      return {"not a telephone number", "write it with its country, as in `+961 1 234 567`"};
    case TelephoneFault::ends_after_country:
      return {"a telephone number that ends after its country", "write it with its country, as in `+961 1 234 567`"};
    case TelephoneFault::without_area:
      return {"a telephone number without its area", "write it with its country, as in `+961 1 234 567`"};
    case TelephoneFault::too_short:
      return {"too short for a telephone number", "write it with its country, as in `+961 1 234 567`"};
    case TelephoneFault::too_long:
      return {"too long for a telephone number", "write it with its country, as in `+961 1 234 567`"};
    case TelephoneFault::too_short_for_country:
      return {"too short for a telephone number of its country", "write it with its country, as in `+961 1 234 567`"};
    case TelephoneFault::too_long_for_country:
      return {"too long for a telephone number of its country", "write it with its country, as in `+961 1 234 567`"};
    case TelephoneFault::no_such_length:
      return {"no telephone number of its country has this length",
              "write it with its country, as in `+961 1 234 567`"};
  }
  return {};
}

RowWords english_words(CellFault code) {
  switch (code) {
    case CellFault::unknown_value:
      return {"`{column}` holds a value that the mapping does not know", "add it to `values`"};
    case CellFault::unknown_word:
      return {"`{column}` holds a word that the mapping does not know", "add it to `values`"};
    case CellFault::taken_for_former:
      return {"`{column}` holds a word that the mapping does not know, and that is taken for `former`",
              "add it to `values`"};
    case CellFault::account_empty: return {"`{column}` is empty", "give every customer an account"};
    case CellFault::no_account:
      return {"`{column}` is no account", "write at most {most} bytes, without control characters"};
    case CellFault::no_account_or_empty:
      return {"`{column}` is no account", "write 1 to {most} bytes, without control characters"};
    case CellFault::kept_account:
      return {"`{column}` begins with `{prefix}`",
              "which is kept for records that are no customer's; give the customer another account"};
    case CellFault::state_empty:
      return {"`{column}` is empty", "say `active` or `former`, or give the mapping a `default`"};
    case CellFault::kind_empty:
      return {"`{column}` is empty", "say `residential` or `business`, or give the mapping a `default`"};
    case CellFault::services_empty:
      return {"`{column}` is empty", "fill it in, or say in the mapping's `default` what an empty cell means"};
    case CellFault::choice_empty:
      return {"`{column}` is empty", "say in the mapping's `default` what an empty cell means"};
    case CellFault::no_language:
      return {"`{column}` is no language", "write a tag of BCP 47, as in `ar`, or add it to `values`"};
    case CellFault::no_time_zone:
      return {"`{column}` is no time zone", "write a name of the IANA database, as in `Asia/Beirut`"};
    case CellFault::no_time_zone_of_date: return {"`{column}` is no time zone", "write a name of the IANA database"};
    case CellFault::unknown_service:
      return {"`{column}` names {service}, which neither the catalogue nor a rule pack does",
              "{advice}, or add it to `values`"};
    case CellFault::telephone: return {"`{column}` is {number}"};
    case CellFault::telephone_without_fraction:
      return {"`{column}` is read without its fraction, for a spreadsheet took it for a quantity",
              "export the column as text"};
    case CellFault::no_email_address:
      return {"`{column}` is no e-mail address", "write it as in `name@example.com`, or leave it empty"};
    case CellFault::control_character: return {"`{column}` holds a control character", "write plain text"};
    case CellFault::no_country:
      return {"`{column}` is no country", "write its two capital letters (ISO 3166-1), as in `LB`"};
    case CellFault::no_day_of_number:
      return {"`{column}` is no date", "write it as in `2024-01-31`, or add a `format` to the mapping"};
    case CellFault::not_in_format: return {"`{column}` is no date", "write it as `{format}`"};
    case CellFault::no_date:
      return {"`{column}` is no date", "write it as in `2026-02-18`, or give the mapping a `format`"};
    case CellFault::not_in_format_of_mapping: return {"`{column}` is no date", "write it in the mapping's `format`"};
    case CellFault::in_the_future:
      return {"`{column}` lies in the future", "write the day on which the approval was given"};
    case CellFault::no_word_left:
      return {"`{column}` says something, but no word is left of it",
              "write whom or what it means, or leave the cell empty"};
    case CellFault::unknown_recipients:
      return {"`{column}` names nobody whom a rule pack knows", "name the words in `values`"};
    case CellFault::date_somewhere: return {"nothing tells where the date stands in the row"};
  }
  return {};
}

RowWords english_words(RowPhrase code) {
  switch (code) {
    case RowPhrase::subject: return {"this"};
    case RowPhrase::service: return {"the service {word}"};
    case RowPhrase::service_and_more: return {"the service {word} and {others} more"};
    case RowPhrase::some_service: return {"a service"};
    case RowPhrase::some_service_and_more: return {"a service and {others} more"};
    case RowPhrase::write_word: return {"write {words}"};
    case RowPhrase::write_one_of: return {"write one of {words}"};
    case RowPhrase::see_docs: return {"see the page in docs/ on this kind of file for the words that are known"};
    case RowPhrase::as_active: return {"as active, without any service that one of them lacks"};
    case RowPhrase::as_former: return {"as former, without any service that one of them lacks"};
    case RowPhrase::without_time_zone: return {"without a time zone"};
    case RowPhrase::with_language: return {"with language `{language}`"};
    case RowPhrase::as_residential: return {"as residential"};
    case RowPhrase::with_first_address: return {"with the address that comes first by its letters"};
  }
  return {};
}

}  // namespace assent
