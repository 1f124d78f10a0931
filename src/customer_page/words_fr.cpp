#include "customer_page/words.hpp"

namespace assent::customer_page {

std::string_view french_word(Word word) {
  switch (word) {
    case Word::languages: return "Cette page dans une autre langue";
    case Word::refuse_title: return "Refuser l'utilisation de vos informations";
    case Word::refuse_lead:
      return "{carrier} connaît vos services, la façon dont vous les utilisez et ce que vous payez. Vous décidez si "
             "cela peut servir à vous faire des offres, et qui peut l'obtenir.";
    case Word::refuse_all: return "Tout refuser";
    case Word::refuse_all_means:
      return "Personne ne peut alors utiliser vos informations pour des offres qui demandent votre accord\u00a0: ni "
             "nous, ni aucune autre entreprise. Ce que les règles permettent sans accord continue, comme fournir vos "
             "services et les facturer.";
    case Word::refuse_free: return "Cela ne coûte rien, compte aussitôt, et vos services restent les mêmes.";
    case Word::refuse_part: return "Refuser une partie";
    case Word::refuse_part_how:
      return "Choisissez qui ne peut pas utiliser vos informations. Pour tous les autres, vos choix d'avant restent.";
    case Word::refuse_part_legend: return "Je refuse que mes informations soient utilisées par";
    case Word::refuse_part_kind:
      return "Un refus compte pour toutes les entreprises d'un même type, aussi pour celles qui viennent plus tard.";
    case Word::refuse_part_send: return "Refuser ce que j'ai choisi";
    case Word::refuse_part_none:
      return "Rien n'a été refusé\u00a0: vous n'avez choisi personne. Choisissez au moins une ligne, ou refusez tout.";
    case Word::signal_seen:
      return "Votre navigateur dit que vos informations ne doivent être ni vendues ni partagées. Toutes les autres "
             "entreprises sont donc choisies plus bas.";
    case Word::our_own: return "{carrier}, pour ses propres offres";
    case Word::nobody_now: return "Il n'y en a pas actuellement.";
    case Word::see_all: return "Voir et changer tous vos choix";
    case Word::see_all_how:
      return "Nous envoyons d'abord un code à un numéro ou une adresse e-mail que nous connaissons, pour que personne "
             "d'autre ne voie vos informations. Vous pouvez aussi y autoriser ce que vous avez refusé.";
    case Word::see_all_send: return "Aller à mes choix";
    case Word::nothing_shown:
      return "Pour refuser, vous n'avez pas à vous identifier. Cette page ne montre rien de vous.";
    case Word::refused_title: return "Vous avez refusé";
    case Word::refused_all:
      return "Dès maintenant, personne ne peut utiliser vos informations pour des offres qui demandent votre accord.";
    case Word::refused_part:
      return "Dès maintenant, ceux-ci ne peuvent pas utiliser vos informations pour des offres qui demandent votre "
             "accord\u00a0:";
    case Word::refused_signal:
      return "Toutes les autres entreprises en font partie, car votre navigateur dit que vos informations ne doivent "
             "être ni vendues ni partagées.";
    case Word::refused_receipt: return "Enregistré\u00a0: {time}. Reçu\u00a0: {receipt}.";
    case Word::refused_undo:
      return "Vous avez changé d'avis\u00a0? Ce lien ne sert qu'à refuser. Pour autoriser de nouveau, voyez tous vos "
             "choix.";
    case Word::refused_in_doubt:
      return "Votre refus est enregistré. Pour ceux-ci, nous n'avons pas encore pu voir qu'il compte. "
             "Appelez-nous\u00a0:";
    case Word::not_recorded:
      return "Votre refus n'a pas pu être enregistré. Veuillez réessayer dans quelques minutes, ou nous appeler.";
    case Word::code_title: return "Montrer que c'est bien vous";
    case Word::code_lead:
      return "Avant de montrer ce qui est enregistré, nous envoyons un code à un contact que nous connaissons déjà. "
             "Ainsi, personne d'autre ne le voit.";
    case Word::code_by: return "Comment le code doit-il arriver\u00a0?";
    case Word::code_by_sms: return "Par SMS";
    case Word::code_by_email: return "Par e-mail";
    case Word::code_send: return "Envoyez-moi un code";
    case Word::code_sent:
      return "Si nous avons un tel contact, un code est en route. Il fonctionne pendant {minutes} minutes.";
    case Word::code_enter: return "Votre code";
    case Word::code_hint: return "Huit chiffres";
    case Word::code_open: return "Montrer mes choix";
    case Word::code_wrong:
      return "Ce code n'est pas juste, ou ne fonctionne plus. Vérifiez-le, ou faites-en envoyer un autre.";
    case Word::code_again: return "Envoyer un autre code";
    case Word::code_too_often:
      return "Trop de codes ont été demandés. Attendez une heure, puis réessayez. Vous pouvez refuser à tout moment "
             "avec le lien de notre avis.";
    case Word::code_not_sent: return "Le code n'a pas pu être envoyé. Veuillez réessayer dans quelques minutes.";
    case Word::code_not_here:
      return "Aucun code n'est envoyé actuellement. Appelez-nous pour savoir ce qui est enregistré. Vous pouvez "
             "refuser à tout moment avec le lien de notre avis.";
    case Word::code_message:
      return "{carrier}\u00a0: votre code est {code}. Il fonctionne {minutes} minutes. Ne le donnez à personne.";
    case Word::code_subject: return "Votre code";
    case Word::view_title: return "Vos choix sur vos informations";
    case Word::view_lead:
      return "Voici ce que {carrier} peut faire des informations sur vos services. Vous pouvez le changer ici à tout "
             "moment. C'est gratuit, et vos services restent les mêmes.";
    case Word::view_done_refused:
      return "Votre refus est enregistré et compte aussitôt. Ce qui est en vigueur maintenant est plus bas.";
    case Word::view_done_allowed:
      return "Votre accord est enregistré. Ce qui est en vigueur maintenant est plus bas. Vous pouvez le retirer à "
             "tout moment.";
    case Word::now_title: return "Ce qui est en vigueur maintenant";
    case Word::now_allowed: return "✓ Autorisé";
    case Word::now_not_allowed: return "✕ Pas autorisé";
    case Word::now_other_kinds: return "Autres types d'entreprises";
    case Word::now_information: return "Informations";
    case Word::now_purpose: return "Pour quoi";
    case Word::now_rests_on: return "Depuis quand";
    case Word::now_why: return "Pourquoi";
    case Word::now_until: return "Jusqu'à quand";
    case Word::refuse_this: return "Refuser\u00a0: {name}";
    case Word::allow_title: return "Autoriser une utilisation";
    case Word::allow_lead:
      return "Lisez ce que vous autoriseriez. Vous pouvez revenir dessus à tout moment, ici ou avec le lien de l'un de "
             "nos avis.";
    case Word::allow_read: return "Lire\u00a0: {name}";
    case Word::allow_send: return "J'autorise cela";
    case Word::allow_changed:
      return "Rien n'a été autorisé\u00a0: le texte a changé depuis votre lecture. Relisez-le, puis décidez.";
    case Word::allow_none: return "Nous ne demandons aucun accord actuellement.";
    case Word::record_title: return "Ce qui est enregistré sur vos services";
    case Word::record_services: return "Vos services";
    case Word::record_no_services: return "aucun";
    case Word::campaigns_title: return "Campagnes qui ont pu utiliser vos informations";
    case Word::campaigns_lead:
      return "Au moment de sa préparation, chacune pouvait utiliser vos informations. Si vous étiez sur sa liste, elle "
             "l'a fait.";
    case Word::campaigns_none: return "Il n'y en a aucune.";
    case Word::campaigns_for: return "pour {name}";
    case Word::history_title: return "Votre historique";
    case Word::history_lead:
      return "Tout ce qui a été enregistré, le plus récent d'abord. Chaque inscription a le numéro de son reçu\u00a0: "
             "avec lui, nous pouvons prouver ce qui a été enregistré, et quand.";
    case Word::history_receipt: return "Reçu {receipt}";
    case Word::history_older: return "Inscriptions plus anciennes";
    case Word::history_newer: return "Les inscriptions les plus récentes";
    case Word::view_ends: return "Pour votre sécurité, cette page se ferme d'elle-même\u00a0: {time}.";
    case Word::not_known:
      return "Cette page n'existe pas. Rien n'a été changé. Vérifiez que le lien a été copié en entier.";
    case Word::ended:
      return "Ce lien ne fonctionne plus. Rien n'a été changé. Ouvrez de nouveau le lien de notre avis pour en obtenir "
             "un autre.";
    case Word::failed:
      return "La page ne peut pas être affichée actuellement. Rien n'a été changé. Veuillez réessayer dans quelques "
             "minutes.";
  }
  return {};
}

}  // namespace assent::customer_page
