// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing past U+10FFFF. Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace assent {

// Where the first sequence begins that is not UTF-8; npos when all of `text` is.
std::size_t first_not_utf8(std::string_view text);

inline bool is_utf8(std::string_view text) { return first_not_utf8(text) == std::string_view::npos; }

struct Utf8Character {
  char32_t code = 0;
  std::size_t size = 1;  // in bytes
};

// What stands for a byte that is not UTF-8. As a character of its own it has three bytes.
inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// What begins at `at`; a byte that is not UTF-8 is kReplacementCharacter. Precondition: `at` is within the text.
Utf8Character character_at(std::string_view text, std::size_t at);

}  // namespace assent
