// Characters of HTTP: RFC 9110, 5.5 and 5.6.2; RFC 3986. Pure.
#pragma once

#include "base/ascii.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace assent::http {

using CharacterSet = std::array<bool, 256>;

constexpr CharacterSet letters_digits_and(std::string_view others) {
  CharacterSet set{};
  for (unsigned c = 0; c < 256; ++c) {
    set[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
  for (const char c : others) set[static_cast<unsigned char>(c)] = true;
  return set;
}

inline constexpr CharacterSet kTokenCharacters = letters_digits_and("!#$%&'*+-.^_`|~");
inline constexpr CharacterSet kTargetCharacters = letters_digits_and("-._~!$&'()*+,;=:@/?%");
inline constexpr CharacterSet kHostCharacters = letters_digits_and("-._~!$&'()*+,;=:[]%");

constexpr bool is_of(const CharacterSet& set, char c) { return set[static_cast<unsigned char>(c)]; }

constexpr bool all_of(const CharacterSet& set, std::string_view text) {
  return std::ranges::all_of(text, [&](char c) { return is_of(set, c); });
}

constexpr bool is_token(std::string_view text) { return !text.empty() && all_of(kTokenCharacters, text); }

// May stand in the value of a field: no control character but the tabulator.
constexpr bool is_of_value(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 0x20 && byte != 0x7F) || byte == '\t';
}

constexpr bool is_blank(char c) { return c == ' ' || c == '\t'; }

// Without the blanks at both ends.
constexpr std::string_view trimmed(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// Names of fields and options: in any case.
constexpr bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::ranges::equal(a, b, {}, small, small);
}

}  // namespace assent::http
