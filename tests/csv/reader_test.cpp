#include "csv/reader.hpp"
#include "explanation/row_words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace assent::reader_test {

using namespace csv;
namespace {

// The steps of a text: each row as [field|field], each fault as kind@line:column-last_line.
std::string read_all(std::string_view text, CsvOptions options = {}, std::size_t piece = std::string_view::npos) {
  static constexpr const char* kKinds[] = {"stray", "after",  "unclosed", "utf8",      "long",
                                           "count", "return", "control",  "separator", "field"};
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
    {"TheFirstOfSeveralFaultsWhateverStandsInLaterRows", "a,b\n\"c\",\"d\xC6\r\n\"e,\n\x01,f\n",
     "[a|b]utf8@2:7-3 control@4:1 "},
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
    {"CarriageReturnAloneIsAFault", "a,b\nc\rd,e\nf,g\n", "[a|b]return@2:2 [f|g]"},
    {"CarriageReturnAloneAtTheEnd", "a,b\nc,d\r", "[a|b]return@2:4 "},
    {"CarriageReturnBeforeALineEnd", "a,b\nc,d\r\r\n", "[a|b]return@2:4 "},
    {"CarriageReturnInQuotesIsText", "\"a\rb\",c\n", "[a\rb|c]"},
    {"CarriageReturnsInsteadOfLineFeeds", "a,b\rc,d\r", "return@1:4 "},
    {"CarriageReturnOutranksWhatComesBefore", "a,b\nc\"d,\xFF\re,f\n", "[a|b]return@2:6 "},
    {"CarriageReturnInQuotesBeforeText", "a,b\n\"c\rd\"e,f\n", "[a|b]after@2:6 "},
    {"TabIsText", "a\tb,\"\t\"", "[a\tb|\t]"},
    {"EndOfTextOfOldIsAFault", "a,b\nc,d\n\x1A", "[a|b][c|d]control@3:1 "},
    {"ControlCharacterInQuotes", "a,\"b\x1B\"\nc,d\n", "control@1:5 [c|d]"},
    {"ControlCharacterBeforeAStrayQuote", "a\x0B,b\"\n", "control@1:2 "},
    {"ControlCharacterAfterAStrayQuote", "a\",b\x0B\n", "stray@1:2 "},
    {"LineSeparators", "a,\xE2\x80\xA8\nb\xC2\x85,c\nd,\xE2\x80\xA9\n", "separator@1:3 separator@2:2 separator@3:3 "},
    {"LineSeparatorsInQuotes", "\"\xE2\x80\xA8\",\"\xC2\x85\"", "[\xE2\x80\xA8|\xC2\x85]"},
    {"LikeLineSeparators", "\xE2\x80\x99,\xC2\xA9", "[\xE2\x80\x99|\xC2\xA9]"},
    {"OtherDelimiter", "a;b,c\n\"d;e\";f", "[a|b,c][d;e|f]", {';'}},
    {"Tab", "a\tb\n\"c\td\"\te", "[a|b][c\td|e]", {'\t'}},
    {"Arabic", "\xD8\xA3,\xD8\xA8\n", "[\xD8\xA3|\xD8\xA8]"},
    {"NulIsAFault", std::string_view("a\0b,c\nd,\"\0\"", 11), "control@1:2 control@2:4 "},
    {"LongestRow", "1234567\n12345\"\"\n", "[1234567]stray@2:6 ", {',', 7}},
    {"LongestRowWithCarriageReturn", "1234567\r\n", "[1234567]", {',', 7}},

    {"QuoteInsideField", "a,b\"c\nd,e\n", "stray@1:4 [d|e]"},
    {"QuoteAfterSpace", "a, \"b\"\nd,e\n", "stray@1:4 [d|e]"},
    {"StrayQuoteIsSkippedToTheLinesEnd", "a,b\"c,\"x\nd,e\n", "stray@1:4 [d|e]"},
    {"TextAfterQuote", "a,\"b\"c\nd,e\n", "after@1:6 [d|e]"},
    {"SpaceAfterQuote", "\"a\" ,b\nd,e\n", "after@1:4 [d|e]"},
    {"TextAfterQuoteOnALaterLine", "a,\"b\nx\"c\nd,e\n", "after@2:3-2 [d|e]"},
    {"CarriageReturnAfterQuoteAtTheEnd", "\"a\"\r", "return@1:4 "},
    {"TwoCarriageReturnsAfterQuote", "\"a\"\r\r\nb", "return@1:4 [b]"},
    {"TextAfterQuoteAtTheEnd", "\"a\"b", "after@1:4 "},
    {"UnclosedQuote", "a,b\nc,\"d\ne,f\n", "[a|b]unclosed@2:3 unclosed@3:1 "},
    {"UnclosedQuoteAfterAFieldOfTwoLines", "\"a\nb\",\"c\nd,e\n", "unclosed@2:4 unclosed@2:1 unclosed@3:1 "},
    {"UnclosedQuoteAtTheVeryEnd", "a,b\nc,\"", "[a|b]unclosed@2:3 "},
    {"UnclosedQuoteAfterDoubledQuote", "\"a\"\"", "unclosed@1:1 "},
    {"UnclosedQuoteOfMoreThanARow", "a,\"bcdefghijkl\nmnop", "unclosed@1:3 unclosed@2:1 ", {',', 7}},
    {"UnclosedQuoteBeyondARow", "abcdefgh,\"ijkl", "long@1:1 ", {',', 7}},
    {"TooLong", "12345678\nok\n", "long@1:1 [ok]", {',', 7}},
    {"TooLongInQuotesIsUnclosed", "\"12345678\nno,row\"\nok\n", "unclosed@1:1 unclosed@2:1 unclosed@3:1 ", {',', 7}},
    {"QuoteThatClosesAtTheLimit", "\"12345\",x\nok\n", "long@1:1 [ok]", {',', 7}},
    {"QuoteThatClosesAfterTheLimit", "\"123456\",x\nok\n", "unclosed@1:1 unclosed@2:1 ", {',', 7}},
    {"QuoteThatOpensAfterTheLimit", "1234567,\"x\nok\n", "long@1:1 [ok]", {',', 7}},
    {"CarriageReturnsInTooLong", "1\r34567\r9\r\nok\n", "return@1:2 [ok]", {',', 7}},
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
     "utf8@1:1 control@2:1 "},
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
  EXPECT_EQ(explanation::say(reader.fault().reason, explanation::Language::en), "1 fields, but the first row has 2");
}

