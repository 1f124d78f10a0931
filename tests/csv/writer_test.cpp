#include "csv/writer.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assent {
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
      {{"\xFF"}, "\xFF\n"},
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
  const std::string large(100'000, 'x');
  writer.field(large);
  EXPECT_FALSE(writer.end_row());
  writer.field("x");
  ASSERT_TRUE(writer.end_row());
  EXPECT_FALSE(writer.flush());
}

}  // namespace
}  // namespace assent
