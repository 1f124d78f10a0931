#include "base/visible.hpp"

#include "base/unseen.hpp"
#include "base/utf8.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace assent::visible_test {
namespace {

std::string utf8_of(char32_t code) {
  const auto part = [&](unsigned shift, unsigned lead) {
    return static_cast<char>(lead | ((code >> shift) & (lead == 0x80 ? 0x3FU : 0xFFU)));
  };
  if (code < 0x80) return {part(0, 0)};
  if (code < 0x800) return {part(6, 0xC0), part(0, 0x80)};
  if (code < 0x10000) return {part(12, 0xE0), part(6, 0x80), part(0, 0x80)};
  return {part(18, 0xF0), part(12, 0x80), part(6, 0x80), part(0, 0x80)};
}

TEST(Visible, WritesWhatATerminalWouldObeyAsAnEscape) {
  const std::pair<const char*, const char*> rows[] = {
      {"plain", "plain"},
      {"\x1b[1A\x1b[2K\x1b[32mopted in", "\\u001b[1A\\u001b[2K\\u001b[32mopted in"},
      {"a\nb\rc\td\x7f", "a\\u000ab\\u000dc\\u0009d\\u007f"},
      {"\xc2\x9b"
       "31m",
       "\\u009b31m"},
      {"x\u202ey\u2066z\u061c", "x\\u202ey\\u2066z\\u061c"},
      {"a\u2028b\u2029c", "a\\u2028b\\u2029c"},
      {"A\u200b-1\u2060\ufeff\u00ad", "A\\u200b-1\\u2060\\ufeff\\u00ad"},
      {"x\u034fy\u115fz\u3164\uffa0\u2800", "x\\u034fy\\u115fz\\u3164\\uffa0\\u2800"},
      {"x\ufe0f\ufff0\u180b", "x\\ufe0f\\ufff0\\u180b"},
      {"x\U000e0041y\U000e0100\U0001d173\U0001bca0", "x\\udb40\\udc41y\\udb40\\udd00\\ud834\\udd73\\ud82f\\udca0"},
      {"raw \x9b\xff bytes", "raw \\x9b\\xff bytes"},
      {"lost \ufffd", "lost \ufffd"},
      {"cut \xe2\x80", "cut \\xe2\\x80"},
      {"مُوَافَقَة می\u200cخواهم 電話 é", "مُوَافَقَة می\u200cخواهم 電話 é"},
      {"C:\\u001b", "C:\\u001b"},
  };
  for (const auto& [text, shown] : rows) EXPECT_EQ(visible(text), shown);
  EXPECT_EQ(visible(std::string_view("a\0b", 3)), "a\\u0000b");
  EXPECT_EQ(visible_lines("a\tb\n\u2068c\u2069\x1b[m\u202e"), "a\tb\n\u2068c\u2069\\u001b[m\\u202e");
}

TEST(Visible, OfJsonIsJson) {
  EXPECT_EQ(visible_json("{\"a\":\"\\n\xc2\x9b\xe2\x80\xae\xff\"}"), "{\"a\":\"\\n\\u009b\\u202e\\ufffd\"}");
  EXPECT_EQ(visible_json("{\"a\":\"\U000e0041\"}"), "{\"a\":\"\\udb40\\udc41\"}");
}

RC_GTEST_PROP(Visible, NothingIsLeftThatMovesACursor, ()) {
  const auto text = *rc::gen::arbitrary<std::string>();
  const std::string shown = visible(text);
  RC_ASSERT(is_utf8(shown));
  for (const char c : shown) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
  RC_ASSERT(shown.find("\xc2\x9b") == std::string::npos);
  RC_ASSERT(visible(shown) == shown);
}

// What a list's reader leaves out of a name is never printed as it is. Exceptions: the joiners of letters, and the mark
// of a lost character, which is visible.
TEST(Visible, ShowsWhateverShowsNothing) {
  std::size_t nothing = 0;
  for (char32_t code = 0; code < 0xE2000; ++code) {
    if (code == 0x20000) code = 0xDF000;  // ideographs, then a long range without characters
    if (!shows_nothing(code)) continue;
    ++nothing;
    const std::string text = utf8_of(code);
    const bool stays = code == 0x200C || code == 0x200D || code == 0xFFFD;
    EXPECT_EQ(character_at(text, 0).code, code);
    EXPECT_EQ(visible(text).starts_with("\\u"), !stays) << visible(text);
    EXPECT_FALSE(shows_blank(code));
  }
  EXPECT_GT(nothing, 4000U);
}

}  // namespace
}  // namespace assent::visible_test
