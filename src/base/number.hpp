// Number: a whole text as a number, as std::from_chars reads it: no white space, no `+`, no grouping. Pure.
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>
#include <system_error>

namespace assent {

// Nothing: the text is empty, is more than the number, or its number does not fit. The words `inf` and `nan` are
// numbers of floating point here, as for from_chars.
template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number value{};
  const char* const end = text.data() + text.size();
  const auto [read, error] = std::from_chars(text.data(), end, value);
  if (text.empty() || error != std::errc() || read != end) return std::nullopt;
  return value;
}

// The same in hexadecimal digits, without `0x`.
template <std::integral Number>
std::optional<Number> hexadecimal_number_in(std::string_view text) {
  Number value{};
  const char* const end = text.data() + text.size();
  const auto [read, error] = std::from_chars(text.data(), end, value, 16);
  if (text.empty() || error != std::errc() || read != end) return std::nullopt;
  return value;
}

}  // namespace assent
