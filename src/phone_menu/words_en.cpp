#include "phone_menu/words.hpp"

namespace assent::phone_menu {

std::string_view words_en(Word word) {
  switch (word) {
    case Word::press_for_language: return "For English, press {key}.";
    case Word::lead:
      return "Here you decide who may use the information about your services for offers. Refusing costs nothing and "
             "changes no service that you have.";
    case Word::press_to_refuse_all: return "To refuse everything, press {key}.";
    case Word::press_to_refuse_others: return "To refuse only that other companies get or use it, press {key}.";
    case Word::press_to_hear_notice: return "To hear what you can allow, press {key}.";
    case Word::press_for_person: return "To speak with a person, press {key}.";
    case Word::press_for_again: return "To hear this again, press {key}.";
    case Word::not_understood: return "That key means nothing here.";
    case Word::number_unknown:
      return "We cannot see the number that you are calling from, so nothing was recorded. Please call from the "
             "telephone that this is about, and let it show its number.";
    case Word::refused_all:
      return "It is recorded. From now on, nobody may use your information for offers that need your approval. No "
             "service that you have changes.";
    case Word::refused_others:
      return "It is recorded. From now on, no other company may get or use your information for offers that need your "
             "approval. No service that you have changes.";
    case Word::in_doubt:
      return "Your refusal is recorded. But we could not yet make sure that it counts for everyone. Please speak with "
             "us.";
    case Word::press_to_allow: return "To allow what you have just heard, press {key}.";
    case Word::press_to_leave: return "To leave everything as it is, press {key}.";
    case Word::read_back:
      return "You are about to allow exactly what was read to you, in every point. It is not recorded yet. If you hang "
             "up now, nothing changes.";
    case Word::press_to_confirm: return "If you want to allow it, press {key}.";
    case Word::allowed:
      return "It is recorded: you allow what was read to you. You can take it back at any time, here or in any other "
             "way.";
    case Word::left: return "Nothing was changed.";
    case Word::not_confirmed:
      return "We cannot confirm that your choice is recorded. Please call again, or tell us in another way.";
    case Word::person: return "Please hold the line. A person will speak with you.";
    case Word::end: return "You can hang up now.";
  }
  return "";
}

}  // namespace assent::phone_menu
