// How many rows of a list are read a second: by CsvReader, cut into pieces, and from the pieces with one column of each
// row. In the same run, over the same bytes, memchr counts line feeds: no reader can be faster than that.
//
//   bench_csv [ROWS]   default: 2,000,000
//
// The rows are synthetic, some 45 bytes each: numbers stand for accounts and telephones. Once plain, once with every
// field in quotes, once with names in Arabic, once with a fault in every row.
#include "csv/piece_rows.hpp"
#include "csv/pieces.hpp"
#include "csv/reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <string_view>

namespace {

using namespace assent;
constexpr int kRounds = 9;

volatile std::uint64_t sum = 0;  // so that the compiler does not leave the reading out

enum class List { plain, quoted, arabic, faulty };

std::string list_of(List list, std::size_t rows) {
  std::string text =
      list == List::quoted ? "\"account\",\"telephone\",\"city\",\"plan\"\n" : "account,telephone,city,plan\n";
  for (std::size_t i = 0; i < rows; ++i) {
    const std::string account = fmt::format("{:04}-{:06}", i % 9973, i);
    const std::string telephone = fmt::format("+9613{:06}", i % 1'000'000);
    switch (list) {
      case List::plain: text += fmt::format("{},{},Beirut,long distance\n", account, telephone); break;
      case List::quoted: text += fmt::format("\"{}\",\"{}\",\"Beirut\",\"long distance\"\n", account, telephone); break;
      case List::arabic:
        text += fmt::format("{},{},\u0628\u064a\u0631\u0648\u062a,mobile\n", account, telephone);
        break;
      case List::faulty: text += fmt::format("{},{},Beirut,long,distance\n", account, telephone); break;
    }
  }
  return text;
}

std::uint64_t count_lines(std::string_view text) {
  std::uint64_t lines = 0;
  while (const void* found = std::memchr(text.data(), '\n', text.size())) {
    ++lines;
    text.remove_prefix(static_cast<std::size_t>(static_cast<const char*>(found) - text.data()) + 1);
  }
  return lines;
}

std::uint64_t read_with_reader(std::string_view text) {
  TextSource source(text);
  csv::CsvReader reader(source);
  std::uint64_t rows = 0;
  while (*reader.next() != csv::CsvStep::end) ++rows;
  return rows;
}

std::uint64_t cut(std::string_view text) {
  TextSource source(text);
  csv::CsvPieceReader reader(source);
  if (*reader.header() != csv::CsvStep::row) return 0;
  csv::CsvPiece piece;
  while (*reader.next(piece)) continue;
  return piece.end().line - 1;
}

std::uint64_t read_pieces(std::string_view text) {
  TextSource source(text);
  csv::CsvPieceReader reader(source);
  if (*reader.header() != csv::CsvStep::row) return 0;
  std::uint64_t rows = 1;
  std::uint64_t bytes = 0;
  csv::CsvPiece piece;
  csv::CsvPieceRows in_piece({}, reader.fields().size(), 0);
  while (*reader.next(piece)) {
    in_piece.begin(piece);
    for (csv::CsvStep step = in_piece.next(); step != csv::CsvStep::end; step = in_piece.next()) {
      ++rows;
      bytes += in_piece.field().size();
    }
  }
  sum = bytes;
  return rows;
}

// Reads `rows` rows and the header.
void measure(std::string_view what, std::string_view text, std::uint64_t rows, std::uint64_t (*run)(std::string_view)) {
  double best = 1e9;
  for (int round = 0; round < kRounds; ++round) {
    const std::clock_t begun = std::clock();
    if (run(text) != rows + 1) {
      fmt::print(stderr, "{} lost rows\n", what);
      std::exit(1);
    }
    best = std::min(best, static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC);
  }
  const auto per_row = 1e9 * best / static_cast<double>(rows);
  fmt::print("  {:<28}{:>8.1f} ns a row{:>10.1f} million rows/s{:>8.2f} GB/s\n", what, per_row, 1e3 / per_row,
             static_cast<double>(text.size()) / best / 1e9);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t rows = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 2'000'000;
  constexpr std::pair<List, std::string_view> kLists[] = {{List::plain, "plain"},
                                                          {List::quoted, "every field in quotes"},
                                                          {List::arabic, "names in Arabic"},
                                                          {List::faulty, "a fault in every row"}};
  for (const auto& [list, name] : kLists) {
    const std::string text = list_of(list, rows);
    fmt::print("{} rows, {}, {:.1f} bytes a row\n", rows, name,
               static_cast<double>(text.size()) / static_cast<double>(rows));
    measure("line feeds counted", text, rows, count_lines);
    measure("CsvReader", text, rows, read_with_reader);
    measure("cut into pieces", text, rows, cut);
    measure("cut, and one column read", text, rows, read_pieces);
  }
  return 0;
}
