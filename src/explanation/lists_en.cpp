#include "explanation/row_tables.hpp"

namespace assent::explanation {

using reasons::ListFault;
using reasons::Mending;
using reasons::UnfitChoice;

RowWords english_words(ListFault code) {
  switch (code) {
    case ListFault::damaged: return {"the row is damaged, and its account is not on record", "mend it"};
    case ListFault::repeated: return {"the account is already in line {line}", "leave one of them out"};
    case ListFault::repeated_after_recorded:
      return {"the account is already in line {line}, which counts", "leave one of them out"};
    case ListFault::merged:
      return {"the account is already in line {line}",
              "its telephone numbers and e-mail addresses are on record beside those of that line"};
    case ListFault::contradicted:
      return {"the account is already in line {line}, and the rows contradict each other; it is on record {made}",
              "leave the wrong one out"};
    case ListFault::later_state:
      return {"a later state of this customer is on record, from `{instant}`", "import it as of that instant or later"};
    case ListFault::suspected_link:
      return {
          "suspected link: account `{account}` came with a telephone number of account `{former}`, which left; if they "
          "are one customer, record it with `assent record link`; refusals carried over meanwhile: {count}"};
    case ListFault::clock_ahead:
      return {"the given present is well ahead of the machine's clock, so that only refusals are recorded"};
    case ListFault::clock_ahead_of_approval:
      return {"the given present is well ahead of the machine's clock, so that only refusals are recorded",
              "record the approval with the right one"};
    case ListFault::key_taken:
      return {"the key is on record for another choice", "give this choice its own key, or mend it to say the same"};
    case ListFault::nobody_named:
      return {"neither account nor telephone number is given", "name the customer by one of them"};
    case ListFault::number_of_nobody:
      return {"no account on record has this telephone number", "mend it, or name the account"};
    case ListFault::number_of_nobody_active:
      return {"no active customer has this telephone number", "name the account that approves"};
    case ListFault::number_of_several:
      return {"more than one account has this telephone number", "name the account that approves"};
    case ListFault::number_of_another:
      return {"another account had this telephone number since the approval", "name the account that approves"};
    case ListFault::no_day:
      return {"this is not a day", "write it like `2026-12-31`, or leave it empty for an approval without end"};
    case ListFault::opt_in_with_scope: return {"an opt-in has no scope", "name its recipients"};
    case ListFault::opt_in_provisional:
      return {"an opt-in cannot be provisional; only a refusal can",
              "write `no` when a person has read it, or leave the row out"};
    case ListFault::all_beside_others: return {"`all` is beside other names", "write `all`, or only the names"};
    case ListFault::unknown_choice:
      return {"the choice is none of `opt_out`, `opt_in`, `withdrawal`, `email_permission`",
              "mend it, or say with `--choice-word` what the word means"};
    case ListFault::no_instant:
      return {"this is not an instant", "write it like `2026-03-01T09:00:00+02:00`, or leave it empty"};
    case ListFault::no_yes_or_no: return {"this is neither yes nor no", "write `yes` or `no`, or leave it empty"};
    case ListFault::unknown_result:
      return {"the result is none of `delivered`, `bounced`, `returned`",
              "mend it, or say with `--result-word` what the word means"};
    case ListFault::account_missing: return {"the account is missing"};
    case ListFault::names_nobody: return {"nothing says which customer the row names"};
    case ListFault::not_given_in_sending: return {"this notice was not given to the account in the named sending"};
    case ListFault::not_given_by_email: return {"this notice was not given to the account by e-mail"};
    case ListFault::not_given_by_then: return {"this notice was not given to the account by then"};
    case ListFault::no_sending: return {"the sending is neither a date nor an instant"};
    case ListFault::account_unknown: return {"the account is not on record"};
    case ListFault::no_text_in_language: return {"the notice has no text in the customer's language"};
    case ListFault::language_does_not_count:
      return {"a notice in `{language}` does not count for this customer, who has another language",
              "give it in that language, or add `--even-in-another-language`"};
    case ListFault::sent_before_publication:
      return {
          "the notice was sent before its text was published",
          "mend the sending, or publish the notice with `--at` and the instant from which the text was really in use"};
    case ListFault::no_such_message:
      return {"no message of this notice to this account, by this channel, has that place in the ledger",
              "give the manifest of the letters as it was written, or leave the column out"};
    case ListFault::sent_on_another_day:
      return {"the message is on record as sent at another time",
              "take that back first if it is wrong (`assent record correction`), and record this one again"};
    case ListFault::number_in_evidence:
      return {"the reference contains the customer's telephone number or e-mail address",
              "name the recording or the document, not the person"};
    case ListFault::number_in_status:
      return {"it contains the customer's telephone number or e-mail address", "send only the code, such as `5.1.1`"};
    case ListFault::status_of_failure: return {"the status means a permanent failure"};
    case ListFault::status_of_failure_and_unknown_word:
      return {"the word is unknown, but the status means a permanent failure"};
    case ListFault::quantity: return {"a spreadsheet took it for a quantity", "export the column as text"};
  }
  return {};
}

RowWords english_words(Mending code) {
  switch (code) {
    case Mending::as_refusal: return {"recorded as a refusal: {why}"};
    case Mending::as_of_import: return {"recorded as of the import: {why}"};
    case Mending::as_of_now: return {"recorded as of now: {why}"};
    case Mending::for_everybody: return {"recorded for all recipients: {why}"};
    case Mending::for_every_channel: return {"recorded for every channel: {why}"};
    case Mending::for_every_class: return {"recorded for every class of offers: {why}"};
    case Mending::for_every_category: return {"recorded for every category: {why}"};
    case Mending::without_evidence: return {"recorded without its evidence: {why}"};
    case Mending::without_status: return {"recorded without its status: {why}"};
    case Mending::not_provisional: return {"recorded as a refusal that is not provisional: {why}"};
    case Mending::in_spite_of_fault: return {"recorded despite a fault: {why}"};
    case Mending::as_bounced: return {"recorded as bounced: {why}"};
    case Mending::as_known_from_now: return {"recorded as known from now on: {why}"};
    case Mending::as_of_no_sending: return {"recorded without a named sending: {why}"};
    case Mending::as_known_from_sending:
      return {"recorded as known from the sending on: nothing was sent by the instant in the row"};
    case Mending::about_another_channel:
      return {"recorded about a notice that was not sent by e-mail, though the status is an e-mail's"};
    case Mending::number_without_fraction: return {"the telephone number is read without its fraction: {why}"};
    case Mending::refusal_of_unknown:
      return {"the refusal is recorded, but its account is not on record, so it may count for no customer",
              "check the account"};
    case Mending::rest_on_record: return {"the rest of the row is on record"};
    case Mending::former_on_record: return {"the customer is on record as former"};
  }
  return {};
}

RowWords english_words(UnfitChoice code) {
  switch (code) {
    case UnfitChoice::unknown_recipient:
      return {"{subject} is not a recipient that the regime `{regime}` knows", "write one of {known}"};
    case UnfitChoice::unknown_clause:
      return {"{subject} is not a clause that the regime `{regime}` knows", "write one of {known}"};
    case UnfitChoice::unknown_defect: return {"{subject} is not a defect of an opt-in", "write one of {known}"};
    case UnfitChoice::unknown_form: return {"{subject} is not a form of an opt-in", "write one of {known}"};
    case UnfitChoice::unknown_form_of_verification:
      return {"{subject} is not a form of a verification", "write one of {known}"};
    case UnfitChoice::unknown_direction: return {"{subject} is not a direction of a call", "write one of {known}"};
    case UnfitChoice::no_recipient: return {"no recipient is named", "name relations, or `all`"};
    case UnfitChoice::no_party: return {"no party is named", "name one, or leave it empty for all"};
    case UnfitChoice::no_information: return {"no type of information is named", "name one, or leave it empty for all"};
    case UnfitChoice::no_offer: return {"no offer is named", "name one, or leave it empty for all"};
    case UnfitChoice::no_channel: return {"no channel is named", "name one, or leave it empty for all"};
    case UnfitChoice::no_class: return {"no class is named", "name one, or leave it empty for all"};
    case UnfitChoice::no_category: return {"no category is named", "name one, or leave it empty for all"};
    case UnfitChoice::too_many_named: return {"more than {most} are named", "name fewer, or leave it empty for all"};
    case UnfitChoice::no_name_of_channel:
      return {"{subject} is not a name of a channel",
              "write only small letters, digits, `_` and `-`, such as `automated_call`"};
    case UnfitChoice::no_name_of_class:
      return {"{subject} is not a name of a class",
              "write only small letters, digits, `_` and `-`, such as `automated_call`"};
    case UnfitChoice::no_name_of_category:
      return {"{subject} is not a name of a category",
              "write only small letters, digits, `_` and `-`, such as `automated_call`"};
    case UnfitChoice::opt_in_without_evidence:
      return {"an opt-in has no evidence",
              "give the reference of the recording, the scan or the log line that proves it"};
    case UnfitChoice::consent_without_evidence:
      return {"a one-time consent has no evidence",
              "give the reference of the recording, the scan or the log line that proves it"};
    case UnfitChoice::verification_without_evidence:
      return {"a verification has no evidence",
              "give the reference of the recording, the scan or the log line that proves it"};
    case UnfitChoice::permission_without_evidence:
      return {"an e-mail permission has no evidence",
              "give the reference of the recording, the scan or the log line that proves it"};
    case UnfitChoice::giver_missing:
      return {"the person who made the choice is missing", "write `owner`, `authorised_representative`, …"};
    case UnfitChoice::version_without_notice:
      return {"{subject} is a version without its notice", "name the notice too"};
    case UnfitChoice::call_channel_missing: return {"the call's channel is missing", "write `phone`"};
    case UnfitChoice::party_missing: return {"the agreement names no party", "name the party"};
    case UnfitChoice::agreement_ends_first:
      return {"{subject} ends the agreement before it begins", "write the first and the last day in force"};
    case UnfitChoice::call_ends_first:
      return {"{subject} ends the call before it begins, or at the same instant",
              "give the call's beginning and its end"};
    case UnfitChoice::call_too_long:
      return {"{subject} ends the call more than a day after it began", "give the call's beginning and its end"};
    case UnfitChoice::notice_unpublished:
      return {"{subject} is not a published notice", "name a published notice and version, or publish it first"};
    case UnfitChoice::version_unpublished:
      return {"{subject} is not a published version of the notice",
              "name a published notice and version, or publish it first"};
    case UnfitChoice::before_publication:
      return {"{subject} is before the publication of the notice that the opt-in names",
              "mend it, or publish the notice with `--at` and the instant from which the text was really in use"};
    case UnfitChoice::actor_missing: return {"the actor is missing", "say who records it"};
    case UnfitChoice::channel_missing: return {"the channel is missing", "say how it came in"};
    case UnfitChoice::agreement_of_account: return {"an agreement is the carrier's own", "name no account"};
    case UnfitChoice::account_missing: return {"the account is missing", "name the customer's account"};
    case UnfitChoice::yet_to_come:
      return {"{subject} is in the future; only a refusal may have a future instant",
              "record it after it was given, with the instant when it was given"};
    case UnfitChoice::ends_before_given:
      return {"{subject} ends the approval before it was given",
              "write the last day on which it counts, or leave it out"};
    case UnfitChoice::account_not_on_record:
      return {"{subject} is not an account on record", "import the customer first, or mend the account"};
    case UnfitChoice::permission_provisional:
      return {"a permission cannot be provisional; only a refusal can", "leave it out"};
    case UnfitChoice::partner_of_account: return {"a partner is the carrier's own", "name no account"};
    case UnfitChoice::partner_without_id: return {"the partner's id is missing", "name the party"};
    case UnfitChoice::partner_without_name: return {"the partner has no name", "write it as customers will read it"};
    case UnfitChoice::partner_is_carrier:
      return {"{subject} is the carrier itself, not a partner", "name the relation"};
    case UnfitChoice::no_country_code:
      return {"{subject} is not a country code", "write two capital letters, such as `LB`"};
  }
  return {};
}

}  // namespace assent::explanation
