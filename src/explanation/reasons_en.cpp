#include "explanation/tongue.hpp"

namespace assent::explanation {

ReasonWords english_reason(Reason reason) {
  switch (reason) {
    case Reason::status_unknown:
      return {"status unknown", "What the customer has chosen cannot be established, so nothing is permitted.",
              "The facts about the customer cannot be read; an error never permits."};
    case Reason::unknown_customer:
      return {"unknown customer", "No customer is on file under this account or telephone number.",
              "A customer of whom nothing is known has approved nothing."};
    case Reason::ambiguous_telephone:
      return {"ambiguous telephone number",
              "Several accounts have had this telephone number, so it does not say which customer is meant.",
              "A telephone number that has passed between accounts identifies no customer."};
    case Reason::not_customer_information:
      return {"not customer information", "All the information used ({information}) lies outside the rule.",
              "Anonymous data and published listings are not protected customer information."};
    case Reason::competitor_tracking_banned:
      return {"tracking of competitors banned",
              "Customer information may not be used to track calls to competitors, whatever the customer approved.",
              "The ban on tracking competitors cannot be lifted by an approval."};
    case Reason::port_request_use_banned:
      return {"use of a port request banned",
              "A request to move a number may not be used to retain the customer, whatever the customer approved.",
              "The ban on using number-port requests cannot be lifted by an approval."};
    case Reason::service_provision:
      return {"providing the service",
              "The use serves to provide the service itself ({purpose}) and needs no approval.",
              "Purposes of providing the service are permitted without approval."};
    case Reason::purpose_not_allowed:
      return {"purpose not allowed", "The purpose ({purpose}) is not allowed for this customer's information.",
              "Customer information may be used only for the purposes that the rule names."};
    case Reason::customer_written_request:
      return {"written request of the customer", "The customer asked for this in writing.",
              "What the customer asks for in writing is permitted."};
    case Reason::request_reviewed:
      return {"request reviewed", "A supervisor has reviewed and approved this request for customers' approval.",
              "Customers may be asked for approval once a supervisor has reviewed the request."};
    case Reason::campaign_not_reviewed:
      return {"campaign not reviewed", "No supervisor has reviewed and approved this request for customers' approval.",
              "Customers may not be asked for approval before a supervisor has reviewed the request."};
    case Reason::winback_same_category:
      return {"win-back in the same category",
              "The customer has left and once had a service of the category of this {offer}.",
              "A former customer may be won back with a service of a category that they had before."};
    case Reason::former_customer:
      return {"former customer", "The customer has left, and this use is not one that is allowed after that.",
              "A former customer's information is not used for marketing, except where win-back is allowed."};
    case Reason::within_subscribed_category:
      return {"within a subscribed category",
              "The {offer} belongs to, or enhances, a service that the customer already has ({services}).",
              "Services of a kind that the customer already uses may be marketed without approval."};
    case Reason::adjunct_to_basic_service:
      return {"adjunct to basic service",
              "The {offer} is an adjunct to a basic service that the customer has ({services}).",
              "Features that are adjuncts to basic service may be marketed without approval."};
    case Reason::mobile_equipment_or_information_service:
      return {"mobile equipment or information service",
              "The {offer} is equipment or an information service for the customer's mobile service.",
              "Equipment and information services may be marketed to a mobile customer without approval."};
    case Reason::wireline_equipment_or_voice_mail:
      return {"wireline equipment or voice mail",
              "The {offer} is equipment or voice mail for the customer's wireline service.",
              "Equipment and voice mail may be marketed to a wireline customer without approval."};
    case Reason::affiliate_serves_customer:
      return {
          "affiliate serves the customer",
          "The customer has several services ({services}), and the one offered is provided by an affiliate that serves "
          "the customer.",
          "Information may be shared with an affiliate for a service that the customer already has from the group."};
    case Reason::not_covered:
      return {"not covered", "The rule allows no disclosure to this recipient: {recipient}.",
              "For some recipients no approval can permit the use."};
    case Reason::one_time_consent:
      return {"one-time consent", "The customer consented for the time of the call: {event}, until {end}.",
              "A consent given in a call permits the use while the call lasts."};
    case Reason::soft_opt_in:
      return {"soft opt-in",
              "The customer is offered a service of a category that they already have, with contact details only, and "
              "they have not refused.",
              "Existing customers may be contacted about similar services as long as they do not refuse."};
    case Reason::opt_in:
      return {"opted in", "The customer gave an express approval that covers this use: {event}.",
              "An express approval permits the use until the customer withdraws it or its last day is over."};
    case Reason::opted_out:
      return {"opted out", "The customer opted out on {date}.",
              "A refusal counts from the instant it is received and holds until the customer changes it."};
    case Reason::withdrawn:
      return {"approval withdrawn", "The customer withdrew the approval on {date}.",
              "A withdrawal counts at once and holds until the customer changes it."};
    case Reason::opt_out_deemed:
      return {"deemed approved",
              "The customer was given a notice and has not refused in the waiting period: {event}. This counts as "
              "approval.",
              "Silence after a proper notice counts as approval once the waiting period is over.",
              {},
              "Without a refusal, silence after the {event} would count as approval."};
    case Reason::agreement_missing:
      return {"agreement missing", "No confidentiality agreement with {party} is on file.",
              "Disclosure to this kind of recipient needs a confidentiality agreement."};
    case Reason::agreement_not_yet:
      return {"agreement not yet in force", "The confidentiality agreement is not in force yet: {event}.",
              "An agreement counts from its first day."};
    case Reason::agreement_expired:
      return {"agreement expired", "The confidentiality agreement is no longer in force: {event}.",
              "An agreement counts up to and including its last day."};
    case Reason::agreement_clause_missing:
      return {"agreement lacks a clause", "The {event} lacks clauses that are required: {clauses}.",
              "An agreement without all required clauses does not protect the customer."};
    case Reason::approval_scope_recipient:
      return {"does not cover the recipient", "The {event} does not cover this recipient: {recipient}.",
              "An approval or a notice counts only for the recipients that it names."};
    case Reason::approval_scope_information:
      return {"does not cover the information", "The {event} does not cover all the information used: {information}.",
              "An approval counts only for the types of information that it names."};
    case Reason::approval_scope_purpose:
      return {"does not cover the offer", "The {event} does not cover what is offered: {offer}.",
              "An approval that names offers counts only for these."};
    case Reason::approval_scope_channel:
      return {"does not cover the way of contact", "The {event} does not cover this way of contact: {contact}.",
              "An approval that names ways of contact counts only for these."};
    case Reason::not_account_holder:
      return {"not given by the account holder",
              "The {event} was given by {giver}, who may not approve for the account.",
              "Only the account holder or an authorised representative can approve."};
    case Reason::approval_unproven:
      return {"approval not proved", "Nothing on file proves the {event}.",
              "An approval that cannot be proved permits nothing."};
    case Reason::no_notice:
      return {"no notice", "No notice was given before the {event}.",
              "Silence or an approval counts only after a notice that says what is approved.",
              "No notice that counts for this use has been given to the customer."};
    case Reason::consent_invalid:
      return {"consent invalid", "The {event} is void: {defects}.",
              "A consent obtained in a way that the rule forbids is void."};
    case Reason::consent_expired:
      return {"approval ended", "The {event} counted up to and including its last day, {end}.",
              "An approval that names its last day counts to the end of that day."};
    case Reason::one_time_scope:
      return {"one-time consent covers others", "The {event} does not reach this recipient: {recipient}.",
              "A consent given in a call covers the carrier only."};
    case Reason::one_time_expired:
      return {"one-time consent ended", "The call is over and the consent with it: {event}, ended {end}.",
              "A consent given in a call ends with the call."};
    case Reason::opt_in_required:
      return {"opt-in required", "This use needs an opt-in that covers the recipient ({recipient}), and there is none.",
              "Some uses need the customer's express approval; silence is not enough."};
    case Reason::consent_required:
      return {"consent required",
              "This use needs a consent of the customer that covers the recipient ({recipient}), and there is none.",
              "Nothing is used for marketing without the customer's consent."};
    case Reason::notice_method_invalid:
      return {"channel not valid", "The {event} came by a channel that does not count for it.",
              "A notice counts only on a channel that can carry it."};
    case Reason::notice_content_invalid:
      return {"notice content not valid", "The {event} does not say what it must: {faults}.",
              "A notice counts only with all required disclosures, the full waiting period and nothing misleading."};
    case Reason::email_not_permitted:
      return {"e-mail not permitted", "The customer had not permitted notices by e-mail: {event}.",
              "A notice by e-mail counts only if the customer permitted such notices."};
    case Reason::notice_partly_translated:
      return {"notice partly translated", "Only part of the {event} was translated.",
              "If any part of a notice is translated, all of it must be."};
    case Reason::notice_language_mismatch:
      return {"notice in another language",
              "The {event} is in {notice_language}; the customer's language is {customer_language}.",
              "A notice counts only in the customer's language."};
    case Reason::notice_undelivered:
      return {"notice not delivered", "The {event} did not reach the customer: {delivery}.",
              "A notice that bounced or came back counts as not given."};
    case Reason::waiting_period:
      return {"waiting period", "The waiting period after the {event} runs until {matures}.",
              "The customer still has time to refuse; silence does not count yet."};
    case Reason::notice_stale:
      return {"notice lapsed",
              "The last notice was given too long ago: {event}; it must be renewed every {renewal_years} years.",
              "A deemed approval lapses unless the notice is renewed in time."};
    case Reason::opt_out_unverified:
      return {"deemed approval not verified",
              "The approval deemed after the {event} has not been verified with the customer in time (years allowed: "
              "{verification_years}).",
              "A deemed approval lapses unless it is verified with the customer in time."};
  }
  return {};
}

}  // namespace assent::explanation