TEST(CsvReader, GivesTheFieldsOfARowThatHasTooFewOrTooMany) {
  TextSource source("a,b\n\"c\"\"\"\nd,e,f\n");
  CsvReader reader(source);
  ASSERT_EQ(reader.next(), CsvStep::row);
  ASSERT_EQ(reader.next(), CsvStep::fault);
  EXPECT_EQ(std::vector<std::string_view>(reader.fields().begin(), reader.fields().end()),
            std::vector<std::string_view>{"c\""});
  ASSERT_EQ(reader.next(), CsvStep::fault);
  EXPECT_EQ(reader.fields().size(), 3U);
}

// What an unusable row still says, for the search for a refusal in it.
struct Delivery {
  const char* name;
  std::string_view row;  // after a header of three columns; a line end follows
  std::vector<std::string> fields;
  std::vector<std::string> also;  // one of the readings
};

const Delivery kDeliveries[] = {
    {"NotUtf8", "G1,N\xE9,N", {"G1", "N\xE9", "N"}, {"G1", "N\xEF\xBF\xBD", "N"}},
    {"StrayQuote", "G1,N\"ame,N", {"G1", "N\"ame", "N"}, {"G1", "Name", "N"}},
    {"BlankBeforeQuotes", "G1, \"a, b\",N", {"G1", " \"a", " b\"", "N"}, {"G1", " a, b", "N"}},
    {"TextAfterQuote", "G1,\"a\" b,N", {"G1", "a b", "N"}, {"G1", "a b", "N"}},
    {"TooFew", "G1,N", {"G1", "N"}, {"G1", "N"}},
    {"TooMany", "G1,x,N,y", {"G1", "x", "N", "y"}, {"G1", "x", "N", "y"}},
    {"CarriageReturnInACell", "G1,a\rb,N", {"G1", "a\rb", "N"}, {"G1", "a\rb", "N"}},
    {"CarriageReturnBetweenRows", "G1,a,Y\rG2,b,N", {"G1", "a", "Y\rG2", "b", "N"}, {"G2", "b", "N"}},
    {"LineSeparatorBetweenRows",
     "G1,a,Y\xE2\x80\xA8G2,b,N",
     {"G1", "a", "Y\xE2\x80\xA8G2", "b", "N"},
     {"G2", "b", "N"}},
    {"Nul", std::string_view("G1,a\0,N", 7), {"G1", std::string("a\0", 2), "N"}, {"G1", std::string("a\0", 2), "N"}},
    {"UnclosedQuote", "G1,N,\"x", {"G1", "N", "x"}, {"G1", "N", "x"}},
    {"UnclosedQuoteBefore", "\"G1,x,N", {"G1,x,N"}, {"G1", "x", "N"}},
    {"TwoRowsInOneFieldsQuotes", "G1,\"a,N\nG2,\"b,N", {"G1", "a,N\nG2,b", "N"}, {"G2", "b", "N"}},
    {"LongField", "", {}, {}},
};

