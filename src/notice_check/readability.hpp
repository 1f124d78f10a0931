// How easy a text is to read, by the measure of its language. Pure; thread-safe.
//
//   en  Flesch reading ease (Flesch 1948): 206.835 - 1.015 words/sentence - 84.6 syllables/word
//   fr  Kandel and Moles (1958): 207 - 1.015 words/sentence - 73.6 syllables/word
//   ar  OSMAN (El-Haj and Rayson 2016): 200.791 - 1.015 words/sentence - 24.181 (long words + syllables + complex words
//       + formal words)/word. OSMAN counts syllables by vowel marks; texts for customers have none, so the short
//       syllables are estimated. Scores are comparable among such texts, and not with those of texts with marks
//
// A higher score is easier. Syllables of English and French are counted by rules for letters, not by a dictionary.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace assent::notice_check {

struct Readability {
  std::string_view measure;   // `flesch`, `kandel_moles`, `osman`
  double score = 0;           // not limited to 0..100
  std::size_t words = 0;      // without numbers
  std::size_t sentences = 0;  // a line's end ends one
};

// Of a text in that language (`en`, `fr`, `ar`, and tags that begin so). None: there is no measure for the language, or
// the text has no word.
std::optional<Readability> readability_of(std::string_view text, std::string_view language);

}  // namespace assent::notice_check
