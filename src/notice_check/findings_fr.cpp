#include "notice_check/finding_tables.hpp"

namespace assent::notice_check {
namespace {

using Code = FindingCode;

constexpr FindingTable kFrenchFindings = {{
    {Code::unreadable, "{problem}", "{mend}"},
    {Code::regime_differs, "l'avis est écrit pour `{written}`",
     "écrivez `{regime}`, ou publiez-le sous son propre régime"},
    {Code::recipient_unknown, "`{recipient}` n'est pas un destinataire que `{regime}` connaît",
     "nommez des relations du régime"},
    {Code::level_not_given, "cet avis ne peut pas donner l'accord qu'il faut à `{recipient}` ({level})",
     "retirez le destinataire, ou demandez un oui exprès : `asks = \"opt_in\"`"},
    {Code::relation_refused, "aucun accord ne fait de `{recipient}` un destinataire", "retirez le destinataire"},
    {Code::information_not_given, "le silence ne vaut pas accord pour les informations `{information}`",
     "retirez-les, ou demandez un oui exprès : `asks = \"opt_in\"`"},
    {Code::waiting_days_short, "l'avis annonce {days} jours ; `{regime}` en exige au moins {least}",
     "annoncez {least} jours ou plus, dans `waiting_days` et dans le texte"},
    {Code::waiting_period_differs, "le texte dit {found} jours, et `waiting_days` est {days}",
     "écrivez {waiting_days} à la place du nombre"},
    {Code::waiting_period_unsaid, "le texte ne dit pas de combien de jours le client dispose",
     "écrivez {waiting_days}, qui vaut {days}, suivi du mot jours"},
    {Code::disclosure_missing, "il manque au texte en `{language}` la mention `{disclosure}`, que `{regime}` exige",
     "ajoutez un bloc avec `disclosure = \"{disclosure}\"`"},
    {Code::disclosure_unknown,
     "`{disclosure}` n'est pas une mention que `{regime}` exige ; la plus proche est `{nearest}`",
     "écrivez le mot du régime, ou omettez `disclosure` pour un texte courant"},
    {Code::translation_partial, "il manque au texte en `{language}` le bloc `{disclosure}` qu'une autre langue a",
     "traduisez tout l'avis, ou retirez la langue"},
    {Code::translation_same, "le bloc en `{language}` est le même texte qu'en `{other}`", "traduisez-le"},
    {Code::script_differs, "le bloc en `{language}` n'est pas écrit dans les lettres de cette langue",
     "traduisez-le, ou corrigez `language`"},
    {Code::subject_hides, "l'objet ne dit pas que l'avis porte sur les informations du client",
     "dites-le, avec un mot comme `{example}`"},
    {Code::subject_promotes, "l'objet dit `{word}`, comme une offre", "dites sur quoi porte l'avis, et rien d'autre"},
    {Code::recipients_unnamed, "`{word}` ne nomme personne",
     "nommez chaque destinataire ; {partners} vaut pour leurs noms"},
    {Code::partner_unnamed, "l'avis couvre `{partner}` et ne le nomme pas",
     "écrivez {partners} dans le bloc, et tenez la partie au registre des partenaires"},
    {Code::parties_open, "l'avis couvre toute partie `{recipient}` et n'en nomme aucune",
     "écrivez {partners} dans le bloc `recipients`, ou nommez les parties dans `parties`"},
    {Code::way_unnamed, "la marche à suivre ne nomme aucun moyen de refuser que le fichier de l'opérateur connaît",
     "nommez-en un : {way:NAME}"},
    {Code::way_unknown, "le fichier de l'opérateur n'a pas de moyen `{way}` ; le plus proche est `{nearest}`",
     "nommez un moyen de ce fichier, ou ajoutez celui-ci"},
    {Code::way_not_live, "le moyen `{way}` ne fonctionne pas en ce moment",
     "réparez-le avant d'envoyer l'avis, ou nommez-en un autre"},
    {Code::way_not_free, "aucun moyen nommé par l'avis n'est à la fois en service, gratuit et ouvert à toute heure",
     "nommez un tel moyen"},
    {Code::words_urge, "`{word}` presse le client", "dites ce qui est, sans presser"},
    {Code::words_frighten, "`{word}` fait peur au client", "dites ce qui est, sans faire peur"},
    {Code::words_freeze, "`{word}` encourage à tenir d'autres entreprises à l'écart",
     "retirez-le : la règle l'interdit"},
    {Code::words_reward, "`{word}` récompense un accord", "retirez-le : un accord ne se paie pas"},
    {Code::hard_to_read,
     "le texte en `{language}` est difficile à lire : {measure} donne {score}, le minimum est {least}",
     "écrivez des phrases et des mots plus courts"},
    {Code::sms_parts, "le texte en `{language}` prend {parts} parties de SMS ({encoding}) ; le maximum est {most}",
     "raccourcissez-le, ou prenez un autre canal"},
    {Code::variable_unknown, "`{variable}` n'est pas une variable ; la plus proche est `{nearest}`",
     "écrivez {carrier}, {waiting_days}, {partners}, {partner:ID}, {way:NAME}, {account}, {services} ou {page}"},
    {Code::variable_without_value, "`{variable}` n'a pas de valeur en `{language}`",
     "indiquez un fichier de l'opérateur (`--carrier`) qui l'a ; pour les partenaires, inscrivez-les au registre"},
    {Code::brace, "une accolade ne fait partie d'aucune variable",
     "retirez-la ; les accolades servent aux variables seulement"},
    {Code::channel_unknown, "`{channel}` n'est pas un canal pour les avis ; le plus proche est `{nearest}`",
     "écrivez mail, email, sms, oral ou portal"},
}};

}  // namespace

const FindingTable& french_findings() { return kFrenchFindings; }

}  // namespace assent::notice_check
