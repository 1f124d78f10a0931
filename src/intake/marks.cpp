#include "intake/marks.hpp"

#include "base/utf8.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace assent {
namespace {

struct Character {
  char32_t code = 0;
  std::size_t size = 1;
};

constexpr char32_t kReplacement = 0xFFFD;

// What begins at `at`. A byte that is not UTF-8 is U+FFFD.
Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t offset) -> char32_t { return static_cast<unsigned char>(text[at + offset]); };
  if (byte(0) < 0x80) return {byte(0), 1};
  for (std::size_t size = 2; size <= 4 && at + size <= text.size(); ++size) {
    if (!is_utf8(text.substr(at, size))) continue;
    char32_t code = byte(0) & (0xFFU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i) code = code << 6 | (byte(i) & 0x3F);
    return {code, size};
  }
  return {kReplacement, 1};
}

bool is_blank(char32_t code) {
  return code == ' ' || (code >= 0x09 && code <= 0x0D) || code == 0x85 || code == 0xA0 || code == 0x1680 ||
         (code >= 0x2000 && code <= 0x200A) || code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F ||
         code == 0x3000;
}

bool is_invisible(char32_t code) {
  if (is_blank(code)) return false;
  return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0xAD || code == 0x34F || code == 0x61C ||
         code == 0x115F || code == 0x1160 || code == 0x17B4 || code == 0x17B5 || (code >= 0x180B && code <= 0x180F) ||
         (code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2060 && code <= 0x206F) || code == 0x2800 || code == 0x3164 || (code >= 0xFE00 && code <= 0xFE0F) ||
         code == 0xFEFF || code == 0xFFA0 || (code >= 0xFFF0 && code <= 0xFFFD) || (code >= 0xE0000 && code <= 0xE0FFF);
}

bool is_dash(char32_t code) {
  return code == '-' || code == '_' || (code >= 0x2010 && code <= 0x2015) || code == 0x2212 || code == 0x2043 ||
         code == 0xFE58 || code == 0xFE63;
}

// Full-width forms as the plain characters that they stand for.
char32_t plain(char32_t code) { return code >= 0xFF01 && code <= 0xFF5E ? code - 0xFF01 + '!' : code; }

bool is_plain_ascii(char c) { return c > ' ' && c < 0x7F; }

bool is_plain_text(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7F; });
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && !is_plain_ascii(text.front())) {
    const Character first = character_at(text, 0);
    if (!is_blank(first.code) && !is_invisible(first.code)) break;
    text.remove_prefix(first.size);
  }
  while (!text.empty() && !is_plain_ascii(text.back())) {
    std::size_t size = 1;
    // Back to where the last character begins; a byte that belongs to none stands alone.
    while (size < 4 && size < text.size() && (static_cast<unsigned char>(text[text.size() - size]) & 0xC0) == 0x80) {
      ++size;
    }
    Character last = character_at(text, text.size() - size);
    if (last.size != size) last = {kReplacement, 1};
    if (!is_blank(last.code) && !is_invisible(last.code)) break;
    text.remove_suffix(last.size);
  }
  return text;
}

std::string bare_name(std::string_view text) {
  text = trimmed(text);
  if (is_plain_text(text)) return std::string(text);
  std::string name;
  name.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const Character each = character_at(text, at);
    if (is_blank(each.code)) name += ' ';
    else if (const char32_t code = plain(each.code); code != each.code) name += static_cast<char>(code);
    else if (!is_invisible(each.code)) name += text.substr(at, each.size);
    at += each.size;
  }
  return std::string(trimmed(name));
}

bool is_bare_name(std::string_view text) {
  if (trimmed(text).size() != text.size()) return false;
  return is_plain_text(text) || bare_name(text) == text;
}

std::string plain_word(std::string_view text) {
  constexpr std::string_view kPunctuation = ".,;:!?\"'`()[]{}<>*#";
  std::string word;
  for (std::size_t at = 0; at < text.size();) {
    const Character each = character_at(text, at);
    const char32_t code = plain(each.code);
    if (code >= 'A' && code <= 'Z') word += static_cast<char>(code - 'A' + 'a');
    else if (code < 0x80 && !is_blank(code) && !is_invisible(code) && !is_dash(code)) word += static_cast<char>(code);
    else if (code >= 0x80 && !is_blank(code) && !is_invisible(code) && !is_dash(code))
      word += text.substr(at, each.size);
    at += each.size;
  }
  const std::size_t begin = word.find_first_not_of(kPunctuation);
  if (begin == std::string::npos) return {};
  return word.substr(begin, word.find_last_not_of(kPunctuation) - begin + 1);
}

}  // namespace assent
