#include "phone_menu/words.hpp"

namespace assent::phone_menu {

std::string_view words_fr(Word word) {
  switch (word) {
    case Word::press_for_language: return "Pour le français, tapez {key}.";
    case Word::lead:
      return "Ici, vous décidez qui peut utiliser les informations sur vos services pour des offres. Refuser ne coûte "
             "rien et ne change aucun des services que vous avez.";
    case Word::press_to_refuse_all: return "Pour tout refuser, tapez {key}.";
    case Word::press_to_refuse_others:
      return "Pour refuser seulement que d'autres sociétés les reçoivent ou les utilisent, tapez {key}.";
    case Word::press_to_hear_notice: return "Pour entendre ce que vous pouvez autoriser, tapez {key}.";
    case Word::press_for_person: return "Pour parler à une personne, tapez {key}.";
    case Word::press_for_again: return "Pour réécouter, tapez {key}.";
    case Word::not_understood: return "Cette touche ne correspond à rien ici.";
    case Word::number_unknown:
      return "Nous ne voyons pas le numéro d'où vous appelez. Rien n'a donc été enregistré. Appelez depuis le "
             "téléphone "
             "dont il s'agit, en laissant son numéro s'afficher.";
    case Word::refused_all:
      return "C'est enregistré. Dès maintenant, personne ne peut utiliser vos informations pour des offres qui exigent "
             "votre accord. Aucun de vos services ne change.";
    case Word::refused_others:
      return "C'est enregistré. Dès maintenant, aucune autre société ne peut recevoir ni utiliser vos informations "
             "pour "
             "des offres qui exigent votre accord. Aucun de vos services ne change.";
    case Word::in_doubt:
      return "Votre refus est enregistré. Mais nous n'avons pas encore pu vérifier qu'il vaut pour tous. Veuillez nous "
             "parler.";
    case Word::press_to_allow: return "Pour autoriser ce que vous venez d'entendre, tapez {key}.";
    case Word::press_to_leave: return "Pour tout laisser en l'état, tapez {key}.";
    case Word::read_back:
      return "Vous allez autoriser exactement ce qui vous a été lu, en tout point. Ce n'est pas encore enregistré. Si "
             "vous raccrochez maintenant, rien ne change.";
    case Word::press_to_confirm: return "Si vous voulez l'autoriser, tapez {key}.";
    case Word::allowed:
      return "C'est enregistré : vous autorisez ce qui vous a été lu. Vous pouvez le reprendre à tout moment, ici ou "
             "par "
             "un autre moyen.";
    case Word::left: return "Rien n'a été changé.";
    case Word::not_confirmed:
      return "Nous ne pouvons pas confirmer que votre choix est enregistré. Veuillez rappeler, ou nous le dire par un "
             "autre moyen.";
    case Word::person: return "Restez en ligne. Une personne va vous parler.";
    case Word::end: return "Vous pouvez raccrocher.";
  }
  return "";
}

}  // namespace assent::phone_menu
