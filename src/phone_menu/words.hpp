// The words of the telephone menu, in each language of the product. `{key}` stands for the key to press. Pure;
// thread-safe.
#pragma once

#include "explanation/language.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace assent::phone_menu {

// Each is also the name of a recording (`refused_all.wav`), so an enumerator's name does not change.
enum class Word : std::uint8_t {
  press_for_language,
  lead,
  press_to_refuse_all,
  press_to_refuse_others,
  press_to_hear_notice,
  press_for_person,
  press_for_again,
  not_understood,
  number_unknown,
  refused_all,
  refused_others,
  in_doubt,
  press_to_allow,
  press_to_leave,
  read_back,
  press_to_confirm,
  allowed,
  left,
  not_confirmed,
  person,
  end
};
inline constexpr std::size_t kWords = static_cast<std::size_t>(Word::end) + 1;

// The recording's name, without its ending.
std::string_view to_string(Word word);

std::string_view words_en(Word word);
std::string_view words_ar(Word word);
std::string_view words_fr(Word word);
std::string_view words_of(Word word, explanation::Language language);

// With the key in place of `{key}`, as a figure.
std::string spoken(Word word, explanation::Language language, char key = '\0');

}  // namespace assent::phone_menu
