#include "explanation/row_tables.hpp"

namespace assent::explanation {

using reasons::ListFault;
using reasons::Mending;
using reasons::UnfitChoice;

RowWords french_words(ListFault code) {
  switch (code) {
    case ListFault::damaged: return {"la ligne est endommagée, et son compte n'est pas enregistré", "corrigez-la"};
    case ListFault::repeated: return {"le compte est déjà à la ligne {line}", "supprimez l'une des deux"};
    case ListFault::repeated_after_recorded:
      return {"le compte est déjà à la ligne {line}, qui compte", "supprimez l'une des deux"};
    case ListFault::merged:
      return {"le compte est déjà à la ligne {line}",
              "ses numéros de téléphone et ses adresses e-mail sont enregistrés à côté de ceux de cette ligne"};
    case ListFault::contradicted:
      return {"le compte est déjà à la ligne {line}, et les lignes se contredisent\u00A0; il est enregistré {made}",
              "supprimez celle qui est fausse"};
    case ListFault::later_state:
      return {"un état plus récent de ce client est enregistré, à partir de `{instant}`",
              "importez-le à cet instant ou plus tard"};
    case ListFault::suspected_link:
      return {
          "lien présumé\u00A0: le compte `{account}` est venu avec un numéro de téléphone du compte `{former}`, qui "
          "est parti\u00A0; s'ils sont un seul client, enregistrez-le avec `assent record link`\u00A0; refus reportés "
          "entre-temps\u00A0: {count}"};
    case ListFault::clock_ahead:
      return {
          "le présent donné est bien en avance sur l'horloge de la machine, si bien que seuls les refus sont "
          "enregistrés"};
    case ListFault::clock_ahead_of_approval:
      return {
          "le présent donné est bien en avance sur l'horloge de la machine, si bien que seuls les refus sont "
          "enregistrés",
          "enregistrez l'accord avec le bon"};
    case ListFault::key_taken:
      return {"la clé est enregistrée pour un autre choix",
              "donnez à ce choix sa propre clé, ou corrigez-le pour qu'il dise la même chose"};
    case ListFault::nobody_named:
      return {"ni compte ni numéro de téléphone n'est donné", "nommez le client par l'un des deux"};
    case ListFault::number_of_nobody:
      return {"aucun compte enregistré n'a ce numéro de téléphone", "corrigez-le, ou nommez le compte"};
    case ListFault::number_of_nobody_active:
      return {"aucun client actif n'a ce numéro de téléphone", "nommez le compte qui donne son accord"};
    case ListFault::number_of_several:
      return {"plus d'un compte a ce numéro de téléphone", "nommez le compte qui donne son accord"};
    case ListFault::number_of_another:
      return {"un autre compte a eu ce numéro de téléphone depuis l'accord", "nommez le compte qui donne son accord"};
    case ListFault::no_day:
      return {"ceci n'est pas un jour",
              "écrivez-le comme `2026-12-31`, ou laissez la cellule vide pour un accord sans fin"};
    case ListFault::opt_in_with_scope: return {"un accord exprès n'a pas de `scope`", "nommez ses destinataires"};
    case ListFault::opt_in_provisional:
      return {"un accord exprès ne peut pas être provisoire\u00A0; seul un refus peut l'être",
              "écrivez `no` quand une personne l'a lu, ou retirez la ligne"};
    case ListFault::all_beside_others:
      return {"`all` se trouve à côté d'autres noms", "écrivez `all`, ou les noms seuls"};
    case ListFault::unknown_choice:
      return {"le choix n'est ni `opt_out`, ni `opt_in`, ni `withdrawal`, ni `email_permission`",
              "corrigez-le, ou dites avec `--choice-word` ce que le mot signifie"};
    case ListFault::no_instant:
      return {"ceci n'est pas un instant", "écrivez-le comme `2026-03-01T09:00:00+02:00`, ou laissez la cellule vide"};
    case ListFault::no_yes_or_no:
      return {"ce n'est ni oui ni non", "écrivez `yes` ou `no`, ou laissez la cellule vide"};
    case ListFault::unknown_result:
      return {"le résultat n'est ni `delivered`, ni `bounced`, ni `returned`",
              "corrigez-le, ou dites avec `--result-word` ce que le mot signifie"};
    case ListFault::account_missing: return {"le compte manque"};
    case ListFault::names_nobody: return {"rien ne dit quel client la ligne nomme"};
    case ListFault::not_given_in_sending: return {"cet avis n'a pas été donné au compte dans l'envoi nommé"};
    case ListFault::not_given_by_email: return {"cet avis n'a pas été donné au compte par e-mail"};
    case ListFault::not_given_by_then: return {"cet avis n'avait pas encore été donné au compte à ce moment"};
    case ListFault::no_sending: return {"l'envoi n'est ni une date ni un instant"};
    case ListFault::account_unknown: return {"le compte n'est pas enregistré"};
    case ListFault::no_text_in_language: return {"l'avis n'a pas de texte dans la langue du client"};
    case ListFault::language_does_not_count:
      return {"un avis en `{language}` ne compte pas pour ce client, dont la langue est autre",
              "donnez-le dans celle-ci, ou écrivez `--even-in-another-language`"};
    case ListFault::sent_before_publication:
      return {"l'avis a été envoyé avant la publication de son texte",
              "corrigez l'envoi, ou publiez l'avis avec `--at` et l'instant depuis lequel le texte était vraiment en "
              "usage"};
    case ListFault::no_such_message:
      return {"aucun message de cet avis à ce compte, par cette voie, n'a cette place dans le registre",
              "donnez le bordereau des lettres tel qu'il a été écrit, ou omettez la colonne"};
    case ListFault::sent_on_another_day:
      return {"le message est enregistré comme envoyé à un autre moment",
              "si c'est faux, retirez d'abord cela (`assent record correction`), puis enregistrez celui-ci de nouveau"};
    case ListFault::number_in_evidence:
      return {"la référence contient le numéro de téléphone ou l'adresse e-mail du client",
              "nommez l'enregistrement ou le document, non la personne"};
    case ListFault::number_in_status:
      return {"il contient le numéro de téléphone ou l'adresse e-mail du client",
              "envoyez le code seul, comme `5.1.1`"};
    case ListFault::status_of_failure: return {"le statut signifie un échec définitif"};
    case ListFault::status_of_failure_and_unknown_word:
      return {"le mot est inconnu, mais le statut signifie un échec définitif"};
    case ListFault::quantity: return {"un tableur l'a pris pour une quantité", "exportez la colonne en texte"};
  }
  return {};
}

RowWords french_words(Mending code) {
  switch (code) {
    case Mending::as_refusal: return {"enregistré comme refus\u00A0: {why}"};
    case Mending::as_of_import: return {"enregistré à la date de l'import\u00A0: {why}"};
    case Mending::as_of_now: return {"enregistré à l'instant présent\u00A0: {why}"};
    case Mending::for_everybody: return {"enregistré pour tous les destinataires\u00A0: {why}"};
    case Mending::for_every_channel: return {"enregistré pour tous les moyens de contact\u00A0: {why}"};
    case Mending::for_every_class: return {"enregistré pour tous les types d'offres\u00A0: {why}"};
    case Mending::for_every_category: return {"enregistré pour toutes les catégories\u00A0: {why}"};
    case Mending::without_evidence: return {"enregistré sans sa preuve\u00A0: {why}"};
    case Mending::without_status: return {"enregistré sans son statut\u00A0: {why}"};
    case Mending::not_provisional: return {"enregistré comme un refus qui n'est pas provisoire\u00A0: {why}"};
    case Mending::in_spite_of_fault: return {"enregistré malgré un défaut\u00A0: {why}"};
    case Mending::as_bounced: return {"enregistré comme rejeté\u00A0: {why}"};
    case Mending::as_known_from_now: return {"enregistré comme connu à partir de maintenant\u00A0: {why}"};
    case Mending::as_of_no_sending: return {"enregistré sans envoi nommé\u00A0: {why}"};
    case Mending::as_known_from_sending:
      return {
          "enregistré comme connu à partir de l'envoi\u00A0: rien n'avait été envoyé à l'instant écrit dans la ligne"};
    case Mending::about_another_channel:
      return {
          "enregistré au sujet d'un avis qui n'a pas été envoyé par e-mail, bien que le statut soit "
          "celui d'un e-mail"};
    case Mending::number_without_fraction: return {"le numéro de téléphone est lu sans sa fraction\u00A0: {why}"};
    case Mending::refusal_of_unknown:
      return {
          "le refus est enregistré, mais son compte ne l'est pas, si bien qu'il ne compte peut-être pour aucun client",
          "vérifiez le compte"};
    case Mending::rest_on_record: return {"le reste de la ligne est enregistré"};
    case Mending::former_on_record: return {"le client est enregistré comme ancien client"};
  }
  return {};
}

RowWords french_words(UnfitChoice code) {
  switch (code) {
    case UnfitChoice::unknown_recipient:
      return {"{subject} n'est pas un destinataire que connaît le jeu de règles `{regime}`",
              "écrivez l'un de ces mots\u00A0: {known}"};
    case UnfitChoice::unknown_clause:
      return {"{subject} n'est pas une clause que connaît le jeu de règles `{regime}`",
              "écrivez l'un de ces mots\u00A0: {known}"};
    case UnfitChoice::unknown_defect:
      return {"{subject} n'est pas un défaut d'un accord exprès", "écrivez l'un de ces mots\u00A0: {known}"};
    case UnfitChoice::unknown_form:
      return {"{subject} n'est pas une forme d'accord exprès", "écrivez l'un de ces mots\u00A0: {known}"};
    case UnfitChoice::unknown_form_of_verification:
      return {"{subject} n'est pas une forme de vérification", "écrivez l'un de ces mots\u00A0: {known}"};
    case UnfitChoice::unknown_direction:
      return {"{subject} n'est pas un sens d'appel", "écrivez l'un de ces mots\u00A0: {known}"};
    case UnfitChoice::no_recipient: return {"aucun destinataire n'est nommé", "nommez des relations, ou `all`"};
    case UnfitChoice::no_party:
      return {"aucune partie n'est nommée", "nommez au moins un élément, ou laissez vide pour tous"};
    case UnfitChoice::no_information:
      return {"aucun type d'informations n'est nommé", "nommez au moins un élément, ou laissez vide pour tous"};
    case UnfitChoice::no_offer:
      return {"aucune offre n'est nommée", "nommez au moins un élément, ou laissez vide pour tous"};
    case UnfitChoice::no_channel:
      return {"aucun moyen de contact n'est nommé", "nommez au moins un élément, ou laissez vide pour tous"};
    case UnfitChoice::no_class:
      return {"aucun type d'offres n'est nommé", "nommez au moins un élément, ou laissez vide pour tous"};
    case UnfitChoice::no_category:
      return {"aucune catégorie n'est nommée", "nommez au moins un élément, ou laissez vide pour tous"};
    case UnfitChoice::too_many_named:
      return {"plus de {most} sont nommés", "nommez-en moins, ou laissez vide pour tous"};
    case UnfitChoice::no_name_of_channel:
      return {"{subject} n'est pas un nom de moyen de contact",
              "n'écrivez que des lettres minuscules, des chiffres, `_` et `-`, comme `automated_call`"};
    case UnfitChoice::no_name_of_class:
      return {"{subject} n'est pas un nom de type d'offres",
              "n'écrivez que des lettres minuscules, des chiffres, `_` et `-`, comme `automated_call`"};
    case UnfitChoice::no_name_of_category:
      return {"{subject} n'est pas un nom de catégorie",
              "n'écrivez que des lettres minuscules, des chiffres, `_` et `-`, comme `automated_call`"};
    case UnfitChoice::opt_in_without_evidence:
      return {"un accord exprès n'a pas de preuve",
              "donnez la référence de l'enregistrement, de la numérisation ou de la ligne de journal qui le prouve"};
    case UnfitChoice::consent_without_evidence:
      return {"un consentement ponctuel n'a pas de preuve",
              "donnez la référence de l'enregistrement, de la numérisation ou de la ligne de journal qui le prouve"};
    case UnfitChoice::verification_without_evidence:
      return {"une vérification n'a pas de preuve",
              "donnez la référence de l'enregistrement, de la numérisation ou de la ligne de journal qui le prouve"};
    case UnfitChoice::permission_without_evidence:
      return {"une autorisation d'e-mail n'a pas de preuve",
              "donnez la référence de l'enregistrement, de la numérisation ou de la ligne de journal qui le prouve"};
    case UnfitChoice::giver_missing:
      return {"la personne qui a fait le choix n'est pas nommée", "écrivez `owner`, `authorised_representative`, …"};
    case UnfitChoice::version_without_notice: return {"{subject} est une version sans son avis", "nommez aussi l'avis"};
    case UnfitChoice::call_channel_missing: return {"le moyen de l'appel manque", "écrivez `phone`"};
    case UnfitChoice::party_missing: return {"la convention ne nomme aucune partie", "nommez la partie"};
    case UnfitChoice::agreement_ends_first:
      return {"{subject} termine la convention avant qu'elle ne commence",
              "écrivez le premier et le dernier jour de validité"};
    case UnfitChoice::call_ends_first:
      return {"{subject} termine l'appel avant son début, ou au même instant", "donnez le début et la fin de l'appel"};
    case UnfitChoice::call_too_long:
      return {"{subject} termine l'appel plus d'un jour après son début", "donnez le début et la fin de l'appel"};
    case UnfitChoice::notice_unpublished:
      return {"{subject} n'est pas un avis publié", "nommez un avis et une version publiés, ou publiez-le d'abord"};
    case UnfitChoice::version_unpublished:
      return {"{subject} n'est pas une version publiée de l'avis",
              "nommez un avis et une version publiés, ou publiez-le d'abord"};
    case UnfitChoice::before_publication:
      return {"{subject} précède la publication de l'avis que nomme l'accord exprès",
              "corrigez-le, ou publiez l'avis avec `--at` et l'instant depuis lequel le texte était vraiment en usage"};
    case UnfitChoice::actor_missing: return {"l'auteur de l'enregistrement manque", "dites qui l'enregistre"};
    case UnfitChoice::channel_missing: return {"le moyen manque", "dites par quelle voie il est arrivé"};
    case UnfitChoice::agreement_of_account:
      return {"une convention est celle de l'opérateur lui-même", "ne nommez aucun compte"};
    case UnfitChoice::account_missing: return {"le compte manque", "nommez le compte du client"};
    case UnfitChoice::yet_to_come:
      return {"{subject} est dans le futur\u00A0; seul un refus peut avoir un instant futur",
              "enregistrez-le quand il aura été donné, avec l'instant où il l'a été"};
    case UnfitChoice::ends_before_given:
      return {"{subject} termine l'accord avant qu'il ne soit donné",
              "écrivez le dernier jour où il compte, ou ne l'écrivez pas"};
    case UnfitChoice::account_not_on_record:
      return {"{subject} n'est pas un compte enregistré", "importez d'abord le client, ou corrigez le compte"};
    case UnfitChoice::permission_provisional:
      return {"une autorisation ne peut pas être provisoire\u00A0; seul un refus le peut",
              "supprimez cette indication"};
    case UnfitChoice::partner_of_account:
      return {"un partenaire est celui de l'opérateur lui-même", "ne nommez aucun compte"};
    case UnfitChoice::partner_without_id: return {"l'identifiant du partenaire manque", "nommez le partenaire"};
    case UnfitChoice::partner_without_name:
      return {"le partenaire n'a pas de nom", "écrivez-le comme les clients le liront"};
    case UnfitChoice::partner_is_carrier:
      return {"{subject} est l'opérateur lui-même et non un partenaire", "nommez la relation"};
    case UnfitChoice::no_country_code:
      return {"{subject} n'est pas un code de pays", "écrivez deux lettres majuscules, comme `LB`"};
  }
  return {};
}

}  // namespace assent::explanation
