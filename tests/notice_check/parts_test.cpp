// The parts of the check: places, phrases, measures, variables, words.

#include "ready_made.hpp"

#include "notice_check/phrases.hpp"
#include "notice_check/variables.hpp"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <set>

namespace assent::parts_test {

using namespace notice_check;
using namespace notice_check_test;
namespace {

TEST(PlaceIn, IsThatOfTheCharacterBehindEscapesAndLineEnds) {
  const struct {
    std::string source;
    std::string character;
    int line;
    int column;
  } cases[] = {
      {"a = \"one {x\"", "{", 1, 10},
      {"a = \"é\\t\\\"é{x\"", "{", 1, 12},
      {"a = \"\"\"\none\ntwo {x\"\"\"", "{", 3, 5},
      {"a = \"\"\"one \\\n   two {x\"\"\"", "{", 2, 8},
      {"a = '''\n\"{x'''", "{", 2, 2},
      {"a = \"\\u00e9{x\"", "{", 1, 12},
      {"a = \"\\U0001F600{x\"", "{", 1, 16},
      {"\n\na = \"سلام {x\"", "{", 3, 11},
  };
  for (const auto& each : cases) {
    const auto whole = written::read_toml(each.source, "x").value();
    const written::Written& value = whole.entries[0].value;
    const std::size_t offset = value.text.find(each.character);
    const written::Place place = place_in(each.source, {value.text, value.place}, offset);
    EXPECT_EQ(place.line, each.line) << each.source;
    EXPECT_EQ(place.column, each.column) << each.source;
  }
}

TEST(Phrases, AreWholeWordsWhateverTheirCaseMarksAndPrefixes) {
  EXPECT_EQ(TextWords("Do ACT  now!").find("act now").size(), 1U);
  EXPECT_TRUE(TextWords("React nowhere").find("act now").empty());
  EXPECT_EQ(TextWords("it is urgently needed").find("urgent*").size(), 1U);
  EXPECT_TRUE(TextWords("insurgent").find("urgent*").empty());
  EXPECT_EQ(TextWords("C'est l’offre").find("offre").size(), 1U);
  EXPECT_EQ(TextWords("وهديّةٌ لك", {"و"}).find("هدية").size(), 1U);
  EXPECT_TRUE(TextWords("وهدية").find("هدية").empty()) << "without the prefix";
  EXPECT_EQ(TextWords("إستعجل").find("استعجل").size(), 1U);
  EXPECT_EQ(TextWords("خطـــر").find("خطر").size(), 1U);
  EXPECT_TRUE(TextWords("x").find("").empty());
}

TEST(Readability, IsFleschForEnglish) {
  // 8 words, 1 sentence, 9 syllables by hand.
  const auto found = readability_of("The cat sat on the mat by noon today.", "en");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->measure, "flesch");
  EXPECT_EQ(found->words, 9U);
  EXPECT_NEAR(found->score, 206.835 - 1.015 * 9 - 84.6 * 10 / 9, 0.001);
  EXPECT_FALSE(readability_of("12 34", "en"));
  EXPECT_FALSE(readability_of("words", "de"));
}

TEST(Readability, IsKandelAndMolesForFrench) {
  // `Le chat dort. Il rêve.`: 5 words, 2 sentences; rêve has one syllable.
  const auto found = readability_of("Le chat dort. Il rêve.", "fr");
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->score, 207 - 1.015 * 2.5 - 73.6 * 5 / 5, 0.001);
}

TEST(Readability, IsOsmanForArabicAndTakesMarksForNothing) {
  const auto plain = readability_of("هذا بيت. هذا ولد.", "ar");
  const auto marked = readability_of("هٰذا بَيْتٌ. هٰذا وَلَدٌ.", "ar-LB");
  ASSERT_TRUE(plain && marked);
  EXPECT_EQ(plain->measure, "osman");
  EXPECT_EQ(plain->sentences, 2U);
  EXPECT_NEAR(plain->score, marked->score, 0.001);
  const auto hard = readability_of("استعمالاتنا للمعلومات تستوجب استحصالنا", "ar");
  EXPECT_GT(plain->score, hard->score + 50);
}

RC_GTEST_PROP(Variables, WhateverTheTextItsVariablesAndStrayBracesAreItsBraces, (const std::string& text)) {
  const VariablesFound found = variables_in(text);
  std::size_t braces = 0;
  for (const char c : text) braces += c == '{' || c == '}' ? 1U : 0U;
  RC_ASSERT(braces == found.stray.size() + 2 * found.variables.size());
  RC_ASSERT(filled(text, [](const Variable&) { return std::nullopt; }) == text);
}

RC_GTEST_PROP(NoticeCheck, AnyChangeOfAByteIsCheckedWithoutHarm, ()) {
  std::string text = text_of_file("notices/tra/partner-opt-in.toml");
  const auto at = *rc::gen::inRange<std::size_t>(0, text.size());
  text[at] = *rc::gen::arbitrary<char>();
  const Checked found = checked(text, with("tra"));
  RC_ASSERT(found.notice || !found.findings.empty());
  for (const Finding& each : found.findings) RC_ASSERT(!text_of(each, explanation::Language::ar).problem.empty());
}

TEST(FindingWords, AreThereInEachLanguageWithTheSamePlaceholders) {
  const auto placeholders = [](std::string_view text) {
    std::multiset<std::string> found;
    for (const Variable& each : variables_in(text).variables)
      found.insert(std::string(text.substr(each.begin, each.end - each.begin)));
    return found;
  };
  for (int i = 0; i < kFindingCodes; ++i) {
    const auto at = static_cast<std::size_t>(i);
    const FindingWords& english = finding_table(explanation::Language::en).at(at);
    EXPECT_FALSE(to_string(english.code).empty());
    for (const explanation::Language language : explanation::kLanguages) {
      const FindingWords& words = finding_table(language).at(at);
      EXPECT_EQ(static_cast<int>(words.code), i) << "in the order of the codes";
      EXPECT_EQ(placeholders(words.problem), placeholders(english.problem)) << to_string(words.code);
      EXPECT_EQ(placeholders(words.mend), placeholders(english.mend)) << to_string(words.code);
    }
  }
}

TEST(WordListFile, NamesEveryFault) {
  const auto read = read_word_list("[sms]\nparts_most = 0\n", "words.toml");
  ASSERT_FALSE(read);
  EXPECT_GT(read.error().size(), 3U);
}

TEST(CarrierFileText, IsReadWithEveryFaultNamed) {
  EXPECT_EQ(written::in_language(carrier().name, "ar-LB"), "شركة المثال للاتصالات");
  EXPECT_EQ(written::in_language(carrier().ways[0].shown, "fr"), "1234");
  const auto read =
      read_carrier_file("name = \"a{b\"\n[[way]]\nname = \"x\"\nchannel = \"telex\"\nshown = 3\n", "c.toml");
  ASSERT_FALSE(read);
  std::string told;
  for (const Issue& issue : read.error()) told += to_string(issue) + "\n";
  EXPECT_THAT(told,
              testing::AllOf(testing::HasSubstr("braces"), testing::HasSubstr("telex"), testing::HasSubstr("live")));
}

}  // namespace
}  // namespace assent::parts_test
