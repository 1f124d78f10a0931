// What a list's first line lacks, and the likely cause.

#include "service/header.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace assent::header_test {

using namespace service;
namespace {

Header header_of(std::vector<std::string> columns) {
  Header header;
  header.columns = std::move(columns);
  return header;
}

std::string mend_of(std::vector<std::string> columns) {
  const auto found = header_of(std::move(columns)).needed("account");
  return found ? "none" : found.error().mend;
}

TEST(Header, AColumnThatIsThere) { EXPECT_EQ(header_of({"name", "account"}).needed("account").value(), 1U); }

TEST(Header, SaysWhatIsAmiss) {
  EXPECT_EQ(mend_of({"name", "number"}), "name one of the columns in its first line");
  EXPECT_EQ(mend_of({"account;name"}), "semicolons separate the columns: save the list with commas");
  EXPECT_EQ(mend_of({"account\tname"}), "tabs separate the columns: save the list with commas");
  EXPECT_EQ(mend_of({"name", " Account"}), "it has ` Account`: write the name exactly like that");
  EXPECT_EQ(mend_of({"account", "account"}), "give each column a different name");
}

// What people have when they think that it is a CSV file with commas.
struct Beginning {
  const char* name;
  std::string_view text;
  std::string_view says;  // the message says this, and how to mend it; empty: it is a list
  char delimiter = ',';
};

constexpr std::string_view kPacked("\x1F\x8B\x08\0\0\0\0\0\0\x03\r\"x", 13);

const Beginning kBeginnings[] = {
    {"Commas", "account,name\n", ""},
    {"OneColumn", "account\n", ""},
    {"OneColumnInQuotes", "\"account;number\"\n", ""},
    {"Semicolons", "account;name\nA;B\n", "the list's columns are separated by semicolons; save the list with commas"},
    {"Tabs", "account\tname\n", "the list's columns are separated by tabs; save the list with commas"},
    {"Bars", "account|name\n", "the list's columns are separated by vertical bars; save the list with commas"},
    {"CommasWhereOthersAreTold", "account,name\n",
     "the list's columns are separated by commas; save the list with commas", ';'},
    {"SemicolonsAsTold", "account;name\n", "", ';'},
    {"ToldASpreadsheet", "sep=;\naccount;name\n",
     "the list's first line is `sep=`, which names the delimiter to spreadsheets; leave that line out, so that the "
     "first "
     "line names the columns"},
    {"ToldASpreadsheetInCapitals", "SEP=,\r\naccount,name\r\n",
     "the list's first line is `sep=`, which names the delimiter to spreadsheets; leave that line out, so that the "
     "first "
     "line names the columns"},
    {"ToldASpreadsheetInQuotes", "\"sep=,\"\naccount\n",
     "the list's first line is `sep=`, which names the delimiter to spreadsheets; leave that line out, so that the "
     "first "
     "line names the columns"},
    {"CarriageReturns", "account,name\rA,B\rC,D\r",
     "the list has carriage returns as line ends; write it with line feeds, for example with `tr '\\r' "
     "'\\n'`"},
    {"CarriageReturnsInOneColumn", "account\rA\r",
     "the list has carriage returns as line ends; write it with line feeds, for example with `tr '\\r' "
     "'\\n'`"},
    {"CarriageReturnsAndAByteOrderMark",
     "\xEF\xBB\xBF"
     "account\rA\r",
     "the list has carriage returns as line ends; write it with line feeds, for example with `tr '\\r' "
     "'\\n'`"},
    {"Gzip", kPacked,
     "the list is packed with gzip; unpack it first; the output of `zcat` or `zstdcat` can be read from standard "
     "input"},
    {"Spreadsheet", std::string_view("PK\x03\x04\x14\0\x06\0", 8),
     "the list is a ZIP archive or a spreadsheet; save it as CSV in UTF-8"},
    {"Utf16",
     std::string_view("\xFF\xFE"
                      "a\0,\0b\0\r\0\n\0",
                      12),
     "the list is UTF-16; save it as UTF-8"},
    {"Utf16WithoutMark", std::string_view("a\0,\0b\0\n\0", 8),
     "the list's first line contains NUL bytes, as in UTF-16 or in a file that is not text; save it as CSV in UTF-8"},
    {"SecondByteOrderMark",
     "\xEF\xBB\xBF\xEF\xBB\xBF"
     "account\n",
     "a second byte order mark is before the first column's name; leave it out"},
    {"ByteOrderMarkAfterAnEmptyLine",
     "\n\xEF\xBB\xBF"
     "account\n",
     "a second byte order mark is before the first column's name; leave it out"},
    {"Nothing", "", "the list is empty; name the columns in its first line"},
    {"EmptyLines", "\n\r\n", "the list is empty; name the columns in its first line"},
};

class ListsBegin : public testing::TestWithParam<Beginning> {};

TEST_P(ListsBegin, AsListsOrSayWhatTheyAre) {
  const Beginning& beginning = GetParam();
  csv::CsvOptions options;
  options.delimiter = beginning.delimiter;
  TextSource whole(beginning.text);
  csv::CsvReader reader(whole, options);
  const auto header = read_header(reader);
  EXPECT_EQ(header ? "" : to_string(header.error()), beginning.says);
  TextSource again(beginning.text, 1);
  csv::CsvPieceReader pieces(again, options);
  const auto in_pieces = read_header(pieces);
  EXPECT_EQ(in_pieces ? "" : to_string(in_pieces.error()), beginning.says);
}

INSTANTIATE_TEST_SUITE_P(, ListsBegin, testing::ValuesIn(kBeginnings),
                         [](const auto& beginning) { return beginning.param.name; });

TEST(Header, SaysHowAMappingTellsTheDelimiter) {
  TextSource source("account\tname\n");
  csv::CsvReader reader(source);
  const auto header = read_header(reader, DelimiterFrom::mapping);
  ASSERT_FALSE(header);
  EXPECT_EQ(header.error().mend, "write `delimiter = \"\\t\"` under `[file]` in the mapping");
}

TEST(Header, OfMoreColumnsThanASpreadsheetHas) {
  for (const std::size_t columns : {16'382U, 16'383U}) {
    const std::string text = "a" + std::string(columns - 1, ',') + '\n';
    TextSource list(text);
    csv::CsvReader reader(list);
    EXPECT_EQ(read_header(reader).has_value(), columns == 16'382U);
  }
}

}  // namespace
}  // namespace assent::header_test
