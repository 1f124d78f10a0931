#include "csv/writer.hpp"
#include "csv/characters.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assent::writer_test {

using namespace csv;
namespace {

struct Writing {
  std::vector<std::string_view> fields;
  std::string_view expected;
};

TEST(CsvWriter, PutsInQuotesOnlyWhatNeedsThem) {
  const Writing writings[] = {
      {{"a", "b"}, "a,b\n"},
      {{"a,b", "c"}, "\"a,b\",c\n"},
      {{"a;b", " c "}, "a;b, c \n"},
      {{"say \"yes\""}, "\"say \"\"yes\"\"\"\n"},
      {{"a\nb", "c\rd"}, "\"a\nb\",\"c\rd\"\n"},
      {{""}, "\"\"\n"},
      {{"", ""}, ",\n"},
      {{"=1+1", "@x", "-2"}, "=1+1,@x,-2\n"},
      {{"\xEF\xBB\xBFx"}, "\"\xEF\xBB\xBFx\"\n"},
      {{" "}, "\" \"\n"},
      {{"a\tb", "\xE2\x80\x99"}, "a\tb,\xE2\x80\x99\n"},
      {{"a\xE2\x80\xA8"
        "b",
        "\xC2\x85"},
       "\"a\xE2\x80\xA8"
       "b\",\"\xC2\x85\"\n"},
  };
  for (const Writing& writing : writings) {
    std::string text;
    TextSink sink(text);
    CsvWriter writer(sink);
    ASSERT_TRUE(writer.row(writing.fields));
    ASSERT_TRUE(writer.flush());
    EXPECT_EQ(text, writing.expected);
  }
}

// Programs read a control character, or bytes that are not UTF-8, in different ways. A spreadsheet cuts a long cell,
// and makes another row of the rest.
TEST(CsvWriter, DoesNotWriteWhatOthersWouldReadDifferently) {
  const std::string longest(kCsvFieldBytesMax, 'x');
  for (const std::string& text : {std::string("a\0b", 3), std::string("\x1A"), std::string("\x1B[2K"),
                                  std::string("\xFF"), longest + 'x', longest.substr(1) + '"'}) {
    std::string written;
    TextSink sink(written);
    CsvWriter writer(sink);
    writer.field("a");
    writer.field(text);
    const auto ended = writer.end_row();
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().code, ErrorCode::invalid);
    ASSERT_TRUE(writer.row(std::vector<std::string_view>{"b", longest}));
    ASSERT_TRUE(writer.flush());
    EXPECT_EQ(written, "b," + longest + "\n");
  }
}

TEST(CsvCharacters, MakeAnyBytesAField) {
  EXPECT_EQ(csv_storable("a\xFF\x1A,\"\r\n\t\xD8\xA3"), "a\uFFFD\uFFFD,\"\r\n\t\xD8\xA3");
  EXPECT_EQ(csv_storable("\xE2\x82"), "\uFFFD\uFFFD");
  EXPECT_EQ(csv_cut("a\"b"), "a\"b");
  for (const std::string& text : {std::string(40'000, '"'), std::string(40'000, 'x'), "x" + std::string(20'000, '"')}) {
    const std::string cut = csv_cut(text);
    EXPECT_TRUE(cut.ends_with("\u2026"));
    EXPECT_LE(csv_written_size(cut), kCsvFieldBytesMax);
    EXPECT_GE(csv_written_size(cut), kCsvFieldBytesMax - 10);
  }
  std::string arabic;
  while (arabic.size() < 40'000) arabic += "\xD8\xA3";
  EXPECT_TRUE(is_csv_storable(csv_cut(arabic)));
}

TEST(CsvWriter, EndsLinesAsAsked) {
  std::string text;
  TextSink sink(text);
  CsvWriter writer(sink, ';', CsvLineEnd::crlf);
  writer.field("a");
  writer.field("b;c");
  ASSERT_TRUE(writer.end_row());
  ASSERT_TRUE(writer.flush());
  EXPECT_EQ(text, "a;\"b;c\"\r\n");
}

class Full : public ByteSink {
 public:
  Result<void> write(std::string_view) override { return fail(ErrorCode::unavailable, "the disk is full"); }
};

TEST(CsvWriter, FailsAsItsSinkFails) {
  Full sink;
  CsvWriter writer(sink);
  const std::string large(25'000, 'x');
  for (int i = 0; i < 4; ++i) writer.field(large);
  EXPECT_FALSE(writer.end_row());
  writer.field("x");
  ASSERT_TRUE(writer.end_row());
  EXPECT_FALSE(writer.flush());
}

}  // namespace
}  // namespace assent::writer_test
