#include "explanation/tongue.hpp"

namespace assent::explanation {

std::string_view french_life(LifePhrase phrase) {
  switch (phrase) {
    case LifePhrase::customer_active_residential: return "client particulier actif";
    case LifePhrase::customer_active_business: return "client professionnel actif";
    case LifePhrase::customer_former_residential: return "ancien client particulier";
    case LifePhrase::customer_former_business: return "ancien client professionnel";
    case LifePhrase::customer_services: return "services\u00A0: {names}";
    case LifePhrase::customer_language: return "langue\u00A0: {language}";
    case LifePhrase::customer_zone: return "fuseau horaire\u00A0: {zone}";
    case LifePhrase::customer_contact: return "enregistré\u00A0: {names}";
    case LifePhrase::contact_telephone: return "téléphone";
    case LifePhrase::contact_email: return "e-mail";
    case LifePhrase::contact_address: return "adresse";
    case LifePhrase::notice_published:
      return "avis {notice} {version} publié selon {regime} (jours\u00A0: {days}, langues\u00A0: {languages})";
    case LifePhrase::notice_given:
      return "avis {notice} {version} donné (moyen\u00A0: {channel}, langue\u00A0: {language}, envoi\u00A0: {sent})";
    case LifePhrase::notice_delivered: return "avis de l'entrée {entry} remis";
    case LifePhrase::notice_bounced: return "avis de l'entrée {entry} rejeté";
    case LifePhrase::notice_returned: return "avis de l'entrée {entry} retourné";
    case LifePhrase::delivery_status: return "statut\u00A0: {status}";
    case LifePhrase::opted_out: return "refus (destinataires\u00A0: {recipients}, de\u00A0: {giver})";
    case LifePhrase::postmarked: return "cachet de la poste\u00A0: {date}";
    case LifePhrase::opted_in:
      return "accord exprès ({form}\u00A0; destinataires\u00A0: {recipients}, de\u00A0: {giver})";
    case LifePhrase::parties: return "parties\u00A0: {names}";
    case LifePhrase::contact_channels: return "moyens de contact\u00A0: {names}";
    case LifePhrase::classes: return "types d'offres\u00A0: {names}";
    case LifePhrase::categories: return "catégories\u00A0: {names}";
    case LifePhrase::until: return "jusqu'au {day} inclus";
    case LifePhrase::information: return "informations\u00A0: {names}";
    case LifePhrase::offers: return "offres\u00A0: {names}";
    case LifePhrase::defects: return "défauts\u00A0: {names}";
    case LifePhrase::without_notice: return "sans avis préalable";
    case LifePhrase::after_notice: return "après l'avis {notice} {version}";
    case LifePhrase::withdrew: return "accord retiré (destinataires\u00A0: {recipients}, de\u00A0: {giver})";
    case LifePhrase::consent_granted:
      return "consentement ponctuel donné ({channel}, {direction}), jusqu'à\u00A0: {end}";
    case LifePhrase::consent_not_granted:
      return "consentement ponctuel non donné ({channel}, {direction}), jusqu'à\u00A0: {end}";
    case LifePhrase::left_out: return "mentions absentes\u00A0: {names}";
    case LifePhrase::verified: return "accord vérifié ({form})";
    case LifePhrase::verified_recorded: return "accord vérifié ({form}, enregistré)";
    case LifePhrase::email_permitted: return "avis par e-mail autorisés";
    case LifePhrase::email_not_permitted: return "avis par e-mail désormais non autorisés";
    case LifePhrase::agreement: return "convention avec {party} du {from} au {to}";
    case LifePhrase::clauses: return "clauses\u00A0: {names}";
    case LifePhrase::counts_from: return "l'entrée {entry} compte à partir de cet instant\u00A0: {instant}";
    case LifePhrase::never_happened: return "ce que dit l'entrée {entry} n'a jamais eu lieu";
    case LifePhrase::confirmed_by: return "confirmé par {person}";
    case LifePhrase::continues: return "continue le compte {account} ({cause})";
    case LifePhrase::continued_by: return "est continué par le compte {account} ({cause})";
    case LifePhrase::cause_renumbered: return "renumérotation";
    case LifePhrase::cause_merged: return "fusion";
    case LifePhrase::cause_split: return "scission";
    case LifePhrase::claimed: return "déclaré seulement";
    case LifePhrase::proof_unknown: return "preuve inconnue";
    case LifePhrase::everybody: return "tous";
    case LifePhrase::simulation: return "une simulation";
    case LifePhrase::simulation_for: return "une simulation\u00A0: {purpose}";
    case LifePhrase::number_key: return "clé pour les refus venus de numéros sans compte";
    case LifePhrase::notice_queued: return "avis {notice} {version} en attente d'envoi ({channel})";
    case LifePhrase::notice_handed_over: return "avis {notice} {version} remis pour envoi ({channel})";
    case LifePhrase::notice_not_sent: return "avis {notice} {version} non envoyé ({channel})";
    case LifePhrase::sent_by: return "par l'intermédiaire de {provider}";
    case LifePhrase::message: return "message {message}";
    case LifePhrase::contacted: return "client contacté ({channel})\u00A0: {outcome}";
    case LifePhrase::for_campaign: return "pour la campagne {campaign}";
    case LifePhrase::campaign_ran:
      return "campagne {campaign} menée selon {regime}, destinataire {recipient}\u00A0: {permitted} clients autorisés "
             "sur {rows}";
    case LifePhrase::provisional: return "provisoire";
    case LifePhrase::read_confirmed: return "entrée {entry} lue\u00A0: c'est un refus";
    case LifePhrase::read_not_a_refusal: return "entrée {entry} lue\u00A0: ce n'est pas un refus";
    case LifePhrase::partner: return "partenaire {party}\u00A0: {name}, {recipient}";
    case LifePhrase::partner_ended: return "partenariat terminé avec {party}\u00A0: {name}, {recipient}";
    case LifePhrase::partner_country: return "pays\u00A0: {country}";
    case LifePhrase::erased: return "ce qui identifiait le client a été effacé";
    case LifePhrase::erased_on: return "ce qui identifiait le client a été effacé le {date}";
    case LifePhrase::document_kept: return "document {type} {id} conservé";
    case LifePhrase::document_deleted: return "document {type} {id} supprimé";
    case LifePhrase::read_customer: return "montré à {who} par {interface} ({operation})";
    case LifePhrase::read_customers: return "montré à {who} par {interface} ({operation})\u00A0: {customers} clients";
    case LifePhrase::read_by_role: return "rôle {role}";
    case LifePhrase::read_by_client: return "programme {client}";
    case LifePhrase::read_for: return "pour {purpose}";
    case LifePhrase::further: return ", ";
  }
  return {};
}

}  // namespace assent::explanation
