// Laws of reading and writing CSV, for any rows and any text.
#include "csv/reader.hpp"
#include "csv/writer.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace assent::law_test {

using namespace csv;
namespace {

using Row = std::vector<std::string>;
using Rows = std::vector<Row>;

struct Outcome {
  Rows rows;
  std::vector<CsvFault> faults;
  std::vector<std::string> raw;  // of the rows

  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome read(std::string_view text, std::size_t piece, CsvOptions options = {}) {
  TextSource source(text, piece);
  CsvReader reader(source, options);
  Outcome outcome;
  for (;;) {
    const CsvStep step = reader.next().value();
    if (step == CsvStep::end) return outcome;
    if (step == CsvStep::row) {
      outcome.rows.emplace_back(reader.fields().begin(), reader.fields().end());
      outcome.raw.emplace_back(reader.raw());
    } else {
      outcome.faults.push_back(reader.fault());
    }
  }
}

std::string write(const Rows& rows, char delimiter, CsvLineEnd line_end) {
  std::string text;
  TextSink sink(text);
  CsvWriter writer(sink, delimiter, line_end);
  for (const Row& row : rows) {
    for (const std::string& each : row) writer.field(each);
    RC_ASSERT(writer.end_row());
  }
  RC_ASSERT(writer.flush());
  return text;
}

// Pieces of text with many of the things that matter to CSV.
rc::Gen<std::string> any_text() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(
                          rc::gen::element<std::string>("a", "b ", ",", ";", "\"", "\"\"", "\n", "\r\n", "\r",
                                                        "\xD8\xA3", "\xEF\xBB\xBF", "word", std::string(70, 'x'))),
                      [](const std::vector<std::string>& parts) {
                        std::string text;
                        for (const std::string& part : parts) text += part;
                        return text;
                      });
}

rc::Gen<Rows> any_rows() {
  return rc::gen::mapcat(rc::gen::inRange<std::size_t>(1, 6), [](std::size_t width) {
    return rc::gen::container<Rows>(rc::gen::container<Row>(width, any_text()));
  });
}

RC_GTEST_PROP(CsvLaw, WhatIsWrittenIsReadBack, ()) {
  const Rows rows = *any_rows();
  const char delimiter = *rc::gen::element(',', ';', '\t', '|');
  const auto line_end = *rc::gen::element(CsvLineEnd::lf, CsvLineEnd::crlf);
  const Outcome outcome = read(write(rows, delimiter, line_end), std::string::npos, {delimiter});
  RC_ASSERT(outcome.faults.empty());
  RC_ASSERT(outcome.rows == rows);
}

RC_GTEST_PROP(CsvLaw, PiecesDoNotMatter, ()) {
  const std::string text = *any_text();
  const CsvOptions options{',', *rc::gen::element<std::size_t>(3, 10, 100, 1024 * 1024)};
  const Outcome whole = read(text, std::string::npos, options);
  for (const std::size_t piece : {1U, 2U, 3U, 7U, 63U, 64U, 65U}) RC_ASSERT(read(text, piece, options) == whole);
}

RC_GTEST_PROP(CsvLaw, BrokenBytesDoNotMatterEither, (const std::vector<unsigned char>& bytes)) {
  const std::string text(bytes.begin(), bytes.end());
  const CsvOptions options{',', 20};
  const Outcome whole = read(text, std::string::npos, options);
  for (const std::size_t piece : {1U, 2U, 5U}) RC_ASSERT(read(text, piece, options) == whole);
}

RC_GTEST_PROP(CsvLaw, AFaultyRowTakesNoOtherWithIt, ()) {
  const std::string fault = *rc::gen::element<std::string>("a\"b,c", "\"a\"b,c", "a", "a,b,c", "a,\xFF");
  const auto before = *rc::gen::inRange(0, 30);
  const auto after = *rc::gen::inRange(0, 30);
  std::string text = "h,h\n";
  for (int i = 0; i < before; ++i) text += "x,y\n";
  text += fault + '\n';
  for (int i = 0; i < after; ++i) text += "\"x\",y\n";
  const Outcome outcome = read(text, std::string::npos);
  RC_ASSERT(outcome.faults.size() == 1U);
  RC_ASSERT(outcome.faults[0].at.line == static_cast<std::uint64_t>(before + 2));
  RC_ASSERT(outcome.rows.size() == static_cast<std::size_t>(1 + before + after));
}

// A raw row, read alone, is the same row: so a reject file can have it.
RC_GTEST_PROP(CsvLaw, ARawRowReadsAsItself, ()) {
  const Outcome outcome = read(*any_text(), std::string::npos);
  for (std::size_t i = 0; i < outcome.rows.size(); ++i) {
    if (outcome.raw[i].starts_with("\xEF\xBB\xBF")) continue;  // at the beginning of a text it means something else
    RC_ASSERT(read(outcome.raw[i], std::string::npos).rows == Rows{outcome.rows[i]});
  }
}

}  // namespace
}  // namespace assent::law_test
