#include "explanation/row_tables.hpp"

namespace assent::explanation {

using reasons::CellFault;
using reasons::RowPhrase;
using reasons::TextFault;

RowWords english_words(TextFault code) {
  switch (code) {
    case TextFault::stray_quote:
      return {"a quote inside a field that does not begin with one",
              "put the whole field in quotes and double the quote"};
    case TextFault::text_after_quote:
      return {"text after a closing quote", "put a delimiter or a line end there, or double the quote"};
    case TextFault::unclosed_quote:
      return {"a quote is opened here and not closed, so it is unclear where rows end from here on",
              "close it, or double it inside quotes"};
    case TextFault::after_unclosed_quote: return {"it is after a quote that is opened in line {line} and not closed"};
    case TextFault::not_utf8: return {"bytes that are not UTF-8", "save the file as UTF-8"};
    case TextFault::row_too_long: return {"a row of more than {mebibytes} MiB", "look for a quote that is not closed"};
    case TextFault::row_longer_than: return {"a row of more than {bytes} bytes", "look for a quote that is not closed"};
    case TextFault::field_count: return {"{count} fields, but the first row has {expected}"};
    case TextFault::carriage_return:
      return {"a carriage return outside quotes with no line feed after it; some programs end the row there",
              "end lines with line feeds, for example with `tr '\\r' '\\n'`, or put the field in quotes"};
    case TextFault::control_character:
      return {"a control character, which some programs drop and others take for the end of the text", "leave it out"};
    case TextFault::line_separator:
      return {"a character outside quotes where some programs end the row (U+0085, U+2028 or U+2029)",
              "leave it out, or put the field in quotes"};
    case TextFault::field_too_long: return {"a field of more than 32,767 bytes, which spreadsheets cut", "shorten it"};
  }
  return {};
}

RowWords english_words(TelephoneFault code) {
  switch (code) {
    case TelephoneFault::rounded:
      return {"a telephone number that a spreadsheet has rounded", "export it again, with that column as text"};
    case TelephoneFault::quantity:
      return {"a number in a spreadsheet's format for quantities, so its digits may be wrong",
              "write it as text, without a fraction or an exponent"};
    case TelephoneFault::without_country:
      return {"a telephone number without its country", "write it with its country, such as `+961 1 234 567`"};
    case TelephoneFault::country_unknown:
      return {"a telephone number whose country is unknown", "write it with its country, such as `+961 1 234 567`"};
    case TelephoneFault::not_a_number:
      return {"not a telephone number", "write it with its country, such as `+961 1 234 567`"};
    case TelephoneFault::ends_after_country:
      return {"a telephone number that ends after its country", "write it with its country, such as `+961 1 234 567`"};
    case TelephoneFault::without_area:
      return {"a telephone number without its area", "write it with its country, such as `+961 1 234 567`"};
    case TelephoneFault::too_short:
      return {"too short for a telephone number", "write it with its country, such as `+961 1 234 567`"};
    case TelephoneFault::too_long:
      return {"too long for a telephone number", "write it with its country, such as `+961 1 234 567`"};
    case TelephoneFault::too_short_for_country:
      return {"too short for a telephone number of its country", "write it with its country, such as `+961 1 234 567`"};
    case TelephoneFault::too_long_for_country:
      return {"too long for a telephone number of its country", "write it with its country, such as `+961 1 234 567`"};
    case TelephoneFault::no_such_length:
      return {"no telephone number of its country has this length",
              "write it with its country, such as `+961 1 234 567`"};
  }
  return {};
}

RowWords english_words(CellFault code) {
  switch (code) {
    case CellFault::unknown_value:
      return {"`{column}` has a value that the mapping does not know", "add it to `values`"};
    case CellFault::unknown_word: return {"`{column}` has a word that the mapping does not know", "add it to `values`"};
    case CellFault::taken_for_former:
      return {"`{column}` has a word that the mapping does not know, and that is read as `former`",
              "add it to `values`"};
    case CellFault::account_empty: return {"`{column}` is empty", "give every customer an account"};
    case CellFault::no_account:
      return {"`{column}` is not an account", "write at most {most} bytes, without control characters"};
    case CellFault::no_account_or_empty:
      return {"`{column}` is not an account", "write 1 to {most} bytes, without control characters"};
    case CellFault::kept_account:
      return {"`{column}` begins with `{prefix}`",
              "this prefix is only for records that belong to no customer; give the customer another account"};
    case CellFault::state_empty:
      return {"`{column}` is empty", "write `active` or `former`, or give the mapping a `default`"};
    case CellFault::kind_empty:
      return {"`{column}` is empty", "write `residential` or `business`, or give the mapping a `default`"};
    case CellFault::services_empty:
      return {"`{column}` is empty", "fill it in, or write in the mapping's `default` what an empty cell means"};
    case CellFault::choice_empty:
      return {"`{column}` is empty", "write in the mapping's `default` what an empty cell means"};
    case CellFault::no_language:
      return {"`{column}` is not a language", "write a tag of BCP 47, such as `ar`, or add it to `values`"};
    case CellFault::no_time_zone:
      return {"`{column}` is not a time zone", "write a name from the IANA database, such as `Asia/Beirut`"};
    case CellFault::no_time_zone_of_date:
      return {"`{column}` is not a time zone", "write a name from the IANA database"};
    case CellFault::unknown_service:
      return {"`{column}` names {service}, which neither the catalogue nor a rule pack has",
              "{advice}, or add it to `values`"};
    case CellFault::telephone: return {"`{column}` is {number}"};
    case CellFault::telephone_without_fraction:
      return {"`{column}` is read without its fraction: a spreadsheet took it for a quantity",
              "export the column as text"};
    case CellFault::no_email_address:
      return {"`{column}` is not an e-mail address", "write it like `name@example.com`, or leave it empty"};
    case CellFault::control_character: return {"`{column}` has a control character", "write plain text"};
    case CellFault::no_country:
      return {"`{column}` is not a country", "write its two capital letters (ISO 3166-1), such as `LB`"};
    case CellFault::no_day_of_number:
      return {"`{column}` is not a date", "write it like `2024-01-31`, or add a `format` to the mapping"};
    case CellFault::not_in_format: return {"`{column}` is not a date", "write it as `{format}`"};
    case CellFault::no_date:
      return {"`{column}` is not a date", "write it like `2026-02-18`, or give the mapping a `format`"};
    case CellFault::not_in_format_of_mapping: return {"`{column}` is not a date", "write it in the mapping's `format`"};
    case CellFault::in_the_future:
      return {"`{column}` is in the future", "write the day on which the approval was given"};
    case CellFault::no_word_left:
      return {"`{column}` has text, but it contains no word", "write who or what it means, or leave the cell empty"};
    case CellFault::unknown_recipients:
      return {"`{column}` names no recipient that a rule pack knows", "name the words in `values`"};
    case CellFault::date_somewhere: return {"it is unclear which cell of the row has the date"};
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
    case RowPhrase::see_docs: return {"see the page in docs/ about this kind of file for the known words"};
    case RowPhrase::as_active: return {"as active, without any service that one of them lacks"};
    case RowPhrase::as_former: return {"as former, without any service that one of them lacks"};
    case RowPhrase::without_time_zone: return {"without a time zone"};
    case RowPhrase::with_language: return {"with language `{language}`"};
    case RowPhrase::as_residential: return {"as residential"};
    case RowPhrase::with_first_address: return {"with the address that comes first by its letters"};
  }
  return {};
}

}  // namespace assent::explanation
