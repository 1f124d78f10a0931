// A JSON document of others, changed and written again: what is not changed stays as it was written.

#include "json/tree.hpp"
#include "json/patch.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace assent::json {
namespace tree_tests {

Tree of(std::string_view json) {
  auto tree = read_tree(json);
  EXPECT_TRUE(tree) << json;
  return tree.value_or(Tree{});
}

TEST(JsonTree, EverythingIsWrittenAsItWasRead) {
  for (const char* text :
       {R"({"b":1.50,"a":-0.0,"c":1E400,"d":"\u00e9\/","e":[true,null,{}],"":"" })", "[]", "7", R"("x")", "null"}) {
    std::string compact(text);
    std::erase(compact, ' ');
    EXPECT_EQ(to_json(of(text)), compact);
  }
}

TEST(JsonTree, NumbersAreComparedByValueHoweverTheyAreWritten) {
  const auto order = [](const char* a, const char* b) { return compare_numbers(a, b); };
  for (const auto& [a, b] : {std::pair("1", "1.0"),
                             {"10e-1", "1"},
                             {"0", "-0.000e99"},
                             {"100", "1E2"},
                             {"0.1", "0.10000000000000000000"},
                             {"1e-5", "0.00001"}}) {
    EXPECT_EQ(order(a, b), std::strong_ordering::equal) << a << " " << b;
  }
  const char* rising[] = {"-1e400",
                          "-2",
                          "-1.00000000000000000001",
                          "-1",
                          "-1e-400",
                          "0",
                          "1e-999",
                          "1e-400",
                          "0.1",
                          "9007199254740992",
                          "9007199254740993",
                          "1e400"};
  for (std::size_t i = 0; i < std::size(rising); ++i) {
    for (std::size_t j = 0; j < std::size(rising); ++j)
      EXPECT_EQ(order(rising[i], rising[j]), i <=> j) << rising[i] << " " << rising[j];
  }
  EXPECT_EQ(order("1e99999999999999999999999", "1e400"), std::strong_ordering::greater);
}

RC_GTEST_PROP(JsonTree, SmallNumbersAreComparedAsNumbers, (int a, int b)) {
  RC_ASSERT(compare_numbers(std::to_string(a), std::to_string(b)) == (a <=> b));
  RC_ASSERT(compare_numbers(std::to_string(a) + "e3", std::to_string(b) + "000") == (a <=> b));
}

// RFC 7396, appendix A.
TEST(JsonMergePatch, TheExamplesOfItsRfc) {
  const char* cases[][3] = {{R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})"},
                            {R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})"},
                            {R"({"a":"b"})", R"({"a":null})", R"({})"},
                            {R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})"},
                            {R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})"},
                            {R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})"},
                            {R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})"},
                            {R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})"},
                            {R"(["a","b"])", R"(["c","d"])", R"(["c","d"])"},
                            {R"({"a":"b"})", R"(["c"])", R"(["c"])"},
                            {R"({"a":"foo"})", "null", "null"},
                            {R"({"a":"foo"})", R"("bar")", R"("bar")"},
                            {R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})"},
                            {R"([1,2])", R"({"a":"b","c":null})", R"({"a":"b"})"},
                            {R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})"}};
  for (const auto& each : cases) EXPECT_EQ(to_json(merged(of(each[0]), of(each[1]))), each[2]) << each[0] << each[1];
}

