#include "explanation/tongue.hpp"

namespace assent::explanation {

// Before `:`, `;`, `?`, `!` and within guillemets stands a space that does not break, as French is written.
ReasonWords french_reason(Reason reason) {
  switch (reason) {
    case Reason::status_unknown:
      return {"statut inconnu", "On ne peut pas établir ce que le client a choisi\u00A0; rien n'est donc autorisé.",
              "Les données du client ne peuvent pas être lues\u00A0; une erreur n'autorise jamais rien."};
    case Reason::unknown_customer:
      return {"client inconnu", "Aucun client n'est enregistré sous ce compte ou ce numéro de téléphone.",
              "Un client dont on ne sait rien n'a donné aucun accord."};
    case Reason::ambiguous_telephone:
      return {"numéro de téléphone ambigu",
              "Plusieurs comptes ont eu ce numéro de téléphone\u00A0; il ne dit donc pas de quel client il s'agit.",
              "Un numéro de téléphone passé d'un compte à un autre n'identifie aucun client."};
    case Reason::not_customer_information:
      return {"pas d'informations client", "Toutes les informations utilisées ({information}) échappent à la règle.",
              "Les données anonymes et les annuaires publiés ne sont pas des informations client protégées."};
    case Reason::competitor_tracking_banned:
      return {"suivi des concurrents interdit",
              "Les informations client ne peuvent pas servir à suivre les appels vers des concurrents, quel que soit "
              "l'accord du client.",
              "L'interdiction de suivre les concurrents ne peut être levée par aucun accord."};
    case Reason::port_request_use_banned:
      return {"usage d'une demande de portage interdit",
              "Une demande de portage du numéro ne peut pas servir à retenir le client, quel que soit son accord.",
              "L'interdiction d'utiliser les demandes de portage ne peut être levée par aucun accord."};
    case Reason::service_provision:
      return {"fourniture du service",
              "Cet usage sert à fournir le service lui-même ({purpose}) et ne demande pas d'accord.",
              "Ce qui sert à fournir le service est autorisé sans accord."};
    case Reason::purpose_not_allowed:
      return {"finalité non autorisée",
              "La finalité ({purpose}) n'est pas autorisée pour les informations de ce client.",
              "Les informations client ne servent qu'aux finalités que la règle nomme."};
    case Reason::customer_written_request:
      return {"demande écrite du client", "Le client l'a demandé par écrit.",
              "Ce que le client demande par écrit est autorisé."};
    case Reason::request_reviewed:
      return {"demande examinée", "Un superviseur a examiné et approuvé cette demande d'accord aux clients.",
              "On peut demander leur accord aux clients une fois qu'un superviseur a examiné la demande."};
    case Reason::campaign_not_reviewed:
      return {"campagne non examinée", "Aucun superviseur n'a examiné et approuvé cette demande d'accord aux clients.",
              "On ne peut pas demander leur accord aux clients avant qu'un superviseur ait examiné la demande."};
    case Reason::winback_same_category:
      return {"reconquête dans la même catégorie",
              "Le client est parti et a eu autrefois un service de la même catégorie que {offer}.",
              "Un ancien client peut être sollicité dans une catégorie qu'il a déjà eue."};
    case Reason::former_customer:
      return {"ancien client", "Le client est parti, et cet usage n'est pas de ceux qui restent autorisés ensuite.",
              "Les informations d'un ancien client ne servent pas à la prospection, sauf là où la reconquête est "
              "autorisée."};
    case Reason::within_subscribed_category:
      return {"dans une catégorie souscrite",
              "Le client a déjà un service ({services}) auquel appartient ou que complète {offer}.",
              "Les services d'un type que le client utilise déjà peuvent être proposés sans accord."};
    case Reason::adjunct_to_basic_service:
      return {"complément du service de base", "Le client a un service de base ({services}) que complète {offer}.",
              "Les fonctions qui complètent le service de base peuvent être proposées sans accord."};
    case Reason::mobile_equipment_or_information_service:
      return {"équipement ou service d'information mobile",
              "Pour le service mobile du client, {offer} est un équipement ou un service d'information.",
              "Les équipements et les services d'information peuvent être proposés sans accord à un client du service "
              "mobile."};
    case Reason::wireline_equipment_or_voice_mail:
      return {"équipement fixe ou messagerie vocale",
              "Pour le service fixe du client, {offer} est un équipement ou une messagerie vocale.",
              "Les équipements et la messagerie vocale peuvent être proposés sans accord à un client du service fixe."};
    case Reason::affiliate_serves_customer:
      return {"filiale au service du client",
              "Le client a plusieurs services ({services}), et celui qui est proposé vient d'une filiale qui le sert.",
              "Les informations peuvent être partagées avec une filiale pour un service que le client a déjà auprès du "
              "groupe."};
    case Reason::not_covered:
      return {"non couvert", "La règle ne permet aucune communication à ce destinataire\u00A0: {recipient}.",
              "Pour certains destinataires, aucun accord ne peut autoriser l'usage."};
    case Reason::one_time_consent:
      return {"consentement ponctuel",
              "Le client a consenti pour la durée de l'appel\u00A0: {event}, jusqu'à cette heure\u00A0: {end}.",
              "Un consentement donné pendant un appel autorise l'usage tant que l'appel dure."};
    case Reason::soft_opt_in:
      return {"accord simplifié",
              "On propose au client un service d'une catégorie qu'il a déjà, avec ses seules coordonnées, et il n'a "
              "pas refusé.",
              "Les clients actuels peuvent être sollicités pour des services semblables tant qu'ils ne refusent pas."};
    case Reason::opt_in:
      return {"accord exprès", "Le client a donné un accord exprès qui couvre cet usage\u00A0: {event}.",
              "Un accord exprès autorise l'usage jusqu'à ce que le client le retire, ou jusqu'à la fin du dernier jour "
              "de cet accord."};
    case Reason::opted_out:
      return {"refus du client", "Le client a refusé le {date}.",
              "Un refus compte dès l'instant où il est reçu et vaut jusqu'à ce que le client le change."};
    case Reason::withdrawn:
      return {"accord retiré", "Le client a retiré son accord le {date}.",
              "Un retrait compte aussitôt et vaut jusqu'à ce que le client le change."};
    case Reason::opt_out_deemed:
      return {"accord présumé",
              "Le client a reçu un avis et n'a pas refusé pendant le délai d'attente\u00A0: {event}. Cela vaut accord.",
              "Le silence après un avis en règle vaut accord une fois le délai d'attente écoulé.",
              {},
              "Sans refus, le silence après {event} vaudrait accord."};
    case Reason::agreement_missing:
      return {"convention manquante", "Aucune convention de confidentialité avec {party} n'est enregistrée.",
              "La communication à ce type de destinataire exige une convention de confidentialité."};
    case Reason::agreement_not_yet:
      return {"convention pas encore en vigueur",
              "La convention de confidentialité n'est pas encore en vigueur\u00A0: {event}.",
              "Une convention compte à partir de son premier jour."};
    case Reason::agreement_expired:
      return {"convention expirée", "La convention de confidentialité n'est plus en vigueur\u00A0: {event}.",
              "Une convention compte jusqu'à la fin de son dernier jour."};
    case Reason::agreement_clause_missing:
      return {"clause manquante dans la convention", "Des clauses obligatoires manquent dans {event}\u00A0: {clauses}.",
              "Une convention sans toutes les clauses obligatoires ne protège pas le client."};
    case Reason::approval_scope_recipient:
      return {"ne couvre pas le destinataire", "Ce destinataire n'est pas couvert par {event}\u00A0: {recipient}.",
              "Un accord ou un avis ne compte que pour les destinataires qu'il nomme."};
    case Reason::approval_scope_information:
      return {"ne couvre pas les informations",
              "Les informations utilisées ne sont pas toutes couvertes par {event}\u00A0: {information}.",
              "Un accord ne compte que pour les types d'informations qu'il nomme."};
    case Reason::approval_scope_purpose:
      return {"ne couvre pas l'offre", "Ce qui est proposé n'est pas couvert par {event}\u00A0: {offer}.",
              "Un accord qui nomme des offres ne compte que pour celles-ci."};
    case Reason::approval_scope_channel:
      return {"ne couvre pas le moyen de contact",
              "Ce moyen de contact n'est pas couvert par {event}\u00A0: {contact}.",
              "Un accord qui nomme des moyens de contact ne compte que pour ceux-ci."};
    case Reason::not_account_holder:
      return {"non donné par le titulaire",
              "Celui qui a donné {event} ne peut pas donner d'accord pour le compte\u00A0: {giver}.",
              "Seul le titulaire du compte ou un représentant autorisé peut donner un accord."};
    case Reason::approval_unproven:
      return {"accord non prouvé", "Rien dans le dossier ne prouve {event}.",
              "Un accord qui ne peut pas être prouvé n'autorise rien."};
    case Reason::no_notice:
      return {"aucun avis", "Aucun avis n'a été donné avant {event}.",
              "Le silence ou un accord ne compte qu'après un avis qui dit sur quoi porte l'accord.",
              "Aucun avis qui compte pour cet usage n'a été donné au client."};
    case Reason::consent_invalid:
      return {"consentement nul", "On ne peut pas retenir {event}\u00A0: {defects}.",
              "Un consentement obtenu d'une façon que la règle interdit est nul."};
    case Reason::consent_expired:
      return {"accord arrivé à son terme", "Le dernier jour prévu est passé ({end})\u00A0: {event}.",
              "Un accord qui nomme son dernier jour compte jusqu'à la fin de ce jour."};
    case Reason::one_time_scope:
      return {"consentement ponctuel sans effet ici", "Ce destinataire n'est pas visé par {event}\u00A0: {recipient}.",
              "Un consentement donné pendant un appel ne couvre que l'opérateur."};
    case Reason::one_time_expired:
      return {"consentement ponctuel terminé",
              "L'appel est terminé et le consentement avec lui\u00A0: {event}, terminé à cette heure\u00A0: {end}.",
              "Un consentement donné pendant un appel prend fin avec l'appel."};
    case Reason::opt_in_required:
      return {"accord exprès exigé",
              "Cet usage exige un accord exprès qui couvre le destinataire ({recipient}), et il n'y en a pas.",
              "Certains usages exigent l'accord exprès du client\u00A0; le silence ne suffit pas."};
    case Reason::consent_required:
      return {"consentement exigé",
              "Cet usage exige un consentement du client qui couvre le destinataire ({recipient}), et il n'y en a pas.",
              "Rien ne sert à la prospection sans le consentement du client."};
    case Reason::notice_method_invalid:
      return {"moyen non valable", "Le moyen employé pour {event} ne compte pas à cette fin.",
              "Un avis ne compte que s'il arrive par un moyen qui convient."};
    case Reason::notice_content_invalid:
      return {
          "contenu de l'avis non valable", "Ce qui doit être dit ne l'est pas dans {event}\u00A0: {faults}.",
          "Un avis ne compte qu'avec toutes les mentions obligatoires, le délai d'attente entier et rien de trompeur."};
    case Reason::email_not_permitted:
      return {"e-mail non autorisé", "Le client n'avait pas autorisé les avis par e-mail\u00A0: {event}.",
              "Un avis par e-mail ne compte que si le client a autorisé de tels avis."};
    case Reason::notice_partly_translated:
      return {"avis traduit en partie", "Une partie seulement est traduite dans {event}.",
              "Si une partie d'un avis est traduite, tout doit l'être."};
    case Reason::notice_language_mismatch:
      return {"avis dans une autre langue",
              "Le client a reçu {event} dans une autre langue ({notice_language}) que la sienne ({customer_language}).",
              "Un avis ne compte que dans la langue du client."};
    case Reason::notice_undelivered:
      return {"avis non remis", "Le client n'a pas reçu {event}\u00A0: {delivery}.",
              "Un avis rejeté ou retourné compte comme non donné."};
    case Reason::waiting_period:
      return {"délai d'attente", "Le délai d'attente après {event} court jusqu'à cette date\u00A0: {matures}.",
              "Le client a encore le temps de refuser\u00A0; le silence ne compte pas encore."};
    case Reason::notice_stale:
      return {"avis périmé",
              "Le dernier avis a été donné il y a trop longtemps\u00A0: {event}\u00A0; il doit être renouvelé à temps "
              "(années au plus\u00A0: {renewal_years}).",
              "Un accord présumé tombe si l'avis n'est pas renouvelé à temps."};
    case Reason::opt_out_unverified:
      return {"accord présumé non vérifié",
              "L'accord présumé après {event} n'a pas été vérifié à temps auprès du client (années admises\u00A0: "
              "{verification_years}).",
              "Un accord présumé tombe s'il n'est pas vérifié à temps auprès du client."};
  }
  return {};
}

}  // namespace assent::explanation
