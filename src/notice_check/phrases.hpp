// Phrases: words found in a text, whatever their case, in Arabic whatever their marks, forms of letters and prefixes.
// Pure; thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assent::notice_check {

struct FoundPhrase {
  std::size_t begin = 0;  // in bytes of the text
  std::size_t end = 0;
};

// The words of a text, prepared for many searches. Refers to the text, which must outlive it.
class TextWords {
 public:
  // `prefixes` are letters that may stand before a word as a part of it.
  explicit TextWords(std::string_view text, const std::vector<std::string>& prefixes = {});

  // Where each of those that occur begins, in the text's order. `*` at a word's end stands for any ending.
  std::vector<FoundPhrase> find(std::string_view phrase) const;

 private:
  struct Word {
    std::u32string folded;
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  static std::vector<Word> words_of(std::string_view text, bool pattern);
  bool matches(const Word& word, const Word& pattern) const;

  std::vector<Word> words_;
  std::vector<std::u32string> prefixes_;
};

}  // namespace assent::notice_check
