#include <array>

#include "explanation/tongue.hpp"

namespace assent::explanation {
namespace {

constexpr auto kEnglishTerms = std::to_array<TermWords>({
    {Term::relation, "carrier", "the carrier itself"},
    {Term::relation, "agent", "agent"},
    {Term::relation, "affiliate_communications", "affiliate that provides communications services"},
    {Term::relation, "affiliate_serving_customer", "affiliate that serves the customer"},
    {Term::relation, "affiliate_other", "other affiliate"},
    {Term::relation, "joint_venture_partner", "joint venture partner"},
    {Term::relation, "independent_contractor", "independent contractor"},
    {Term::relation, "third_party", "third party"},

    {Term::purpose, "marketing", "marketing"},
    {Term::purpose, "winback", "win-back of a former customer"},
    {Term::purpose, "provide_service", "providing the service"},
    {Term::purpose, "billing", "billing"},
    {Term::purpose, "fraud_prevention", "prevention of fraud"},
    {Term::purpose, "inside_wiring", "inside wiring"},
    {Term::purpose, "emergency", "emergency"},
    {Term::purpose, "legal_obligation", "legal obligation"},
    {Term::purpose, "mobile_health_research", "research on health effects of mobile service"},
    {Term::purpose, "customer_written_request", "written request of the customer"},
    {Term::purpose, "request_approval", "asking customers for approval"},
    {Term::purpose, "competitor_tracking", "tracking calls to competitors"},
    {Term::purpose, "port_request_retention", "retention upon a request to move the number"},

    {Term::information, "services", "services"},
    {Term::information, "usage", "usage"},
    {Term::information, "billing", "billing"},
    {Term::information, "call_detail", "call detail"},
    {Term::information, "location", "location"},
    {Term::information, "contact", "contact details"},
    {Term::information, "aggregate", "aggregate information"},
    {Term::information, "published_listing", "published directory listing"},

    {Term::channel, "mail", "mail"},
    {Term::channel, "email", "e-mail"},
    {Term::channel, "sms", "SMS"},
    {Term::channel, "oral", "oral"},
    {Term::channel, "portal", "portal"},
    {Term::channel, "phone", "telephone"},
    {Term::channel, "chat", "chat"},
    {Term::channel, "call", "call"},
    {Term::channel, "automated_call", "automated call"},
    {Term::channel, "push", "push message"},
    {Term::channel, "social", "social network"},
    {Term::channel, "fax", "fax"},

    {Term::giver, "owner", "the account holder"},
    {Term::giver, "authorised_representative", "an authorised representative"},
    {Term::giver, "authorised_user", "an authorised user"},
    {Term::giver, "minor_user", "a user who is a minor"},
    {Term::giver, "employee", "an employee"},

    {Term::defect, "pre_ticked", "box ticked beforehand"},
    {Term::defect, "bundled", "consent bundled with something else"},

    {Term::delivery, "bounced", "bounced"},
    {Term::delivery, "returned", "returned"},

    {Term::clause, "purpose_limit", "limit of purpose"},
    {Term::clause, "no_onward_disclosure", "no onward disclosure"},
    {Term::clause, "safeguards", "safeguards"},

    {Term::disclosure, "customer_right", "the customer's right and the carrier's duty"},
    {Term::disclosure, "information_types", "the types of information"},
    {Term::disclosure, "recipients", "the recipients"},
    {Term::disclosure, "purposes", "the purposes"},
    {Term::disclosure, "right_to_refuse_any_time", "the right to refuse at any time"},
    {Term::disclosure, "precise_steps", "the precise steps for allowing or refusing"},
    {Term::disclosure, "no_effect_on_service", "that a refusal does not affect the service"},
    {Term::disclosure, "valid_until_revoked", "that the choice holds until it is revoked"},
    {Term::disclosure, "waiting_period", "the waiting period"},
    {Term::disclosure, "free_method_always_available", "a way to refuse that is free and open at all hours"},
    {Term::disclosure, "reply_to_refuse", "the way to refuse by reply"},
    {Term::disclosure, "statutory_definition", "the definition in the rule"},
    {Term::disclosure, "duty_to_comply_with_limits", "the duty to keep to the customer's limits"},
    {Term::disclosure, "call_information_included", "that information about calls is included"},
    {Term::disclosure, "published_information_excluded", "that published information is excluded"},

    {Term::notice_part, "subject", "the subject line"},
    {Term::notice_part, "text", "the text"},

    {Term::service, "local", "local telephone service"},
    {Term::service, "long_distance", "long distance"},
    {Term::service, "mobile", "mobile service"},
    {Term::service, "voip", "internet telephony"},
    {Term::service, "internet", "internet access"},

    {Term::language, "ar", "Arabic"},
    {Term::language, "en", "English"},
    {Term::language, "fr", "French"},
});

}  // namespace

std::span<const TermWords> english_terms() { return kEnglishTerms; }

}  // namespace assent::explanation
