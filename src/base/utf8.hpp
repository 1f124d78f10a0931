// UTF-8 as in RFC 3629: no overlong forms, no surrogates, nothing past U+10FFFF. Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace assent {

// Where the first sequence begins that is not UTF-8; npos: all of `text` is UTF-8.
std::size_t first_not_utf8(std::string_view text);

inline bool is_utf8(std::string_view text) { return first_not_utf8(text) == std::string_view::npos; }

struct Utf8Character {
  char32_t code = 0;
  std::size_t size = 1;  // in bytes
};

// The replacement for a byte that is not UTF-8. As a character it has three bytes.
inline constexpr char32_t kReplacementCharacter = 0xFFFD;

// The character that begins at `at`; for a byte that is not UTF-8, kReplacementCharacter. Precondition: `at` is within
// the text.
Utf8Character character_at(std::string_view text, std::size_t at);

}  // namespace assent
