#include "notice_check/readability.hpp"

#include "base/utf8.hpp"
#include "explanation/language.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <vector>

namespace assent::notice_check {
namespace {

struct Counted {
  std::vector<std::u32string> words;
  std::size_t sentences = 0;
};

bool ends_sentence(char32_t code) {
  constexpr std::u32string_view kEnds = U".!?\n؟؛:…";
  return kEnds.find(code) != std::u32string_view::npos;
}

Counted counted_in(std::string_view text) {
  Counted counted;
  std::u32string word;
  bool any = false;  // a word in this sentence
  const auto end_word = [&] {
    if (!word.empty()) counted.words.push_back(word);
    any = any || !word.empty();
    word.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character each = character_at(text, at);
    const auto code = static_cast<UChar32>(each.code);
    if (u_isalpha(code) != 0) {
      word += static_cast<char32_t>(u_tolower(code));
    } else if (u_charType(code) != U_NON_SPACING_MARK && each.code != U'\u0640') {
      end_word();
      if (ends_sentence(each.code) && any) {
        ++counted.sentences;
        any = false;
      }
    }
    at += each.size;
  }
  end_word();
  if (any) ++counted.sentences;
  return counted;
}

bool is_vowel(char32_t letter) {
  constexpr std::u32string_view kVowels = U"aeiouyàâäéèêëîïôöùûüœæ";
  return kVowels.find(letter) != std::u32string_view::npos;
}

std::size_t groups_of_vowels(std::u32string_view word) {
  std::size_t groups = 0;
  bool before = false;
  for (const char32_t letter : word) {
    const bool vowel = is_vowel(letter);
    if (vowel && !before) ++groups;
    before = vowel;
  }
  return groups;
}

std::size_t english_syllables(std::u32string_view word) {
  std::size_t count = groups_of_vowels(word);
  const auto consonant_before = [&](std::size_t ending) {
    return word.size() > ending && !is_vowel(word[word.size() - ending - 1]);
  };
  const bool silent_e = word.ends_with(U"e") && !word.ends_with(U"le") && consonant_before(1);
  const bool silent_ed =
      word.ends_with(U"ed") && consonant_before(2) && !word.ends_with(U"ted") && !word.ends_with(U"ded");
  const bool silent_es = word.ends_with(U"es") && consonant_before(2) && !word.ends_with(U"ses") &&
                         !word.ends_with(U"ces") && !word.ends_with(U"ges") && !word.ends_with(U"zes") &&
                         !word.ends_with(U"ches") && !word.ends_with(U"shes") && !word.ends_with(U"xes");
  if ((silent_e || silent_ed || silent_es) && count > 1) --count;
  return std::max<std::size_t>(count, 1);
}

// A mute `e` at the end is no syllable; the plural's nor the verb's ending either.
std::size_t french_syllables(std::u32string_view word) {
  std::size_t count = groups_of_vowels(word);
  const auto consonant_before = [&](std::size_t ending) {
    return word.size() > ending && !is_vowel(word[word.size() - ending - 1]);
  };
  const bool mute = (word.ends_with(U"e") && consonant_before(1)) || (word.ends_with(U"es") && consonant_before(2)) ||
                    (word.ends_with(U"ent") && word.size() > 4 && consonant_before(3) && !word.ends_with(U"ment"));
  if (mute && count > 1) --count;
  return std::max<std::size_t>(count, 1);
}

bool is_long_vowel(char32_t letter) { return std::u32string_view(U"اويىآ").find(letter) != std::u32string_view::npos; }

// As OSMAN weighs them: a long syllable is two. A letter that is no long vowel bears a short one, but two in a row
// close a syllable together.
std::size_t arabic_syllables(std::u32string_view word) {
  std::size_t count = 0;
  std::size_t bare = 0;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i > 0 && is_long_vowel(word[i])) {
      count += 2 + (bare > 0 ? (bare - 1 + 1) / 2 : 0);
      bare = 0;
    } else {
      ++bare;
    }
  }
  return std::max<std::size_t>(count + (bare + 1) / 2, 1);
}

bool has_formal_letters(std::u32string_view word) {
  return word.find_first_of(U"ئءؤذظ") != std::u32string_view::npos || word.ends_with(U"وا") || word.ends_with(U"ون");
}

constexpr std::size_t kLongWord = 5;     // letters; a longer word is a long one
constexpr std::size_t kComplexWord = 4;  // syllables

double osman(const Counted& text) {
  std::size_t syllables = 0;
  std::size_t hard = 0;
  for (const std::u32string& word : text.words) {
    const std::size_t own = arabic_syllables(word);
    const bool complex = own > kComplexWord;
    syllables += own;
    hard += (word.size() > kLongWord ? 1U : 0U) + (complex ? 1U : 0U) + (complex && has_formal_letters(word) ? 1U : 0U);
  }
  const auto words = static_cast<double>(text.words.size());
  return 200.791 - 1.015 * words / static_cast<double>(text.sentences) -
         24.181 * static_cast<double>(syllables + hard) / words;
}

double by_syllables(const Counted& text, double all, double of_syllables,
                    std::size_t (*syllables_of)(std::u32string_view)) {
  std::size_t syllables = 0;
  for (const std::u32string& word : text.words) syllables += syllables_of(word);
  const auto words = static_cast<double>(text.words.size());
  return all - 1.015 * words / static_cast<double>(text.sentences) -
         of_syllables * static_cast<double>(syllables) / words;
}

}  // namespace

std::optional<Readability> readability_of(std::string_view text, std::string_view language) {
  const auto known = explanation::language_named(language);
  const Counted counted = counted_in(text);
  if (!known || counted.words.empty()) return std::nullopt;
  Readability result{{}, 0, counted.words.size(), counted.sentences};
  switch (*known) {
    case explanation::Language::en:
      result.measure = "flesch";
      result.score = by_syllables(counted, 206.835, 84.6, english_syllables);
      break;
    case explanation::Language::fr:
      result.measure = "kandel_moles";
      result.score = by_syllables(counted, 207, 73.6, french_syllables);
      break;
    case explanation::Language::ar:
      result.measure = "osman";
      result.score = osman(counted);
      break;
  }
  return result;
}

}  // namespace assent::notice_check
