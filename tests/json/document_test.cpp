// What counts as JSON, and what each part of it says.

#include "json/document.hpp"

#include <boost/json.hpp>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace assent::json {
namespace document_tests {

using FaultKind = Fault::Kind;

TEST(JsonDocument, EveryKindOfValueIsRead) {
  const std::string text = R"( {"a": [1, -2.5e3, true, false, null], "b": {"c": "d\n\u00e9\ud83d\ude00"}, "": ""} )";
  Document document;
  ASSERT_TRUE(document.read(text));
  const Value root = document.root();
  ASSERT_EQ(root.size(), 3U);
  const Value list = root.find("a").value();
  std::string raw;
  for (const auto& item : list) raw += std::string(item.value.raw()) + ";";
  EXPECT_EQ(raw, "1;-2.5e3;true;false;null;");
  EXPECT_EQ((*list.begin()).value.integer(), 1);
  EXPECT_EQ(root.find("b")->find("c")->text(), "d\n\xC3\xA9\xF0\x9F\x98\x80");
  EXPECT_EQ(root.find("b")->find("c")->raw(), R"("d\n\u00e9\ud83d\ude00")");
  EXPECT_EQ(root.find("")->text(), "");
  EXPECT_FALSE(root.find("d"));
  EXPECT_FALSE(list.find("a"));
  EXPECT_EQ(root.raw(), text.substr(1, text.size() - 2));
}

TEST(JsonDocument, NoNumberPassesThroughFloatingPoint) {
  Document document;
  ASSERT_TRUE(document.read("[9223372036854775807, 9223372036854775808, 1e400, 0.1, -0, 1.0]"));
  std::string integers;
  std::string written;
  for (const auto& item : document.root()) {
    integers += item.value.integer() ? std::to_string(*item.value.integer()) + ";" : "none;";
    written += std::string(item.value.number()) + ";";
  }
  EXPECT_EQ(integers, "9223372036854775807;none;none;none;0;none;");
  EXPECT_EQ(written, "9223372036854775807;9223372036854775808;1e400;0.1;-0;1.0;");
}

struct Refused {
  const char* name;
  std::string text;
  FaultKind kind;
  std::size_t offset;
};

class JsonRefused : public testing::TestWithParam<Refused> {};

TEST_P(JsonRefused, SaysWhatAndWhere) {
  Document document;
  const auto read = document.read(GetParam().text);
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, GetParam().kind);
  EXPECT_EQ(read.error().offset, GetParam().offset);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, JsonRefused,
    testing::Values(
        Refused{"Empty", "", FaultKind::cut_off, 0}, Refused{"Blank", "  ", FaultKind::cut_off, 2},
        Refused{"ByteOrderMark", "\xEF\xBB\xBF{}", FaultKind::malformed, 0},
        Refused{"CommaAtTheEnd", "[1,]", FaultKind::malformed, 3},
        Refused{"CommaInATable", R"({"a":1,})", FaultKind::malformed, 7},
        Refused{"NoColon", R"({"a" 1})", FaultKind::malformed, 5}, Refused{"NoComma", "[1 2]", FaultKind::malformed, 3},
        Refused{"WrongBracket", "[1}", FaultKind::malformed, 2},
        Refused{"KeyIsNoText", "{1:2}", FaultKind::malformed, 1},
        Refused{"LeadingZero", "01", FaultKind::more_follows, 1}, Refused{"PlusSign", "+1", FaultKind::malformed, 0},
        Refused{"NoFigures", "-", FaultKind::cut_off, 1}, Refused{"NoFraction", "1.", FaultKind::cut_off, 2},
        Refused{"NoExponent", "[1e]", FaultKind::malformed, 3}, Refused{"NotANumber", "NaN", FaultKind::malformed, 0},
        Refused{"Word", "nul", FaultKind::cut_off, 3}, Refused{"Capital", "True", FaultKind::malformed, 0},
        Refused{"SingleQuotes", "'a'", FaultKind::malformed, 0},
        Refused{"ControlCharacter", "\"a\tb\"", FaultKind::malformed, 2},
        Refused{"UnknownEscape", R"("\x")", FaultKind::malformed, 2},
        Refused{"ShortEscape", R"("\u12")", FaultKind::malformed, 5},
        Refused{"HalfASurrogate", R"("a\ud800b")", FaultKind::not_utf8, 2},
        Refused{"LowSurrogateAlone", R"("\udc00")", FaultKind::not_utf8, 1},
        Refused{"TwoHighSurrogates", R"("\ud800\ud800")", FaultKind::not_utf8, 1},
        Refused{"NotUtf8", "\"\xFF\"", FaultKind::not_utf8, 1}, Refused{"NoEnd", "[[1", FaultKind::cut_off, 3},
        Refused{"NoEndOfText", "\"abc", FaultKind::cut_off, 4},
        Refused{"NoEndOfEscape", "\"abc\\", FaultKind::cut_off, 5},
        Refused{"TwoValues", "{} {}", FaultKind::more_follows, 3},
        Refused{"NulByte", std::string("[1]\0", 4), FaultKind::more_follows, 3},
        Refused{"Repeated", R"({"a":1,"b":2,"a":3})", FaultKind::repeated_key, 13},
        Refused{"RepeatedByEscape", R"({"a":1,"\u0061":3})", FaultKind::repeated_key, 7},
        Refused{"RepeatedAmongMany",
                R"({"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1,"l":1,"m":1,"b":1})",
                FaultKind::repeated_key, 79},
        Refused{"TooDeep", std::string(33, '[') + std::string(33, ']'), FaultKind::too_deep, 32}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(JsonDocument, TooLong) {
  Document document;
  const auto read = document.read("[1,2,3]", {.bytes = 6, .depth = 4});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, FaultKind::too_long);
}

// Read again, it forgets what was there before.
TEST(JsonDocument, IsReadAgain) {
  Document document;
  ASSERT_FALSE(document.read(R"({"a":["\n")"));
  ASSERT_TRUE(document.read(R"({"b":"\t"})"));
  EXPECT_EQ(document.root().find("b")->text(), "\t");
}

// Texts made of JSON's characters: this reader and a well-kept library accept the same ones, with the same values.
RC_GTEST_PROP(JsonDocument, AgreesWithBoost, ()) {
  const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>(
      "{", "}", "[", "]", ",", ":", "\"", "\\", "\\n", "\\u0041", "\\ud83d\\ude00", "a", "b", "\"a\"", "\"b\":", "1",
      "0", "-", ".5", "e3", "true", "false", "null", " ", "\n", "\xC3\xA9"));
  std::string text;
  for (const auto& piece : pieces) text += piece;
  Document document;
  const auto ours = document.read(text);
  boost::system::error_code error;
  const auto theirs = boost::json::parse(text, error);
  if (!ours && ours.error().kind == FaultKind::repeated_key) return;
  RC_ASSERT(ours.has_value() == !error);
  if (error) return;
  // A value's own text, read again, is the same value.
  RC_ASSERT(boost::json::parse(std::string(document.root().raw())) == theirs);
}

}  // namespace document_tests
}  // namespace assent::json
