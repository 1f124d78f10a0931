#include "explanation/row_tables.hpp"

namespace assent::explanation {

using reasons::CellFault;
using reasons::RowPhrase;
using reasons::TextFault;

RowWords french_words(TextFault code) {
  switch (code) {
    case TextFault::stray_quote:
      return {"un guillemet dans un champ qui ne commence pas par un guillemet",
              "mettez tout le champ entre guillemets et doublez le guillemet"};
    case TextFault::text_after_quote:
      return {"du texte après un guillemet fermant",
              "mettez là un séparateur ou une fin de ligne, ou doublez le guillemet"};
    case TextFault::unclosed_quote:
      return {
          "un guillemet est ouvert ici et n'est pas fermé, si bien qu'on ne sait plus, à partir d'ici, où finissent "
          "les lignes",
          "fermez-le, ou doublez-le à l'intérieur des guillemets"};
    case TextFault::after_unclosed_quote:
      return {"la ligne se trouve après un guillemet ouvert à la ligne {line} et qui n'est pas fermé"};
    case TextFault::not_utf8: return {"des octets qui ne sont pas de l'UTF-8", "enregistrez le fichier en UTF-8"};
    case TextFault::row_too_long:
      return {"une ligne de plus de {mebibytes} Mio", "cherchez un guillemet qui n'est pas fermé"};
    case TextFault::row_longer_than:
      return {"une ligne de plus de {bytes} octets", "cherchez un guillemet qui n'est pas fermé"};
    case TextFault::field_count: return {"nombre de champs\u00A0: {count}, contre {expected} dans la première ligne"};
    case TextFault::carriage_return:
      return {
          "un retour chariot hors des guillemets, sans saut de ligne après lui\u00A0; certains programmes y terminent "
          "la ligne",
          "terminez les lignes par des sauts de ligne, par exemple avec `tr '\\r' '\\n'`, ou mettez le champ entre "
          "guillemets"};
    case TextFault::control_character:
      return {
          "un caractère de contrôle, que certains programmes suppriment et que d'autres prennent pour la fin du texte",
          "supprimez-le"};
    case TextFault::line_separator:
      return {"un caractère hors des guillemets où certains programmes terminent la ligne (U+0085, U+2028 ou U+2029)",
              "supprimez-le, ou mettez le champ entre guillemets"};
    case TextFault::field_too_long:
      return {"un champ de plus de 32\u202F767 octets, que les tableurs coupent", "raccourcissez-le"};
  }
  return {};
}

RowWords french_words(TelephoneFault code) {
  switch (code) {
    case TelephoneFault::rounded:
      return {"un numéro de téléphone qu'un tableur a arrondi", "exportez-le de nouveau, avec cette colonne en texte"};
    case TelephoneFault::quantity:
      return {"un nombre au format des quantités d'un tableur, si bien que ses chiffres peuvent être faux",
              "écrivez-le en texte, sans fraction ni exposant"};
    case TelephoneFault::without_country:
      return {"un numéro de téléphone sans son pays", "écrivez-le avec son pays, comme dans `+961 1 234 567`"};
    case TelephoneFault::country_unknown:
      return {"un numéro de téléphone dont le pays est inconnu",
              "écrivez-le avec son pays, comme dans `+961 1 234 567`"};
    case TelephoneFault::not_a_number:
      return {"pas un numéro de téléphone", "écrivez-le avec son pays, comme dans `+961 1 234 567`"};
    case TelephoneFault::ends_after_country:
      return {"un numéro de téléphone qui s'arrête après son pays",
              "écrivez-le avec son pays, comme dans `+961 1 234 567`"};
    case TelephoneFault::without_area:
      return {"un numéro de téléphone sans son indicatif régional",
              "écrivez-le avec son pays, comme dans `+961 1 234 567`"};
    case TelephoneFault::too_short:
      return {"trop court pour un numéro de téléphone", "écrivez-le avec son pays, comme dans `+961 1 234 567`"};
    case TelephoneFault::too_long:
      return {"trop long pour un numéro de téléphone", "écrivez-le avec son pays, comme dans `+961 1 234 567`"};
    case TelephoneFault::too_short_for_country:
      return {"trop court pour un numéro de téléphone de son pays",
              "écrivez-le avec son pays, comme dans `+961 1 234 567`"};
    case TelephoneFault::too_long_for_country:
      return {"trop long pour un numéro de téléphone de son pays",
              "écrivez-le avec son pays, comme dans `+961 1 234 567`"};
    case TelephoneFault::no_such_length:
      return {"aucun numéro de téléphone de son pays n'a cette longueur",
              "écrivez-le avec son pays, comme dans `+961 1 234 567`"};
  }
  return {};
}

RowWords french_words(CellFault code) {
  switch (code) {
    case CellFault::unknown_value:
      return {"`{column}` contient une valeur que le fichier de correspondance ne connaît pas",
              "ajoutez-la à `values`"};
    case CellFault::unknown_word:
      return {"`{column}` contient un mot que le fichier de correspondance ne connaît pas", "ajoutez-le à `values`"};
    case CellFault::taken_for_former:
      return {
          "`{column}` contient un mot que le fichier de correspondance ne connaît pas, et qui est pris pour `former`",
          "ajoutez-le à `values`"};
    case CellFault::account_empty: return {"`{column}` est vide", "donnez un compte à chaque client"};
    case CellFault::no_account:
      return {"`{column}` n'est pas un compte", "écrivez {most} octets au plus, sans caractères de contrôle"};
    case CellFault::no_account_or_empty:
      return {"`{column}` n'est pas un compte", "écrivez de 1 à {most} octets, sans caractères de contrôle"};
    case CellFault::kept_account:
      return {"`{column}` commence par `{prefix}`",
              "ce préfixe est réservé aux enregistrements qui n'appartiennent à aucun client\u00A0; donnez au client "
              "un autre compte"};
    case CellFault::state_empty:
      return {"`{column}` est vide",
              "écrivez `active` ou `former`, ou donnez un `default` au fichier de correspondance"};
    case CellFault::kind_empty:
      return {"`{column}` est vide",
              "écrivez `residential` ou `business`, ou donnez un `default` au fichier de correspondance"};
    case CellFault::services_empty:
      return {
          "`{column}` est vide",
          "remplissez-la, ou dites dans le `default` du fichier de correspondance ce que signifie une cellule vide"};
    case CellFault::choice_empty:
      return {"`{column}` est vide",
              "dites dans le `default` du fichier de correspondance ce que signifie une cellule vide"};
    case CellFault::no_language:
      return {"`{column}` n'est pas une langue",
              "écrivez une étiquette du BCP 47, comme `ar`, ou ajoutez-la à `values`"};
    case CellFault::no_time_zone:
      return {"`{column}` n'est pas un fuseau horaire", "écrivez un nom de la base de l'IANA, comme `Asia/Beirut`"};
    case CellFault::no_time_zone_of_date:
      return {"`{column}` n'est pas un fuseau horaire", "écrivez un nom de la base de l'IANA"};
    case CellFault::unknown_service:
      return {"`{column}` nomme {service}, que ne connaissent ni le catalogue ni aucun jeu de règles",
              "{advice}, ou ajoutez-le à `values`"};
    case CellFault::telephone: return {"`{column}`\u00A0: {number}"};
    case CellFault::telephone_without_fraction:
      return {"`{column}` est lue sans sa fraction, car un tableur l'a prise pour une quantité",
              "exportez la colonne en texte"};
    case CellFault::no_email_address:
      return {"`{column}` n'est pas une adresse e-mail",
              "écrivez-la comme `name@example.com`, ou laissez la cellule vide"};
    case CellFault::control_character:
      return {"`{column}` contient un caractère de contrôle", "écrivez du texte simple"};
    case CellFault::no_country:
      return {"`{column}` n'est pas un pays", "écrivez ses deux lettres majuscules (ISO 3166-1), comme `LB`"};
    case CellFault::no_day_of_number:
      return {"`{column}` n'est pas une date",
              "écrivez-la comme `2024-01-31`, ou ajoutez un `format` au fichier de correspondance"};
    case CellFault::not_in_format: return {"`{column}` n'est pas une date", "écrivez-la comme `{format}`"};
    case CellFault::no_date:
      return {"`{column}` n'est pas une date",
              "écrivez-la comme `2026-02-18`, ou donnez un `format` au fichier de correspondance"};
    case CellFault::not_in_format_of_mapping:
      return {"`{column}` n'est pas une date", "écrivez-la selon le `format` du fichier de correspondance"};
    case CellFault::in_the_future: return {"`{column}` est dans le futur", "écrivez le jour où l'accord a été donné"};
    case CellFault::no_word_left:
      return {"`{column}` contient du texte, mais aucun mot",
              "écrivez qui ou quoi elle désigne, ou laissez la cellule vide"};
    case CellFault::unknown_recipients:
      return {"`{column}` ne nomme aucun destinataire que connaisse un jeu de règles", "nommez les mots dans `values`"};
    case CellFault::date_somewhere: return {"on ne sait pas quelle cellule de la ligne contient la date"};
  }
  return {};
}

RowWords french_words(RowPhrase code) {
  switch (code) {
    case RowPhrase::subject: return {"ceci"};
    case RowPhrase::service: return {"le service {word}"};
    case RowPhrase::service_and_more: return {"le service {word} et d'autres (nombre\u00A0: {others})"};
    case RowPhrase::some_service: return {"un service"};
    case RowPhrase::some_service_and_more: return {"un service et d'autres (nombre\u00A0: {others})"};
    case RowPhrase::write_word: return {"écrivez {words}"};
    case RowPhrase::write_one_of: return {"écrivez l'un de ces mots\u00A0: {words}"};
    case RowPhrase::see_docs: return {"voyez dans docs/ la page sur ce type de fichier pour les mots connus"};
    case RowPhrase::as_active: return {"comme client actif, sans aucun service qui manque à l'une d'elles"};
    case RowPhrase::as_former: return {"comme ancien client, sans aucun service qui manque à l'une d'elles"};
    case RowPhrase::without_time_zone: return {"sans fuseau horaire"};
    case RowPhrase::with_language: return {"avec la langue `{language}`"};
    case RowPhrase::as_residential: return {"comme client particulier"};
    case RowPhrase::with_first_address: return {"avec l'adresse qui vient la première dans l'ordre des lettres"};
  }
  return {};
}

}  // namespace assent::explanation
