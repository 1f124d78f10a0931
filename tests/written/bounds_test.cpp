// A text that is too long or too deep never reaches a parser, which calls itself once for each level.

#include "written/bounds.hpp"
#include "written/written.hpp"

#include <gtest/gtest.h>

#include <string>

namespace assent::bounds_test {

using namespace written;
namespace {

std::string repeated(std::string_view piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += piece;
  return text;
}

std::string in_lists(int depth) { return "k = " + repeated("[", depth) + repeated("]", depth) + "\n"; }
std::string in_tables(int depth) { return "k = " + repeated("{a=", depth) + "1" + repeated("}", depth) + "\n"; }
std::string dotted(int depth) { return "a" + repeated(".a", depth) + " = 1\n"; }
std::string header(int depth) { return "[a" + repeated(".a", depth - 1) + "]\n"; }
std::string headers(int depth) { return "[[a" + repeated(". \"a\"", depth - 2) + "]]\n"; }
// A dotted key within a table within a list, and so on.
std::string mixed(int thirds) { return "k = " + repeated("[{a.a=", thirds) + "1" + repeated("}]", thirds) + "\n"; }

TEST(Bounds, AreReachedByWhateverGoesDeep) {
  for (const auto& make : {in_lists, in_tables, dotted, header, headers}) {
    EXPECT_TRUE(read_toml(make(kWrittenDepthMax), "f")) << make(kWrittenDepthMax);
    const auto refused = read_toml(make(kWrittenDepthMax + 1), "f");
    ASSERT_FALSE(refused) << make(kWrittenDepthMax + 1);
    EXPECT_EQ(refused.error().line, 1);
    EXPECT_EQ(refused.error().problem, "lists, tables or the parts of a key are nested more than 32 deep here");
  }
  EXPECT_TRUE(read_toml(mixed(10), "f"));
  EXPECT_FALSE(read_toml(mixed(11), "f"));
}

TEST(Bounds, SayWhere) {
  const auto refused = read_toml("# é\nx = \"é\"\n" + in_lists(33), "f.toml");
  ASSERT_FALSE(refused);
  EXPECT_EQ(to_string(refused.error()),
            "f.toml:3:37: lists, tables or the parts of a key are nested more than 32 deep here; write it with fewer "
            "levels; nothing was read");
}

TEST(Bounds, DoNotCountWhatStandsInStringsAndComments) {
  const std::string deep = repeated("[a.{", 100);
  for (const std::string& text :
       {"a = \"" + deep + "\"\n", "a = '" + deep + "'\n", "a = \"\"\"" + deep + "\n\\\"" + deep + "\"\"\"\"\"\n",
        "a = '''" + deep + "\n''" + deep + "'''\n", "# " + deep + "\n", "\"" + deep + "\" = 1\n"}) {
    EXPECT_TRUE(read_toml(text, "f")) << text;
  }
}

// What follows a string is checked again.
TEST(Bounds, AreNotLeftBehindAString) {
  for (const std::string string : {R"("\"")", "'\\'", "\"\"\"a\"\"\"\"\"", "'''a''''", R"("\\")", "\"\"", "''"}) {
    EXPECT_FALSE(read_toml("s = [" + string + "," + repeated("[", 40) + repeated("]", 40) + "]\n", "f")) << string;
    EXPECT_TRUE(read_toml("s = [" + string + "," + repeated("[", 30) + repeated("]", 30) + "]\n", "f")) << string;
  }
  EXPECT_FALSE(read_toml("s = 1 # \"\n" + in_lists(40), "f"));
  EXPECT_FALSE(read_toml("s = \"\"\"a\"\"\"\n" + dotted(40), "f"));
}

TEST(Bounds, CountEachKeyByItself) {
  EXPECT_TRUE(read_toml(repeated("[[t]]\na.b = 1\nc = [1.5, 2.5, {x.y = 1.5}]\n", 200), "f"));
}

TEST(Bounds, AreOfJsonToo) {
  const auto deep = [](int depth) { return "{\"a\":" + repeated("[", depth - 1) + repeated("]", depth - 1) + "}"; };
  EXPECT_TRUE(read_json(deep(kWrittenDepthMax), "f"));
  EXPECT_FALSE(read_json(deep(kWrittenDepthMax + 1), "f"));
}

TEST(Bounds, AreOfLength) {
  const std::string comment = "#" + std::string(kWrittenBytesMax - 2, ' ') + "\n";
  EXPECT_TRUE(read_toml(comment, "f"));
  EXPECT_FALSE(read_toml(comment + "\n", "f"));
  const std::string blanks = "{}" + std::string(kWrittenBytesMax - 1, ' ');
  EXPECT_FALSE(read_json(blanks, "f"));
}

// Any bytes are refused or read.
TEST(Bounds, EndWithTheText) {
  for (const std::string text :
       {"\"", "'", "\"\"\"", "'''", "\"\"\"\\", "\"\\", "#", "[", "]]]]", "a.", "\"\"\"a\"\""}) {
    EXPECT_FALSE(beyond_bounds_of_toml(text, "f")) << text;
  }
}

}  // namespace
}  // namespace assent::bounds_test
