#include "csv/pieces.hpp"
#include "csv/piece_rows.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace assent::pieces_test {

using namespace csv;
namespace {

std::vector<std::string> texts_of(CsvPieceReader& reader) {
  std::vector<std::string> texts;
  for (CsvPiece piece; reader.next(piece).value();) texts.emplace_back(piece.text());
  return texts;
}

using Texts = std::vector<std::string>;

struct Cutting {
  const char* name;
  std::string_view text;
  std::size_t piece_bytes;
  Texts expected;
};

const Cutting kCuttings[] = {
    {"HeaderOnly", "h,h\n", 100, {}},
    {"OnePiece", "h\na\nb\n", 100, {"a\nb\n"}},
    {"NoLineFeedAtTheEnd", "h\na\nb", 100, {"a\nb"}},
    {"AtTheLastRowEnd", "h\naa\nbb\ncc\n", 7, {"aa\nbb\n", "cc\n"}},
    {"ExactlyAPiece", "h\naa\nbb\ncc\ndd\n", 6, {"aa\nbb\n", "cc\ndd\n"}},
    {"ALongRowIsALongPiece", "h\nabcdefghij\nb\n", 3, {"abcdefghij\n", "b\n"}},
    {"CarriageReturnStaysWithItsLineFeed", "h\na\r\nb\r\n", 2, {"a\r\n", "b\r\n"}},
    {"NotInsideQuotes", "h\n\"a\nb\"\nc\n", 3, {"\"a\nb\"\n", "c\n"}},
    {"AfterDoubledQuotes", "h\n\"a\"\"\n\"\nc\n", 8, {"\"a\"\"\n\"\n", "c\n"}},
    {"AStrayQuoteOpensNothing", "h\na\"b\nc\n", 4, {"a\"b\n", "c\n"}},
    {"NothingOpensAfterAStrayQuote", "h\na\"b,\"\nc\n", 6, {"a\"b,\"\n", "c\n"}},
    {"NothingOpensAfterTextAfterAQuote", "h\n\"a\"b,\"\nc\n", 7, {"\"a\"b,\"\n", "c\n"}},
    {"AQuoteAfterADelimiterOpens", "h,h\nx,\"\n\"\nc,d\n", 4, {"x,\"\n\"\n", "c,d\n"}},
    {"AnUnclosedQuoteTakesTheRest", "h\na\n\"b\nc\nd\n", 4, {"a\n", "\"b\nc\nd\n"}},
    {"EmptyLines", "h\n\n\n\n", 2, {"\n\n", "\n"}},
};

class CsvPieces : public testing::TestWithParam<Cutting> {};

TEST_P(CsvPieces, EndWhereRowsEnd) {
  TextSource source(GetParam().text);
  CsvPieceReader reader(source, {}, GetParam().piece_bytes);
  ASSERT_EQ(reader.header(), CsvStep::row);
  EXPECT_EQ(texts_of(reader), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(, CsvPieces, testing::ValuesIn(kCuttings),
                         [](const auto& cutting) { return cutting.param.name; });

TEST(CsvPieceReader, GivesTheHeaderAsCsvReaderDoes) {
  TextSource source("\xEF\xBB\xBF\r\n\na\"\n\"x\ny\",\"b\"\"c\"\r\nd,e\n");
  CsvPieceReader reader(source);
  ASSERT_EQ(reader.header(), CsvStep::fault);
  EXPECT_EQ(reader.fault().at, (CsvPosition{3, 2}));
  ASSERT_EQ(reader.header(), CsvStep::row);
  EXPECT_EQ(reader.line(), 4U);
  EXPECT_EQ(reader.raw(), "\"x\ny\",\"b\"\"c\"");
  ASSERT_EQ(reader.fields().size(), 2U);
  EXPECT_EQ(reader.fields()[0], "x\ny");
  EXPECT_EQ(reader.fields()[1], "b\"c");
  EXPECT_EQ(reader.place(), (CsvPlace{23, 6}));
}

TEST(CsvPieceReader, ATextWithoutRowsHasNoHeader) {
  for (const std::string_view text : {"", "\xEF\xBB\xBF", "\n", "\r\n\n"}) {
    TextSource source(text);
    CsvPieceReader reader(source);
    EXPECT_EQ(reader.header(), CsvStep::end) << text;
  }
}

TEST(CsvPieceReader, SaysWhereAPieceStandsAndWhetherItMayHoldQuotes) {
  TextSource source("h\naa\n\"b\nb\"\ncc\n");
  CsvPieceReader reader(source, {}, 7);
  ASSERT_EQ(reader.header(), CsvStep::row);
  CsvPiece piece;
  ASSERT_TRUE(reader.next(piece).value());
  EXPECT_EQ(piece.text(), "aa\n");
  ASSERT_TRUE(reader.next(piece).value());
  EXPECT_EQ(piece.text(), "\"b\nb\"\n");
  EXPECT_TRUE(piece.quotes());
  EXPECT_EQ(piece.begin(), (CsvPlace{5, 3}));
  EXPECT_EQ(piece.end(), (CsvPlace{11, 5}));
  ASSERT_TRUE(reader.next(piece).value());
  EXPECT_EQ(piece.text(), "cc\n");
  EXPECT_FALSE(piece.quotes());
  EXPECT_FALSE(reader.next(piece).value());
  EXPECT_FALSE(reader.next(piece).value());
}

TEST(CsvPieceReader, ARowThatIsTooLongIsAPieceWithoutBytes) {
  TextSource source("h\nabcdefghijklmnopqrst\nb\n");
  CsvPieceReader reader(source, {',', 5}, 3);
  ASSERT_EQ(reader.header(), CsvStep::row);
  CsvPiece piece;
  ASSERT_TRUE(reader.next(piece).value());
  ASSERT_TRUE(piece.too_long().has_value());
  EXPECT_EQ(piece.too_long().value_or(CsvFault{}).kind, CsvFaultKind::row_too_long);
  EXPECT_EQ(piece.text(), "");
  EXPECT_EQ(piece.end(), (CsvPlace{23, 3}));
  ASSERT_TRUE(reader.next(piece).value());
  EXPECT_FALSE(piece.too_long().has_value());
  EXPECT_EQ(piece.text(), "b\n");
}

TEST(CsvPieceReader, RefusesToGoOnFromWhereTheTextIsNot) {
  for (const std::uint64_t offset : {0U, 1U, 9U}) {
    TextSource source("hh\na\nb\n");
    CsvPieceReader reader(source);
    ASSERT_EQ(reader.header(), CsvStep::row);
    const auto resumed = reader.resume({offset, 2});
    ASSERT_FALSE(resumed.has_value()) << offset;
    EXPECT_EQ(resumed.error().code, ErrorCode::invalid);
  }
}

TEST(CsvPieceReader, GoesOnFromTheVeryEnd) {
  TextSource source("hh\na\nb\n");
  CsvPieceReader reader(source);
  ASSERT_EQ(reader.header(), CsvStep::row);
  ASSERT_TRUE(reader.resume({7, 4}));
  CsvPiece piece;
  EXPECT_FALSE(reader.next(piece).value());
}

// A header, then one quote that is never closed.
class EndlessQuote : public ByteSource {
 public:
  explicit EndlessQuote(std::size_t bytes) : left_(bytes) {}
  Result<std::size_t> read(std::span<char> into) override {
    largest = std::max(largest, into.size());
    const std::size_t count = std::min(left_, into.size());
    std::fill_n(into.begin(), count, '\n');
    if (!begun_) std::copy_n("h\na\n\"", 5, into.begin());
    begun_ = true;
    left_ -= count;
    return count;
  }
  std::size_t largest = 0;

 private:
  std::size_t left_;
  bool begun_ = false;
};

TEST(CsvPieceReader, MemoryIsBoundedByTheRowLimit) {
  EndlessQuote source(32 * 1024 * 1024);
  CsvPieceReader reader(source, {',', 256 * 1024}, 64 * 1024);
  ASSERT_EQ(reader.header(), CsvStep::row);
  CsvPiece piece;
  ASSERT_TRUE(reader.next(piece).value());
  EXPECT_EQ(piece.text(), "a\n");
  ASSERT_TRUE(reader.next(piece).value());
  EXPECT_EQ(piece.too_long().value_or(CsvFault{}).kind, CsvFaultKind::unclosed_quote);
  EXPECT_EQ(piece.too_long().value_or(CsvFault{}).at, (CsvPosition{3, 1}));
  EXPECT_EQ(piece.end().offset, 32U * 1024 * 1024);
  EXPECT_FALSE(reader.next(piece).value());
  EXPECT_LE(source.largest, 1024U * 1024);
}

class BrokenAfter : public ByteSource {
 public:
  explicit BrokenAfter(std::string_view text) : text_(text) {}
  Result<std::size_t> read(std::span<char> into) override {
    const auto count = text_.read(into);
    if (*count == 0) return fail(ErrorCode::unavailable, "the disk is gone");
    return count;
  }

 private:
  TextSource text_;
};

TEST(CsvPieceReader, FailsAsTheSourceFails) {
  BrokenAfter no_header("a");
  EXPECT_EQ(CsvPieceReader(no_header).header().error().code, ErrorCode::unavailable);
  BrokenAfter no_piece("a\nb\n");
  CsvPieceReader reader(no_piece);
  ASSERT_EQ(reader.header(), CsvStep::row);
  CsvPiece piece;
  EXPECT_EQ(reader.next(piece).error().code, ErrorCode::unavailable);
  BrokenAfter no_place("a\nb\n");
  CsvPieceReader again(no_place);
  ASSERT_EQ(again.header(), CsvStep::row);
  EXPECT_EQ(again.resume({100, 50}).error().code, ErrorCode::unavailable);
}

TEST(CsvPieceRows, GiveTheColumnAskedFor) {
  TextSource source("h,i,j\na,b,c\n\"a\",\"b\"\"b\",\"c\"\r\n,,\n");
  CsvPieceReader reader(source);
  ASSERT_EQ(reader.header(), CsvStep::row);
  CsvPiece piece;
  ASSERT_TRUE(reader.next(piece).value());
  const std::vector<Texts> expected = {{"a", "a", ""}, {"b", "b\"b", ""}, {"c", "c", ""}};
  for (std::size_t column = 0; column < 3; ++column) {
    CsvPieceRows rows({}, 3, column);
    rows.begin(piece);
    for (const std::string& text : expected[column]) {
      ASSERT_EQ(rows.next(), CsvStep::row);
      EXPECT_EQ(rows.field(), text);
    }
    EXPECT_EQ(rows.next(), CsvStep::end);
    EXPECT_EQ(rows.next(), CsvStep::end);
  }
}

TEST(CsvPieceRows, PointIntoThePiece) {
  TextSource source("h,i\na,bb\r\n\"c\n\n");
  CsvPieceReader reader(source);
  ASSERT_EQ(reader.header(), CsvStep::row);
  CsvPiece piece;
  ASSERT_TRUE(reader.next(piece).value());
  CsvPieceRows rows({}, 2, 1);
  rows.begin(piece);
  ASSERT_EQ(rows.next(), CsvStep::row);
  EXPECT_EQ(rows.raw().data(), piece.text().data());
  EXPECT_EQ(rows.raw(), "a,bb");
  EXPECT_EQ(rows.field().data(), piece.text().data() + 2);
  ASSERT_EQ(rows.next(), CsvStep::fault);
  EXPECT_EQ(rows.fault().kind, CsvFaultKind::unclosed_quote);
  EXPECT_EQ(rows.raw().data(), piece.text().data() + 6);
}

}  // namespace
}  // namespace assent::pieces_test
