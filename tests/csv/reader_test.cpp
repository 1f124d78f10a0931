#include "csv/reader.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assent {
namespace {

// What a text reads as: each row as [field|field], each fault as kind@line:column-last_line.
std::string read_all(std::string_view text, CsvOptions options = {}, std::size_t piece = std::string_view::npos) {
  static constexpr const char* kKinds[] = {"stray", "after", "unclosed", "utf8", "long", "count"};
  TextSource source(text, piece);
  CsvReader reader(source, options);
  std::string all;
  for (;;) {
    switch (reader.next().value()) {
      case CsvStep::end: return all;
      case CsvStep::row:
        all += '[';
        for (std::size_t i = 0; i < reader.fields().size(); ++i) {
          if (i > 0) all += '|';
          all += reader.fields()[i];
        }
        all += ']';
        break;
      case CsvStep::fault: {
        const CsvFault& fault = reader.fault();
        all += std::string(kKinds[static_cast<int>(fault.kind)]) + '@' + std::to_string(fault.at.line) + ':' +
               std::to_string(fault.at.column);
        if (fault.last_line != reader.line()) all += '-' + std::to_string(fault.last_line);
        all += ' ';
        break;
      }
    }
  }
}

struct Reading {
  const char* name;
  std::string_view text;
  std::string_view expected;
  CsvOptions options = {};
};

const Reading kReadings[] = {
    {"Nothing", "", ""},
    {"OneField", "a", "[a]"},
    {"LineFeedAtEnd", "a,b\nc,d\n", "[a|b][c|d]"},
    {"NoLineFeedAtEnd", "a,b\nc,d", "[a|b][c|d]"},
    {"CarriageReturnLineFeed", "a,b\r\nc,d\r\n", "[a|b][c|d]"},
    {"EmptyFields", ",\n,", "[|][|]"},
    {"EmptyQuotedField", "\"\"\n\"\"\n", "[][]"},
    {"EmptyLinesAreNoRows", "\n\r\na,b\n\n\r\nc,d\n\n", "[a|b][c|d]"},
    {"ByteOrderMark",
     "\xEF\xBB\xBF"
     "a,b\n",
     "[a|b]"},
    {"ByteOrderMarkBeforeQuote",
     "\xEF\xBB\xBF"
     "\"a\",b\n",
     "[a|b]"},
    {"ByteOrderMarkAlone", "\xEF\xBB\xBF", ""},
    {"ByteOrderMarkInQuotesIsText",
     "\"\xEF\xBB\xBF"
     "a\"",
     "[\xEF\xBB\xBF"
     "a]"},
    {"Quotes", "\"a\",\"b\"\r\n", "[a|b]"},
    {"DelimiterInQuotes", "\"a,b\",c", "[a,b|c]"},
    {"LineFeedInQuotes", "\"a\nb\",c\nd,e", "[a\nb|c][d|e]"},
    {"CarriageReturnLineFeedInQuotes", "\"a\r\nb\",c", "[a\r\nb|c]"},
    {"DoubledQuotes", "\"a\"\"b\",\"\"\"\",\"\"\"c\"\"\"", "[a\"b|\"|\"c\"]"},
    {"SpacesBelongToTheField", " a , b ", "[ a | b ]"},
    {"CarriageReturnAloneIsText", "a\rb,c\r", "[a\rb|c\r]"},
    {"OtherDelimiter", "a;b,c\n\"d;e\";f", "[a|b,c][d;e|f]", {';'}},
    {"Tab", "a\tb\n\"c\td\"\te", "[a|b][c\td|e]", {'\t'}},
    {"Arabic", "\xD8\xA3,\xD8\xA8\n", "[\xD8\xA3|\xD8\xA8]"},
    {"NulIsText", std::string_view("a\0b,c", 5), std::string_view("[a\0b|c]", 7)},
    {"LongestRow", "1234567\n12345\"\"\n", "[1234567]stray@2:6 ", {',', 7}},
    {"LongestRowWithCarriageReturn", "1234567\r\n", "[1234567]", {',', 7}},

    {"QuoteInsideField", "a,b\"c\nd,e\n", "stray@1:4 [d|e]"},
    {"QuoteAfterSpace", "a, \"b\"\nd,e\n", "stray@1:4 [d|e]"},
    {"StrayQuoteIsSkippedToTheLinesEnd", "a,b\"c,\"x\nd,e\n", "stray@1:4 [d|e]"},
    {"TextAfterQuote", "a,\"b\"c\nd,e\n", "after@1:6 [d|e]"},
    {"SpaceAfterQuote", "\"a\" ,b\nd,e\n", "after@1:4 [d|e]"},
    {"TextAfterQuoteOnALaterLine", "a,\"b\nx\"c\nd,e\n", "after@2:3-2 [d|e]"},
    {"CarriageReturnAfterQuoteAtTheEnd", "\"a\"\r", "after@1:4 "},
    {"TwoCarriageReturnsAfterQuote", "\"a\"\r\r\nb", "after@1:4 [b]"},
    {"TextAfterQuoteAtTheEnd", "\"a\"b", "after@1:4 "},
    {"UnclosedQuote", "a,b\nc,\"d\ne,f\n", "[a|b]unclosed@2:3-3 "},
    {"UnclosedQuoteAtTheVeryEnd", "a,b\nc,\"", "[a|b]unclosed@2:3 "},
    {"UnclosedQuoteAfterDoubledQuote", "\"a\"\"", "unclosed@1:1 "},
    {"UnclosedQuoteOfMoreThanARow", "a,\"bcdefghijkl\nmnop", "unclosed@1:3-2 ", {',', 7}},
    {"UnclosedQuoteBeyondARow", "abcdefgh,\"ijkl", "long@1:1 ", {',', 7}},
    {"TooLong", "12345678\nok\n", "long@1:1 [ok]", {',', 7}},
    {"TooLongInQuotesIsReadToItsTrueEnd", "\"12345678\nno,row\"\nok\n", "long@1:1-2 [ok]", {',', 7}},
    {"TooLongAndStray", "12345\"78\nok\n", "long@1:1 [ok]", {',', 7}},
    {"TooLongTwice", "a\n12345678\n12345678\nb", "[a]long@2:1 long@3:1 [b]", {',', 7}},
    {"TooFewFields", "a,b,c\nd,e\nf,g,h\n", "[a|b|c]count@2:4 [f|g|h]"},
    {"TooManyFields", "a,b\nc,d,\"e\",f\nf,g\n", "[a|b]count@2:5 [f|g]"},
    {"AFaultyFirstRowSetsNoWidth", "a\"\nb,c\nd\n", "stray@1:2 [b|c]count@3:2 "},
    {"ColumnsCountCharacters", "\xD8\xA3\xD8\xA8,b\"\n", "stray@1:5 "},
    {"LinesInQuotesCount", "\"a\nb\",c\nd,e\"\n", "[a\nb|c]stray@3:4 "},
    {"NotUtf8", "a,b\xFF\nc,d\n", "utf8@1:4 [c|d]"},
    {"OverlongForm", "a,\xC0\xAF\n", "utf8@1:3 "},
    {"Surrogate", "\xED\xA0\x80\n", "utf8@1:1 "},
    {"BeyondUnicode", "\xF4\x90\x80\x80\n", "utf8@1:1 "},
    {"CutShort", "a\n\xE2\x82", "[a]utf8@2:1 "},
    {"CutShortByLineEnd", "\xE2\x82\n\xAC\n", "utf8@1:1 utf8@2:1 "},
    {"TheFirstOfSeveralFaultsIsTold", "\xFF,a\"\nb\"\xFF\n", "utf8@1:1 stray@2:2 "},
    {"Utf16IsNoUtf8",
     std::string_view("\xFF\xFE"
                      "a\0\n\0",
                      6),
     std::string_view("utf8@1:1 [\0]", 12)},
};

class CsvReads : public testing::TestWithParam<Reading> {};

TEST_P(CsvReads, AsTheTableSays) { EXPECT_EQ(read_all(GetParam().text, GetParam().options), GetParam().expected); }

TEST_P(CsvReads, TheSameInPiecesOfAnySize) {
  for (std::size_t piece = 1; piece <= 5; ++piece) {
    EXPECT_EQ(read_all(GetParam().text, GetParam().options, piece), GetParam().expected) << piece;
  }
}

INSTANTIATE_TEST_SUITE_P(, CsvReads, testing::ValuesIn(kReadings),
                         [](const auto& reading) { return reading.param.name; });

TEST(CsvReader, TellsWhereFieldsBegin) {
  TextSource source("h,h,h\n\"x\ny\",\xD8\xA3,\"z\"\n");
  CsvReader reader(source);
  ASSERT_EQ(reader.next(), CsvStep::row);
  ASSERT_EQ(reader.next(), CsvStep::row);
  EXPECT_EQ(reader.line(), 2U);
  EXPECT_EQ(reader.position_of(0), (CsvPosition{2, 1}));
  EXPECT_EQ(reader.position_of(1), (CsvPosition{3, 4}));
  EXPECT_EQ(reader.position_of(2), (CsvPosition{3, 6}));
}

TEST(CsvReader, GivesTheRowAsItStands) {
  TextSource source("a,\"b\"\"c\"\r\nd\"\r\n");
  CsvReader reader(source);
  ASSERT_EQ(reader.next(), CsvStep::row);
  EXPECT_EQ(reader.raw(), "a,\"b\"\"c\"");
  ASSERT_EQ(reader.next(), CsvStep::fault);
  EXPECT_EQ(reader.raw(), "d\"");
}

TEST(CsvReader, SaysWhatTheNumbersOfFieldsAre) {
  TextSource source("a,b\nc\n");
  CsvReader reader(source);
  ASSERT_EQ(reader.next(), CsvStep::row);
  ASSERT_EQ(reader.next(), CsvStep::fault);
  EXPECT_EQ(reader.fault().reason, "1 fields where the first row has 2");
}

TEST(CsvReader, GivesTheFieldsOfARowThatHasTooFewOrTooMany) {
  TextSource source("a,b\n\"c\"\"\"\nd,e,f\ng,\"h\n");
  CsvReader reader(source);
  ASSERT_EQ(reader.next(), CsvStep::row);
  ASSERT_EQ(reader.next(), CsvStep::fault);
  EXPECT_EQ(std::vector<std::string_view>(reader.fields().begin(), reader.fields().end()),
            std::vector<std::string_view>{"c\""});
  ASSERT_EQ(reader.next(), CsvStep::fault);
  EXPECT_EQ(reader.fields().size(), 3U);
  ASSERT_EQ(reader.next(), CsvStep::fault);
  EXPECT_TRUE(reader.fields().empty()) << "nobody knows where they end";
}

TEST(CsvReader, StaysAtTheEnd) {
  TextSource source("a");
  CsvReader reader(source);
  ASSERT_EQ(reader.next(), CsvStep::row);
  EXPECT_EQ(reader.next(), CsvStep::end);
  EXPECT_EQ(reader.next(), CsvStep::end);
}

// Gives an endless row.
class Endless : public ByteSource {
 public:
  explicit Endless(std::size_t bytes) : left_(bytes) {}
  Result<std::size_t> read(std::span<char> into) override {
    largest = std::max(largest, into.size());
    const std::size_t count = std::min(left_, into.size());
    std::fill_n(into.begin(), count, 'x');
    left_ -= count;
    return count;
  }
  std::size_t largest = 0;

 private:
  std::size_t left_;
};

TEST(CsvReader, MemoryIsBoundedByTheRowLimit) {
  Endless source(64 * 1024 * 1024);
  CsvReader reader(source, {',', 1024 * 1024});
  ASSERT_EQ(reader.next(), CsvStep::fault);
  EXPECT_EQ(reader.fault().kind, CsvFaultKind::row_too_long);
  EXPECT_LE(source.largest, 4U * 1024 * 1024);
  EXPECT_EQ(reader.next(), CsvStep::end);
}

class Broken : public ByteSource {
 public:
  Result<std::size_t> read(std::span<char> into) override {
    if (given_) return fail(ErrorCode::unavailable, "the disk is gone");
    given_ = true;
    into[0] = 'a';
    into[1] = '\n';
    into[2] = 'b';
    return 3;
  }

 private:
  bool given_ = false;
};

TEST(CsvReader, FailsAsItsSourceFailsAndGivesNoHalfRow) {
  Broken source;
  CsvReader reader(source);
  EXPECT_EQ(reader.next(), CsvStep::row);
  const auto step = reader.next();
  ASSERT_FALSE(step);
  EXPECT_EQ(step.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace assent
