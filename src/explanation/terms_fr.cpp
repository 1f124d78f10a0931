#include <array>

#include "explanation/tongue.hpp"

namespace assent::explanation {
namespace {

constexpr auto kFrenchTerms = std::to_array<TermWords>({
    {Term::relation, "carrier", "l'opérateur lui-même"},
    {Term::relation, "agent", "agent"},
    {Term::relation, "affiliate_communications", "filiale qui fournit des services de communication"},
    {Term::relation, "affiliate_serving_customer", "filiale qui sert le client"},
    {Term::relation, "affiliate_other", "autre filiale"},
    {Term::relation, "joint_venture_partner", "partenaire de coentreprise"},
    {Term::relation, "independent_contractor", "prestataire indépendant"},
    {Term::relation, "third_party", "tiers"},

    {Term::purpose, "marketing", "prospection commerciale"},
    {Term::purpose, "winback", "reconquête d'un ancien client"},
    {Term::purpose, "provide_service", "fourniture du service"},
    {Term::purpose, "billing", "facturation"},
    {Term::purpose, "fraud_prevention", "prévention de la fraude"},
    {Term::purpose, "inside_wiring", "câblage intérieur"},
    {Term::purpose, "emergency", "situation d'urgence"},
    {Term::purpose, "legal_obligation", "obligation légale"},
    {Term::purpose, "mobile_health_research", "recherche sur les effets du service mobile sur la santé"},
    {Term::purpose, "customer_written_request", "demande écrite du client"},
    {Term::purpose, "request_approval", "demande d'accord aux clients"},
    {Term::purpose, "competitor_tracking", "suivi des appels vers des concurrents"},
    {Term::purpose, "port_request_retention", "rétention lors d'une demande de portage"},

    {Term::information, "services", "services"},
    {Term::information, "usage", "utilisation"},
    {Term::information, "billing", "facturation"},
    {Term::information, "call_detail", "détail des appels"},
    {Term::information, "location", "localisation"},
    {Term::information, "contact", "coordonnées"},
    {Term::information, "aggregate", "informations agrégées"},
    {Term::information, "published_listing", "annuaire publié"},

    {Term::channel, "mail", "courrier"},
    {Term::channel, "email", "e-mail"},
    {Term::channel, "sms", "SMS"},
    {Term::channel, "oral", "oral"},
    {Term::channel, "portal", "portail"},
    {Term::channel, "phone", "téléphone"},
    {Term::channel, "chat", "messagerie instantanée"},
    {Term::channel, "call", "appel"},
    {Term::channel, "automated_call", "appel automatique"},
    {Term::channel, "push", "notification"},
    {Term::channel, "social", "réseau social"},
    {Term::channel, "fax", "télécopie"},

    {Term::giver, "owner", "le titulaire du compte"},
    {Term::giver, "authorised_representative", "un représentant autorisé"},
    {Term::giver, "authorised_user", "un utilisateur autorisé"},
    {Term::giver, "minor_user", "un utilisateur mineur"},
    {Term::giver, "employee", "un employé"},

    {Term::defect, "pre_ticked", "case cochée d'avance"},
    {Term::defect, "bundled", "consentement lié à autre chose"},

    {Term::delivery, "bounced", "message rejeté"},
    {Term::delivery, "returned", "courrier retourné"},

    {Term::clause, "purpose_limit", "limitation de la finalité"},
    {Term::clause, "no_onward_disclosure", "aucune communication à d'autres"},
    {Term::clause, "safeguards", "garanties"},

    {Term::disclosure, "customer_right", "droit du client et devoir de l'opérateur"},
    {Term::disclosure, "information_types", "types d'informations"},
    {Term::disclosure, "recipients", "destinataires"},
    {Term::disclosure, "purposes", "finalités"},
    {Term::disclosure, "right_to_refuse_any_time", "droit de refuser à tout moment"},
    {Term::disclosure, "precise_steps", "démarches précises pour accepter ou refuser"},
    {Term::disclosure, "no_effect_on_service", "absence d'effet du refus sur le service"},
    {Term::disclosure, "valid_until_revoked", "durée du choix jusqu'à sa révocation"},
    {Term::disclosure, "waiting_period", "délai d'attente"},
    {Term::disclosure, "free_method_always_available", "moyen de refuser gratuit et ouvert à toute heure"},
    {Term::disclosure, "reply_to_refuse", "moyen de refuser par réponse"},
    {Term::disclosure, "statutory_definition", "définition donnée par la règle"},
    {Term::disclosure, "duty_to_comply_with_limits", "devoir de respecter les limites du client"},
    {Term::disclosure, "call_information_included", "inclusion des informations sur les appels"},
    {Term::disclosure, "published_information_excluded", "exclusion des informations publiées"},

    {Term::notice_part, "subject", "objet"},
    {Term::notice_part, "text", "texte"},

    {Term::service, "local", "téléphonie locale"},
    {Term::service, "long_distance", "appels longue distance"},
    {Term::service, "mobile", "service mobile"},
    {Term::service, "voip", "téléphonie par internet"},
    {Term::service, "internet", "accès à internet"},

    {Term::language, "ar", "arabe"},
    {Term::language, "en", "anglais"},
    {Term::language, "fr", "français"},
});

}  // namespace

std::span<const TermWords> french_terms() { return kFrenchTerms; }

}  // namespace assent::explanation
