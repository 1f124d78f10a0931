// Characters of ASCII, whatever the locale. Pure.
#pragma once

namespace assent {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_small_letter(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_letter(char c) { return is_small_letter(c) || (c >= 'A' && c <= 'Z'); }

// A capital letter as a small one; any other character as it is.
constexpr char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The value of a hexadecimal digit, capital or small; -1: it is none.
constexpr int hexadecimal(char c) {
  if (is_digit(c)) return c - '0';
  const char letter = small(c);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}
// Whether it is a digit as this product writes them.
constexpr bool is_small_hexadecimal(char c) { return hexadecimal(c) >= 0 && c == small(c); }

}  // namespace assent
