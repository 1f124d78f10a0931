#include "base/visible.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace assent {
namespace {

constexpr std::string_view kFigures = "0123456789abcdef";

struct CodePoint {
  std::uint32_t value;
  std::size_t bytes;
};

// Precondition: `text` is UTF-8 and not empty.
CodePoint first_of(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t bytes = byte(0) < 0x80 ? 1 : byte(0) < 0xe0 ? 2 : byte(0) < 0xf0 ? 3 : 4;
  std::uint32_t value = bytes == 1 ? byte(0) : byte(0) & (0x7fU >> bytes);
  for (std::size_t i = 1; i < bytes; ++i) value = (value << 6) | (byte(i) & 0x3fU);
  return {value, bytes};
}

// All of them have at most four figures.
bool unseen(std::uint32_t value) {
  const auto within = [&](std::uint32_t first, std::uint32_t last) { return value >= first && value <= last; };
  return value < 0x20 || within(0x7f, 0x9f) || value == 0xad || value == 0x061c || value == 0x180e || value == 0x200b ||
         within(0x200e, 0x200f) || within(0x2028, 0x202e) || within(0x2060, 0x206f) || value == 0xfeff ||
         within(0xfff9, 0xfffb);
}

void append_figures(std::string& text, std::uint32_t value, int figures) {
  for (int shift = 4 * (figures - 1); shift >= 0; shift -= 4) text += kFigures[(value >> shift) & 0xfU];
}

template <class Stays, class Broken>
std::string escaped(std::string_view text, Stays stays, Broken append_broken) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::size_t sound = std::min(first_not_utf8(text), text.size());
    std::string_view part = text.substr(0, sound);
    while (!part.empty()) {
      const CodePoint point = first_of(part);
      if (unseen(point.value) && !stays(point.value)) {
        result += "\\u";
        append_figures(result, point.value, 4);
      } else {
        result += part.substr(0, point.bytes);
      }
      part.remove_prefix(point.bytes);
    }
    text.remove_prefix(sound);
    if (text.empty()) break;
    append_broken(result, static_cast<unsigned char>(text.front()));
    text.remove_prefix(1);
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
      text, [](std::uint32_t) { return false; }, append_byte);
}

std::string visible_lines(std::string_view text) {
  const auto stays = [](std::uint32_t value) {
    return value == '\n' || value == '\t' || value == 0x2068 || value == 0x2069;
  };
  return escaped(text, stays, append_byte);
}

std::string visible_json(std::string_view json) {
  const auto never = [](std::uint32_t) { return false; };
  return escaped(json, never, [](std::string& text, std::uint32_t) { text += "\\ufffd"; });
}

}  // namespace assent
