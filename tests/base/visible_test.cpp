#include "base/visible.hpp"

#include "base/utf8.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace assent {
namespace {

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
      {"raw \x9b\xff bytes", "raw \\x9b\\xff bytes"},
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
}

RC_GTEST_PROP(Visible, NothingIsLeftThatMovesACursor, ()) {
  const auto text = *rc::gen::arbitrary<std::string>();
  const std::string shown = visible(text);
  RC_ASSERT(is_utf8(shown));
  for (const char c : shown) RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
  RC_ASSERT(shown.find("\xc2\x9b") == std::string::npos);
  RC_ASSERT(visible(shown) == shown);
}

}  // namespace
}  // namespace assent
