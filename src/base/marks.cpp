#include "base/marks.hpp"

#include "base/unseen.hpp"
#include "base/utf8.hpp"

#include <algorithm>
#include <cstddef>

namespace assent {
namespace {

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
    const Utf8Character first = character_at(text, 0);
    if (!shows_blank(first.code) && !shows_nothing(first.code)) break;
    text.remove_prefix(first.size);
  }
  while (!text.empty() && !is_plain_ascii(text.back())) {
    std::size_t size = 1;
    // Back to where the last character begins; a byte that belongs to none is one by itself.
    while (size < 4 && size < text.size() && (static_cast<unsigned char>(text[text.size() - size]) & 0xC0) == 0x80) {
      ++size;
    }
    Utf8Character last = character_at(text, text.size() - size);
    if (last.size != size) last = {kReplacementCharacter, 1};
    if (!shows_blank(last.code) && !shows_nothing(last.code)) break;
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
    const Utf8Character each = character_at(text, at);
    if (shows_blank(each.code)) name += ' ';
    else if (const char32_t code = plain(each.code); code != each.code) name += static_cast<char>(code);
    else if (!shows_nothing(each.code)) name += text.substr(at, each.size);
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
    const Utf8Character each = character_at(text, at);
    const char32_t code = plain(each.code);
    if (code >= 'A' && code <= 'Z') word += static_cast<char>(code - 'A' + 'a');
    else if (code < 0x80 && !shows_blank(code) && !shows_nothing(code) && !is_dash(code))
      word += static_cast<char>(code);
    else if (code >= 0x80 && !shows_blank(code) && !shows_nothing(code) && !is_dash(code))
      word += text.substr(at, each.size);
    at += each.size;
  }
  const std::size_t begin = word.find_first_not_of(kPunctuation);
  if (begin == std::string::npos) return {};
  return word.substr(begin, word.find_last_not_of(kPunctuation) - begin + 1);
}

}  // namespace assent
