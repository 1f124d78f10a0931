// A text that an expression matches is never excluded.
#include "world/digit_language.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <regex>
#include <string>

namespace assent::digit_language_test {

using namespace world;
namespace {

struct Asked {
  const char* expression;
  const char* digits;
  bool may_match;
  bool may_begin;  // a match may stand at the beginning
};

TEST(DigitLanguage, ExcludesWhatItCan) {
  const Asked questions[] = {
      {"0", "0", true, true},
      {"0", "03", false, true},
      {"00", "03", false, false},
      {"011", "01", false, true},
      {"", "1", false, true},
      {"[27-9]\\d{7}|[13-9]\\d{6}", "3123456", true, true},
      {"[27-9]\\d{7}|[13-9]\\d{6}", "03123456", false, false},
      {"[27-9]\\d{7}|[13-9]\\d{6}", "31234567", false, true},
      {"(?:000800|[2-9]\\d\\d)\\d{7}|1\\d{7,12}", "09876543210", false, false},
      {"(?:000800|[2-9]\\d\\d)\\d{7}|1\\d{7,12}", "0008001234567", true, true},
      {"1\\d{2,3}", "12", false, true},
      {"1\\d{2,3}", "1234", true, true},
      {"1\\d{2,3}", "12345", false, true},
      {"1(?:2\\d?)?", "1", true, true},
      {"1(?:2\\d?)?", "13", false, true},
      {"1|([2-9]\\d{6})$", "2345678", true, true},
      {"1|([2-9]\\d{6})$", "0345678", false, false},
  };
  for (const Asked& question : questions) {
    const DigitLanguage language(question.expression);
    EXPECT_EQ(language.may_match(question.digits), question.may_match) << question.expression << ' ' << question.digits;
    EXPECT_EQ(language.may_match_beginning_of(question.digits), question.may_begin)
        << question.expression << ' ' << question.digits;
  }
}

TEST(DigitLanguage, TakesWhatItCannotReadForEverything) {
  for (const char* expression : {"1*", "1+", "(?=1)1", "(?!1)1", "1.", "^1", "[^1]", "[1", "(1", "1)", "1{2", "1{2,}",
                                 "1{40}", "a", "\\D", "1{}", "1??", "1{2}?"}) {
    EXPECT_TRUE(DigitLanguage(expression).may_match("98765")) << expression;
    EXPECT_TRUE(DigitLanguage(expression).may_match_beginning_of("98765")) << expression;
  }
}

TEST(DigitLanguage, MatchesNothingWhenEmpty) {
  EXPECT_FALSE(DigitLanguage().may_match("12"));
  EXPECT_FALSE(DigitLanguage().may_match_beginning_of("12"));
}

std::string expression(int depth) {
  const int kind = *rc::gen::inRange(0, depth > 0 ? 8 : 3);
  const auto digit = [] { return std::to_string(*rc::gen::inRange(0, 4)); };
  if (kind == 0) return digit();
  if (kind == 1) return "\\d";
  if (kind == 2) return "[" + digit() + "2-3]";
  if (kind == 3) return "(?:" + expression(depth - 1) + "|" + expression(depth - 1) + ")";
  if (kind == 4) return "(" + expression(depth - 1) + ")?";
  if (kind == 5) return "(?:" + expression(depth - 1) + "){1,2}";
  return expression(depth - 1) + expression(depth - 1);
}

RC_GTEST_PROP(DigitLanguageLaw, NeverExcludesAMatch, ()) {
  const std::string text = expression(3);
  const DigitLanguage language(text);
  const std::regex exact(text);
  for (int number = 0; number < 256; ++number) {
    for (std::size_t size = 0; size <= 4; ++size) {
      std::string digits;
      for (std::size_t i = 0; i < size; ++i) digits += static_cast<char>('0' + (number >> (2 * i) & 3));
      if (std::regex_match(digits, exact)) RC_ASSERT(language.may_match(digits));
      const bool begins = std::regex_search(digits, exact, std::regex_constants::match_continuous);
      if (begins) RC_ASSERT(language.may_match_beginning_of(digits));
    }
  }
}

}  // namespace
}  // namespace assent::digit_language_test
