// The words of a text, in a form that is the same for all ways of writing them. Internal to replies; pure; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assent::replies {

// A word, a sign that stands for one (an emoji), or a number.
struct Token {
  // Small letters without accents, vowel marks, hamzas, tatweel and marks of direction; one letter for its variants
  // (ة as ه, ى as ي, ک as ك); full-width and other presentation forms as plain letters; digits of any script as 0 to 9;
  // repeated letters once ("stooop" and "stop" are one, "bb" is "b").
  std::u32string key;
  std::size_t begin = 0;  // in the text, in bytes
  std::size_t end = 0;
  bool after_break = false;  // a sign that ends a clause stands before it, or the beginning of a line
  bool number = false;       // digits only
  bool stutters = false;  // its first letter stood there twice: "ااوافق", which may be what is left of "لا أوافق"
};

struct Tokens {
  std::vector<Token> all;
  bool question = false;  // a question mark stands in the text
  bool spoiled = false;   // something in it is not text: bytes that are not UTF-8, U+FFFD
  bool whole = true;      // false: the text was longer than is read
};

inline constexpr std::size_t kTokensMost = 400;

// Letters that are written apart ("S T O P", "s.t.o.p") are one word. An apostrophe joins ("don't" is `dont`), except
// behind one letter or `qu` ("d'accord" is two words); a hyphen parts.
Tokens tokens_of(std::string_view text);

}  // namespace assent::replies
