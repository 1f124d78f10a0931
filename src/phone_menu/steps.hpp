// Steps: where a call stands in the menu, by the keys pressed since it began. Pure; thread-safe.
//
//   language      1 to 3: the languages in the order of the settings
//   choice        1 refuse everything, 2 refuse all recipients but the carrier, 3 hear what can be allowed,
//                 0 a person, 9 again
//   notice        1 go on to allow it, 2 leave everything as it is, 9 again
//   read_back     1 allow it, 2 leave everything as it is, 9 again
//   refused_all, refused_others, allowed, person: the call needs no more keys
//
// From the beginning it takes two keys to refuse everything.
#pragma once

#include "explanation/language.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent::phone_menu {

enum class Step : std::uint8_t {
  language,
  choice,
  refused_all,
  refused_others,
  notice,     // the text that can be allowed is read out
  read_back,  // what would be allowed is read back; it is not recorded
  allowed,
  person
};
inline constexpr std::size_t kSteps = static_cast<std::size_t>(Step::person) + 1;
std::string_view to_string(Step step);

// What this call may do.
struct Offered {
  std::vector<explanation::Language> languages;  // in the order of their keys; at least one, at most nine
  bool allow = false;
  bool person = false;
};

// What a key means where a call stands.
enum class KeyMeaning : std::uint8_t {
  language,
  refuse_all,
  refuse_others,
  hear_notice,
  allow,
  confirm,
  leave,
  person,
  again
};
std::string_view to_string(KeyMeaning meaning);

struct Key {
  char digit = '0';
  KeyMeaning means = KeyMeaning::again;
  explanation::Language language = explanation::Language::en;  // of KeyMeaning::language
};

// The keys that mean something at that step, in the order in which they are spoken.
std::vector<Key> keys_at(Step step, const Offered& offered);

struct CallState {
  Step step = Step::language;
  explanation::Language language = explanation::Language::en;  // once it is chosen
  std::string keys;        // that led here; `9` and keys without a meaning leave no trace
  bool understood = true;  // false: the last key had no meaning
  bool left = false;       // the last key left everything as it is
};

// Where `keys`, and then `pressed`, lead. Of `pressed`, what follows a key that leads to a step with something to hear
// out (notice, read_back) or to an end is not looked at: nobody approves ahead of what they are read. Keys that lead
// nowhere leave the call where it is.
CallState state_after(std::string_view keys, std::string_view pressed, const Offered& offered);

}  // namespace assent::phone_menu
