#include "notice_check/phrases.hpp"

#include "base/utf8.hpp"

#include <unicode/uchar.h>

#include <algorithm>

namespace assent::notice_check {
namespace {

UChar32 ucs(char32_t code) { return static_cast<UChar32>(code); }

bool is_mark(char32_t code) {
  const auto type = u_charType(ucs(code));
  return type == U_NON_SPACING_MARK || code == U'\u0640';  // the tatweel only stretches a word
}

// An apostrophe and a hyphen divide words, in texts as in phrases.
bool is_in_word(char32_t code) { return u_isalnum(ucs(code)) != 0 || is_mark(code); }

char32_t folded_letter(char32_t code) {
  switch (code) {
    case U'أ':
    case U'إ':
    case U'آ':
    case U'ٱ': return U'ا';
    case U'ى': return U'ي';
    case U'ة': return U'ه';
    default: return static_cast<char32_t>(u_foldCase(ucs(code), U_FOLD_CASE_DEFAULT));
  }
}

}  // namespace

std::vector<TextWords::Word> TextWords::words_of(std::string_view text, bool pattern) {
  std::vector<Word> words;
  bool within = false;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character each = character_at(text, at);
    const bool any_ending = pattern && each.code == U'*' && within;
    if (any_ending || is_in_word(each.code)) {
      if (!within) words.push_back({{}, at, at});
      within = true;
      if (!is_mark(each.code)) words.back().folded += any_ending ? U'*' : folded_letter(each.code);
      words.back().end = at + each.size;
    } else {
      within = false;
    }
    at += each.size;
  }
  return words;
}

TextWords::TextWords(std::string_view text, const std::vector<std::string>& prefixes) : words_(words_of(text, false)) {
  for (const std::string& prefix : prefixes) {
    for (const Word& each : words_of(prefix, false)) prefixes_.push_back(each.folded);
  }
}

bool TextWords::matches(const Word& word, const Word& pattern) const {
  std::u32string_view meant = pattern.folded;
  const bool any_ending = meant.ends_with(U'*');
  if (any_ending) meant.remove_suffix(1);
  const auto is = [&](std::u32string_view said) { return any_ending ? said.starts_with(meant) : said == meant; };
  const std::u32string_view said = word.folded;
  return is(said) || std::any_of(prefixes_.begin(), prefixes_.end(), [&](const std::u32string& prefix) {
           return said.starts_with(prefix) && is(said.substr(prefix.size()));
         });
}

std::vector<FoundPhrase> TextWords::find(std::string_view phrase) const {
  const std::vector<Word> pattern = words_of(phrase, true);
  std::vector<FoundPhrase> found;
  if (pattern.empty()) return found;
  for (std::size_t at = 0; at + pattern.size() <= words_.size(); ++at) {
    bool all = true;
    for (std::size_t i = 0; all && i < pattern.size(); ++i) all = matches(words_[at + i], pattern[i]);
    if (all) found.push_back({words_[at].begin, words_[at + pattern.size() - 1].end});
  }
  return found;
}

}  // namespace assent::notice_check