class CsvFaultDelivers : public testing::TestWithParam<Delivery> {};

TEST_P(CsvFaultDelivers, WhatCanBeRead) {
  Delivery delivery = GetParam();
  const std::string long_row = "G1," + std::string(40'000, 'x') + ",N";
  if (delivery.row.empty()) {
    delivery.row = long_row;
    delivery.fields = delivery.also = {"G1", std::string(40'000, 'x'), "N"};
  }
  const std::string text = "account,name,choice\n" + std::string(delivery.row) + '\n';
  TextSource source(text);
  CsvReader reader(source);
  ASSERT_EQ(reader.next(), CsvStep::row);
  ASSERT_EQ(reader.next(), CsvStep::fault);
  EXPECT_EQ(std::vector<std::string>(reader.fields().begin(), reader.fields().end()), delivery.fields);
  const auto readings = reader.readings();
  EXPECT_NE(std::find(readings.begin(), readings.end(), delivery.also), readings.end());
  for (std::size_t i = 0; i < delivery.fields.size(); ++i) EXPECT_GE(reader.position_of(i).line, 2U);
}

INSTANTIATE_TEST_SUITE_P(, CsvFaultDelivers, testing::ValuesIn(kDeliveries),
                         [](const auto& delivery) { return delivery.param.name; });

TEST(CsvReader, GivesTheFieldsOfARowThatIsTooLongAsFarAsItReads) {
  TextSource source("a,b,c\nG1,N,xxxxx\nG2,Y,z\n");
  CsvReader reader(source, {',', 7});
  ASSERT_EQ(reader.next(), CsvStep::row);
  ASSERT_EQ(reader.next(), CsvStep::fault);
  EXPECT_EQ(reader.fault().kind, CsvFaultKind::row_too_long);
  EXPECT_EQ(std::vector<std::string_view>(reader.fields().begin(), reader.fields().end()),
            (std::vector<std::string_view>{"G1", "N"}));
  EXPECT_EQ(reader.readings().front(), (std::vector<std::string>{"G1", "N", "xx"}));
  ASSERT_EQ(reader.next(), CsvStep::row);
}

// Once, a quote that was not closed took the rest of the list with it, and every refusal in it.
TEST(CsvReader, GivesEveryLineAfterAQuoteThatIsNotClosed) {
  std::string text = "account,choice\nG1,\"N\n";
  for (int i = 0; i < 400'000; ++i) text += "G2,N\n";  // some megabytes, more than a row may have
  TextSource source(text);
  CsvReader reader(source);
  ASSERT_EQ(reader.next(), CsvStep::row);
  ASSERT_EQ(reader.next(), CsvStep::fault);
  EXPECT_EQ(reader.readings().front(), (std::vector<std::string>{"G1", "N"}));
  for (int i = 0; i < 400'000; ++i) {
    ASSERT_EQ(reader.next(), CsvStep::fault);
    ASSERT_EQ(reader.fields().size(), 2U);
    ASSERT_EQ(reader.fields()[0], "G2");
  }
  EXPECT_EQ(explanation::say(reader.fault().reason, explanation::Language::en),
            "it is after a quote that is opened in line 2 and not closed");
  ASSERT_EQ(reader.next(), CsvStep::end);
}

TEST(CsvReader, StaysAtTheEnd) {
  TextSource source("a");
  CsvReader reader(source);
  ASSERT_EQ(reader.next(), CsvStep::row);
  EXPECT_EQ(reader.next(), CsvStep::end);
  EXPECT_EQ(reader.next(), CsvStep::end);
}

// Gives a row without end.
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
}  // namespace assent::reader_test
