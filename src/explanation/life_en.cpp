#include "explanation/tongue.hpp"

namespace assent::explanation {

std::string_view english_life(LifePhrase phrase) {
  switch (phrase) {
    case LifePhrase::customer_active_residential: return "active residential customer";
    case LifePhrase::customer_active_business: return "active business customer";
    case LifePhrase::customer_former_residential: return "former residential customer";
    case LifePhrase::customer_former_business: return "former business customer";
    case LifePhrase::customer_services: return "services {names}";
    case LifePhrase::customer_language: return "language {language}";
    case LifePhrase::customer_zone: return "zone {zone}";
    case LifePhrase::customer_contact: return "on record: {names}";
    case LifePhrase::contact_telephone: return "telephone";
    case LifePhrase::contact_email: return "e-mail";
    case LifePhrase::contact_address: return "address";
    case LifePhrase::notice_published:
      return "notice {notice} {version} published under {regime}, {days} days, in {languages}";
    case LifePhrase::notice_given: return "notice {notice} {version} given by {channel} in {language}, sent {sent}";
    case LifePhrase::notice_delivered: return "notice of entry {entry} delivered";
    case LifePhrase::notice_bounced: return "notice of entry {entry} bounced";
    case LifePhrase::notice_returned: return "notice of entry {entry} returned";
    case LifePhrase::delivery_status: return "status {status}";
    case LifePhrase::opted_out: return "opted out of {recipients}, by {giver}";
    case LifePhrase::postmarked: return "postmarked {date}";
    case LifePhrase::opted_in: return "opted in ({form}) for {recipients}, by {giver}";
    case LifePhrase::parties: return "parties {names}";
    case LifePhrase::contact_channels: return "channels {names}";
    case LifePhrase::classes: return "classes {names}";
    case LifePhrase::categories: return "categories {names}";
    case LifePhrase::until: return "until {day}";
    case LifePhrase::information: return "information {names}";
    case LifePhrase::offers: return "offers {names}";
    case LifePhrase::defects: return "defects {names}";
    case LifePhrase::without_notice: return "no notice before";
    case LifePhrase::after_notice: return "after notice {notice} {version}";
    case LifePhrase::withdrew: return "withdrew approval for {recipients}, by {giver}";
    case LifePhrase::consent_granted: return "one-time consent granted by {channel} ({direction}), until {end}";
    case LifePhrase::consent_not_granted: return "one-time consent not granted by {channel} ({direction}), until {end}";
    case LifePhrase::left_out: return "left out {names}";
    case LifePhrase::verified: return "approval verified ({form})";
    case LifePhrase::verified_recorded: return "approval verified ({form}, recorded)";
    case LifePhrase::email_permitted: return "notices by e-mail permitted";
    case LifePhrase::email_not_permitted: return "notices by e-mail no longer permitted";
    case LifePhrase::agreement: return "agreement with {party} from {from} to {to}";
    case LifePhrase::clauses: return "clauses {names}";
    case LifePhrase::counts_from: return "entry {entry} counts from {instant}";
    case LifePhrase::never_happened: return "entry {entry} never happened";
    case LifePhrase::confirmed_by: return "confirmed by {person}";
    case LifePhrase::continues: return "continues account {account} ({cause})";
    case LifePhrase::continued_by: return "is continued by account {account} ({cause})";
    case LifePhrase::cause_renumbered: return "renumbered";
    case LifePhrase::cause_merged: return "merged";
    case LifePhrase::cause_split: return "split";
    case LifePhrase::claimed: return "claimed";
    case LifePhrase::proof_unknown: return "proof unknown";
    case LifePhrase::everybody: return "all";
    case LifePhrase::simulation: return "a simulation";
    case LifePhrase::simulation_for: return "a simulation: {purpose}";
    case LifePhrase::number_key: return "key for refusals from numbers without an account";
    case LifePhrase::notice_queued: return "notice {notice} {version} queued, by {channel}";
    case LifePhrase::notice_handed_over: return "notice {notice} {version} handed over, by {channel}";
    case LifePhrase::notice_not_sent: return "notice {notice} {version} could not be sent, by {channel}";
    case LifePhrase::sent_by: return "through {provider}";
    case LifePhrase::message: return "message {message}";
    case LifePhrase::contacted: return "contacted by {channel}: {outcome}";
    case LifePhrase::for_campaign: return "for campaign {campaign}";
    case LifePhrase::campaign_ran:
      return "campaign {campaign} run under {regime} for {recipient}: {permitted} of {rows} permitted";
    case LifePhrase::provisional: return "provisional";
    case LifePhrase::read_confirmed: return "entry {entry} read: it is a refusal";
    case LifePhrase::read_not_a_refusal: return "entry {entry} read: it is no refusal";
    case LifePhrase::partner: return "partner {party}: {name}, {recipient}";
    case LifePhrase::partner_ended: return "partnership with {party} ended: {name}, {recipient}";
    case LifePhrase::partner_country: return "country {country}";
    case LifePhrase::erased: return "what identified the customer was erased";
    case LifePhrase::erased_on: return "what identified the customer was erased on {date}";
    case LifePhrase::document_kept: return "document {type} {id} kept";
    case LifePhrase::document_deleted: return "document {type} {id} deleted";
    case LifePhrase::read_customer: return "shown to {who} by {interface} ({operation})";
    case LifePhrase::read_customers: return "shown to {who} by {interface} ({operation}): {customers} customers";
    case LifePhrase::read_by_role: return "role {role}";
    case LifePhrase::read_by_client: return "program {client}";
    case LifePhrase::read_for: return "for {purpose}";
    case LifePhrase::further: return ", ";
  }
  return {};
}

}  // namespace assent::explanation
