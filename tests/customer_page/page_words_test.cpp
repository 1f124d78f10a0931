// All languages say the same: each word is there, with the same placeholders.

#include "customer_page/words.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace assent::page_words_test {
namespace {

using namespace customer_page;

std::set<std::string> placeholders_in(std::string_view text) {
  std::set<std::string> found;
  for (std::size_t at = text.find('{'); at != std::string_view::npos; at = text.find('{', at + 1)) {
    found.insert(std::string(text.substr(at, text.find('}', at) - at + 1)));
  }
  return found;
}

TEST(PageWords, AreThereInEachLanguage) {
  for (int i = 0; i < kWords; ++i) {
    const auto each = static_cast<Word>(i);
    const std::string_view english = word(each, explanation::Language::en);
    EXPECT_FALSE(english.empty()) << i;
    for (const explanation::Language language : explanation::kLanguages) {
      EXPECT_FALSE(word(each, language).empty()) << i;
      EXPECT_EQ(placeholders_in(word(each, language)), placeholders_in(english)) << english;
      const bool translated =
          language == explanation::Language::en || english.size() <= 20 || word(each, language) != english;
      EXPECT_TRUE(translated) << english;
    }
  }
}

TEST(PageWords, AreWrittenAsText) {
  EXPECT_EQ(said(Word::our_own, explanation::Language::en, {{"carrier", "<bdi>A</bdi>"}}),
            "<bdi>A</bdi>, for its own offers");
  EXPECT_EQ(said(Word::refuse_title, explanation::Language::fr), "Refuser l&#39;utilisation de vos informations");
  EXPECT_EQ(plain(Word::refuse_title, explanation::Language::fr), "Refuser l'utilisation de vos informations");
}

}  // namespace
}  // namespace assent::page_words_test
