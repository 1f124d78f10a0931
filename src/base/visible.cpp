#include "base/visible.hpp"

#include "base/unseen.hpp"
#include "base/utf8.hpp"

#include <cstddef>
#include <cstdint>

namespace assent {
namespace {

constexpr std::string_view kFigures = "0123456789abcdef";

// Many scripts need joiners between letters.
bool is_joiner(char32_t value) { return value == 0x200C || value == 0x200D; }

bool unseen(char32_t value) {
  if (value >= 0x20 && value < 0x7F) return false;
  if (value == kReplacementCharacter) return false;  // is seen
  if (shows_nothing(value)) return !is_joiner(value);
  return value < 0x20 || value == 0x85 || value == 0x2028 || value == 0x2029;
}

void append_figures(std::string& text, std::uint32_t value, int figures) {
  for (int shift = 4 * (figures - 1); shift >= 0; shift -= 4) text += kFigures[(value >> shift) & 0xfU];
}

// As in JSON: two escapes of four digits if four digits are too few.
void append_escape(std::string& text, std::uint32_t value) {
  if (value > 0xFFFF) {
    append_escape(text, 0xD800 + ((value - 0x10000) >> 10));
    append_escape(text, 0xDC00 + (value & 0x3FFU));
    return;
  }
  text += "\\u";
  append_figures(text, value, 4);
}

template <class Stays, class Broken>
std::string escaped(std::string_view text, Stays stays, Broken append_broken) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character each = character_at(text, at);
    const bool broken = each.code == kReplacementCharacter && each.size == 1;
    if (broken) append_broken(result, static_cast<unsigned char>(text[at]));
    else if (unseen(each.code) && !stays(each.code)) append_escape(result, each.code);
    else result += text.substr(at, each.size);
    at += each.size;
  }
  return result;
}

void append_byte(std::string& text, std::uint32_t byte) {
  text += "\\x";
  append_figures(text, byte, 2);
}

}  // namespace

std::string visible(std::string_view text) {
  return escaped(
      text, [](char32_t) { return false; }, append_byte);
}

std::string visible_lines(std::string_view text) {
  const auto stays = [](char32_t value) {
    return value == '\n' || value == '\t' || value == 0x2068 || value == 0x2069;
  };
  return escaped(text, stays, append_byte);
}

std::string visible_json(std::string_view json) {
  const auto never = [](char32_t) { return false; };
  return escaped(json, never, [](std::string& text, std::uint32_t) { text += "\\ufffd"; });
}

}  // namespace assent