// RFC 6902, appendix A.
TEST(JsonPatch, TheExamplesOfItsRfc) {
  const char* cases[][3] = {
      {R"({"foo":"bar"})", R"([{"op":"add","path":"/baz","value":"qux"}])", R"({"foo":"bar","baz":"qux"})"},
      {R"({"foo":["bar","baz"]})", R"([{"op":"add","path":"/foo/1","value":"qux"}])", R"({"foo":["bar","qux","baz"]})"},
      {R"({"baz":"qux","foo":"bar"})", R"([{"op":"remove","path":"/baz"}])", R"({"foo":"bar"})"},
      {R"({"foo":["bar","qux","baz"]})", R"([{"op":"remove","path":"/foo/1"}])", R"({"foo":["bar","baz"]})"},
      {R"({"baz":"qux"})", R"([{"op":"replace","path":"/baz","value":"boo"}])", R"({"baz":"boo"})"},
      {R"({"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}})",
       R"([{"op":"move","from":"/foo/waldo","path":"/qux/thud"}])",
       R"({"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}})"},
      {R"({"foo":["all","grass","cows","eat"]})", R"([{"op":"move","from":"/foo/1","path":"/foo/3"}])",
       R"({"foo":["all","cows","eat","grass"]})"},
      {R"({"baz":"qux","foo":["a",2,"c"]})",
       R"([{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2.0}])",
       R"({"baz":"qux","foo":["a",2,"c"]})"},
      {R"({"foo":"bar"})", R"([{"op":"add","path":"/child","value":{"grandchild":{}}}])",
       R"({"foo":"bar","child":{"grandchild":{}}})"},
      {R"({"foo":"bar"})", R"([{"op":"add","path":"/baz","value":"qux","xyz":123}])", R"({"foo":"bar","baz":"qux"})"},
      {R"({"/":9,"~1":10})", R"([{"op":"test","path":"/~01","value":10}])", R"({"/":9,"~1":10})"},
      {R"({"foo":["bar"]})", R"([{"op":"add","path":"/foo/-","value":["abc","def"]}])",
       R"({"foo":["bar",["abc","def"]]})"},
      {R"({"a":1})", R"([{"op":"copy","from":"","path":"/b"}])", R"({"a":1,"b":{"a":1}})"}};
  for (const auto& each : cases) {
    const auto done = patched(of(each[0]), of(each[1]));
    ASSERT_TRUE(done) << each[0] << each[1];
    EXPECT_EQ(to_json(*done), each[2]);
  }
}

TEST(JsonPatch, AnythingElseChangesNothingAndSaysWhich) {
  using enum PatchFault::Kind;
  struct Wrong {
    const char* patch;
    PatchFault::Kind kind;
    std::size_t operation;
  };
  const Wrong wrongs[] = {{R"({"op":"remove","path":"/a"})", malformed, 0},
                          {R"([{"op":"remove","path":"/a"},{"op":"remove"}])", malformed, 1},
                          {R"([{"op":"remove","path":"a"}])", malformed, 0},
                          {R"([{"op":"remove","path":"/~2"}])", malformed, 0},
                          {R"([{"op":"add","path":"/x"}])", malformed, 0},
                          {R"([{"op":"move","path":"/x"}])", malformed, 0},
                          {R"([{"op":"nothing","path":"/a","value":1}])", malformed, 0},
                          {R"([{"op":"remove","path":"/x"}])", no_such_place, 0},
                          {R"([{"op":"replace","path":"/x","value":1}])", no_such_place, 0},
                          {R"([{"op":"add","path":"/x/y","value":1}])", no_such_place, 0},
                          {R"([{"op":"add","path":"/a/3","value":1}])", no_such_place, 0},
                          {R"([{"op":"add","path":"/a/01","value":1}])", no_such_place, 0},
                          {R"([{"op":"move","from":"/a","path":"/a/0"}])", no_such_place, 0},
                          {R"([{"op":"test","path":"/a","value":[1,3]}])", test_failed, 0},
                          {R"([{"op":"test","path":"/a/0","value":"1"}])", test_failed, 0}};
  for (const Wrong& each : wrongs) {
    const auto done = patched(of(R"({"a":[1,2]})"), of(each.patch));
    ASSERT_FALSE(done) << each.patch;
    EXPECT_EQ(done.error().kind, each.kind) << each.patch;
    EXPECT_EQ(done.error().operation, each.operation) << each.patch;
  }
}

// A patch of a kilobyte that doubles the document with each operation.
TEST(JsonPatch, ASmallPatchMakesNoLargeDocument) {
  std::string patch = "[";
  for (int i = 0; i < 40; ++i) patch += (i == 0 ? "" : ",") + std::string(R"({"op":"copy","from":"","path":"/a"})");
  patch += "]";
  const auto done = patched(of(R"({"a":"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"})"), of(patch));
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, PatchFault::Kind::too_large);
}

}  // namespace tree_tests
}  // namespace assent::json
