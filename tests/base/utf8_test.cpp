#include "base/utf8.hpp"

#include "base/issue.hpp"
#include "base/result.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::utf8_test {
namespace {

TEST(Utf8, IsWhatTheStandardSays) {
  const std::pair<std::string, std::size_t> texts[] = {
      {"", std::string::npos},
      {"plain text of more than eight bytes", std::string::npos},
      {"12345678\xD8\xA3", std::string::npos},
      {"\x7F\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF",
       std::string::npos},
      {"a\x80", 1},
      {"ab\xC1\xBF", 2},
      {"\xC2", 0},
      {"\xC2 ", 0},
      {"\xE0\x9F\xBF", 0},
      {"\xED\xA0\x80", 0},
      {"\xE1\x80", 0},
      {"\xE1\x80 ", 0},
      {"\xF0\x8F\xBF\xBF", 0},
      {"\xF4\x90\x80\x80", 0},
      {"\xF5\x80\x80\x80", 0},
      {"\xF1\x80\x80\xC0", 0},
      {"12345678\xFF", 8},
  };
  for (const auto& [text, expected] : texts) EXPECT_EQ(first_not_utf8(text), expected) << text;
}

TEST(Utf8, AgreesWithCountingForEveryCodePoint) {
  for (char32_t point = 0; point <= 0x10FFFF; ++point) {
    std::string text;
    if (point < 0x80) {
      text = {static_cast<char>(point)};
    } else if (point < 0x800) {
      text = {static_cast<char>(0xC0 | (point >> 6)), static_cast<char>(0x80 | (point & 0x3F))};
    } else if (point < 0x10000) {
      text = {static_cast<char>(0xE0 | (point >> 12)), static_cast<char>(0x80 | ((point >> 6) & 0x3F)),
              static_cast<char>(0x80 | (point & 0x3F))};
    } else {
      text = {static_cast<char>(0xF0 | (point >> 18)), static_cast<char>(0x80 | ((point >> 12) & 0x3F)),
              static_cast<char>(0x80 | ((point >> 6) & 0x3F)), static_cast<char>(0x80 | (point & 0x3F))};
    }
    const bool surrogate = point >= 0xD800 && point <= 0xDFFF;
    ASSERT_EQ(is_utf8(text), !surrogate) << static_cast<std::uint32_t>(point);
  }
}

TEST(Messages, AreOneLine) {
  EXPECT_EQ(to_string(Issue{"a.toml", 3, 4, "bad", "mend it"}), "a.toml:3:4: bad; mend it");
  EXPECT_EQ(to_string(Issue{"a.toml", 3, 0, "bad", ""}), "a.toml:3: bad");
  EXPECT_EQ(to_string(Issue{"a.toml", 0, 0, "bad", "mend it"}), "a.toml: bad; mend it");
  EXPECT_EQ(to_string(Error{ErrorCode::invalid, "bad", "mend it"}), "bad; mend it");
  EXPECT_EQ(to_string(Error{ErrorCode::invalid, "bad", ""}), "bad");
}

TEST(Utf8, GivesTheCharacterThatBegins) {
  const std::string text = "a\u00e9\u0663\U0001d7d8\xff\xe2\x80";
  const std::pair<char32_t, std::size_t> expected[] = {{'a', 1},    {0xE9, 2},   {0x663, 2}, {0x1D7D8, 4},
                                                       {0xFFFD, 1}, {0xFFFD, 1}, {0xFFFD, 1}};
  std::size_t at = 0;
  for (const auto& [code, size] : expected) {
    const Utf8Character each = character_at(text, at);
    EXPECT_EQ(each.code, code) << at;
    EXPECT_EQ(each.size, size) << at;
    at += each.size;
  }
  EXPECT_EQ(at, text.size());
}

}  // namespace
}  // namespace assent::utf8_test
