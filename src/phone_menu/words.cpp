#include "phone_menu/words.hpp"

namespace assent::phone_menu {

std::string_view to_string(Word word) {
  switch (word) {
    case Word::press_for_language: return "press_for_language";
    case Word::lead: return "lead";
    case Word::press_to_refuse_all: return "press_to_refuse_all";
    case Word::press_to_refuse_others: return "press_to_refuse_others";
    case Word::press_to_hear_notice: return "press_to_hear_notice";
    case Word::press_for_person: return "press_for_person";
    case Word::press_for_again: return "press_for_again";
    case Word::not_understood: return "not_understood";
    case Word::number_unknown: return "number_unknown";
    case Word::refused_all: return "refused_all";
    case Word::refused_others: return "refused_others";
    case Word::in_doubt: return "in_doubt";
    case Word::press_to_allow: return "press_to_allow";
    case Word::press_to_leave: return "press_to_leave";
    case Word::read_back: return "read_back";
    case Word::press_to_confirm: return "press_to_confirm";
    case Word::allowed: return "allowed";
    case Word::left: return "left";
    case Word::not_confirmed: return "not_confirmed";
    case Word::person: return "person";
    case Word::end: return "end";
  }
  return "";
}

std::string_view words_of(Word word, explanation::Language language) {
  switch (language) {
    case explanation::Language::en: return words_en(word);
    case explanation::Language::ar: return words_ar(word);
    case explanation::Language::fr: return words_fr(word);
  }
  return words_en(word);
}

std::string spoken(Word word, explanation::Language language, char key) {
  std::string text(words_of(word, language));
  constexpr std::string_view kKey = "{key}";
  if (const std::size_t at = text.find(kKey); at != std::string::npos) text.replace(at, kKey.size(), 1, key);
  return text;
}

}  // namespace assent::phone_menu
