#include "certificate/literal.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>

namespace assent::certificate {
namespace {

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t bytes = 1;
};

// Precondition: `text` is UTF-8 and not empty.
CodePoint first_of(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t bytes = byte(0) < 0x80 ? 1 : byte(0) < 0xe0 ? 2 : byte(0) < 0xf0 ? 3 : 4;
  std::uint32_t value = bytes == 1 ? byte(0) : byte(0) & (0x7fU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) value = (value << 6) | (byte(i) & 0x3fU);
  return {value, bytes};
}

// All of them have at most four digits.
bool escaped_by_number(std::uint32_t value) {
  const auto within = [&](std::uint32_t first, std::uint32_t last) { return value >= first && value <= last; };
  return value < 0x20 || within(0x7f, 0x9f) || value == 0x061c || within(0x200e, 0x200f) || within(0x2028, 0x202e) ||
         within(0x2066, 0x2069) || value == 0xfeff;
}

// Of a code point below 0x10000.
void append_utf8(std::string& text, std::uint32_t value) {
  if (value < 0x80) {
    text += static_cast<char>(value);
  } else if (value < 0x800) {
    text += static_cast<char>(0xc0 | (value >> 6));
    text += static_cast<char>(0x80 | (value & 0x3f));
  } else {
    text += static_cast<char>(0xe0 | (value >> 12));
    text += static_cast<char>(0x80 | ((value >> 6) & 0x3f));
    text += static_cast<char>(0x80 | (value & 0x3f));
  }
}

std::optional<std::uint32_t> four_figures(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  std::uint32_t value = 0;
  for (const char figure : text.substr(0, 4)) {
    const std::size_t digit = std::string_view("0123456789abcdef").find(figure);
    if (digit == std::string_view::npos) return std::nullopt;
    value = value * 16 + static_cast<std::uint32_t>(digit);
  }
  return value;
}

}  // namespace

std::string literal_of(std::string_view text) {
  std::string literal = "\"";
  while (!text.empty()) {
    const CodePoint point = first_of(text);
    if (escaped_by_number(point.value)) {
      literal += fmt::format("\\u{:04x}", point.value);
    } else {
      if (point.value == '"' || point.value == '\\') literal += '\\';
      literal += text.substr(0, point.bytes);
    }
    text.remove_prefix(point.bytes);
  }
  return literal + '"';
}

std::optional<std::string> take_literal(std::string_view& rest) {
  if (!rest.starts_with('"')) return std::nullopt;
  std::string text;
  for (std::size_t at = 1; at < rest.size(); ++at) {
    if (rest[at] == '"') {
      if (!is_utf8(text)) return std::nullopt;
      rest.remove_prefix(at + 1);
      return text;
    }
    if (rest[at] != '\\') {
      text += rest[at];
      continue;
    }
    const std::string_view escape = rest.substr(at + 1);
    if (escape.starts_with('"') || escape.starts_with('\\')) {
      text += escape.front();
      at += 1;
    } else if (const auto value = escape.starts_with('u') ? four_figures(escape.substr(1)) : std::nullopt) {
      append_utf8(text, *value);
      at += 5;
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

}  // namespace assent::certificate
