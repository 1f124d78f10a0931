// Laws of the grammar: every faster reader of CSV gives the same result as the table.
#include "csv/grammar.hpp"
#include "csv/outline.hpp"
#include "csv/reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::grammar_law_test {

using namespace csv;
namespace {

struct Row {
  std::string raw;
  std::vector<std::string> fields;  // of a sound row
  bool faulty = false;
};

// What the table's moves make of a text, byte by byte.
struct ByTable {
  std::vector<std::size_t> ends;  // of fields and rows, and of faulty quotes
  std::vector<std::size_t> row_ends;
  std::vector<std::size_t> quoted_line_feeds;
  std::vector<Row> rows;  // without empty lines
  bool unclosed = false;  // the last row has a quote that is not closed, and is not among the rows
};

ByTable by_table(std::string_view text, char delimiter) {
  ByTable result;
  CsvState state = CsvState::field_begin;
  Row row;
  std::string field;
  std::size_t seen_quote = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const CsvClass what = at == text.size() ? CsvClass::end : csv_class(text[at], delimiter);
    const CsvMove move = csv_move(state, what);
    switch (move.action) {
      case CsvAction::none:
        if (state != CsvState::quote_seen) field += text[at];
        break;
      case CsvAction::open_quote: break;
      case CsvAction::see_quote: seen_quote = at; break;
      case CsvAction::see_doubled:
      case CsvAction::quoted_line_feed: field += text[at]; break;
      case CsvAction::end_field:
        row.fields.push_back(std::exchange(field, {}));
        result.ends.push_back(at);
        break;
      case CsvAction::end_row:
        if (what == CsvClass::line_feed) {
          result.ends.push_back(at);
          result.row_ends.push_back(at);
          if (row.raw.ends_with('\r')) row.raw.pop_back();
          if (field.ends_with('\r') && state == CsvState::plain) field.pop_back();
        }
        row.fields.push_back(std::exchange(field, {}));
        if (!row.raw.empty()) result.rows.push_back(row);
        row = {};
        break;
      case CsvAction::stray_quote:
      case CsvAction::text_after_quote:
        row.faulty = true;
        result.ends.push_back(move.action == CsvAction::stray_quote ? at : seen_quote);
        break;
      case CsvAction::unclosed_quote: result.unclosed = true; break;
    }
    if (move.action == CsvAction::quoted_line_feed) result.quoted_line_feeds.push_back(at);
    if (move.action != CsvAction::end_row && at < text.size()) row.raw += text[at];
    state = move.to;
    if (what == CsvClass::end && state == CsvState::spoilt && !row.raw.empty()) result.rows.push_back(row);
  }
  return result;
}

// Texts with many of the things that the grammar distinguishes, at any offset in a block.
rc::Gen<std::string> any_text() {
  const auto parts = rc::gen::element<std::string>(",", ",", "\"", "\"", "\"\"", "\n", "\r\n", "\r", "a", "bc", ";",
                                                   "\"q\",", "\"q\"\n", "\"q\"\r\n", "x,y\n", std::string(30, 'x'),
                                                   std::string(63, 'y'), "\xD8\xA3", "\xFF");
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(parts), [](const std::vector<std::string>& all) {
    std::string text;
    for (const std::string& each : all) text += each;
    return text;
  });
}

RC_GTEST_PROP(CsvGrammarLaw, TheOutlineEndsWhereTheTableDoes, ()) {
  const std::string text = *any_text();
  const char delimiter = *rc::gen::element(',', ';');
  const ByTable expected = by_table(text, delimiter);
  const std::string with_slack = text + std::string(kCsvBlockSize, '"');
  std::vector<std::size_t> ends;
  std::vector<std::size_t> row_ends;
  std::vector<std::size_t> quoted_line_feeds;
  CsvOutline outline(std::string_view(with_slack).substr(0, text.size()), delimiter);
  while (!outline.at_end()) {
    const std::size_t at = outline.at();
    const CsvOutline::Block block = outline.next();
    for (std::size_t i = 0; i < kCsvBlockSize; ++i) {
      if ((block.ends >> i & 1) != 0) ends.push_back(at + i);
      if ((block.row_ends >> i & 1) != 0) row_ends.push_back(at + i);
      if ((block.quoted_line_feeds >> i & 1) != 0) quoted_line_feeds.push_back(at + i);
    }
  }
  RC_ASSERT(ends == expected.ends);
  RC_ASSERT(row_ends == expected.row_ends);
  RC_ASSERT(quoted_line_feeds == expected.quoted_line_feeds);
  RC_ASSERT(outline.in_quotes() == expected.unclosed);
}

// In whatever pieces the text comes. After a quote that is not closed the reader trusts nothing, so nothing is
// compared.
RC_GTEST_PROP(CsvGrammarLaw, TheReaderMovesByTheTable, ()) {
  const std::string text = *any_text();
  const char delimiter = *rc::gen::element(',', ';');
  TextSource source(text, *rc::gen::element<std::size_t>(1, 7, 63, 64, 65, std::string::npos));
  CsvReader reader(source, {delimiter});
  const ByTable expected = by_table(text, delimiter);
  for (const Row& row : expected.rows) {
    const CsvStep step = reader.next().value();
    RC_ASSERT(step != CsvStep::end);
    RC_ASSERT(reader.raw() == row.raw);
    if (row.faulty) RC_ASSERT(step == CsvStep::fault);
    else RC_ASSERT(std::vector<std::string>(reader.fields().begin(), reader.fields().end()) == row.fields);
  }
  RC_ASSERT(reader.next().value() == (expected.unclosed ? CsvStep::fault : CsvStep::end));
}

RC_GTEST_PROP(CsvGrammarLaw, ARowThatComesInPartsEndsWhereTheTableSays, ()) {
  const std::string text = *any_text();
  const ByTable expected = by_table(text, ',');
  std::vector<std::size_t> row_ends;
  CsvRowEnd row(',');
  const std::size_t part = *rc::gen::inRange<std::size_t>(1, 70);
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view bytes = std::string_view(text).substr(at, part);
    const std::size_t end = row.find(bytes);
    at += end == std::string_view::npos ? bytes.size() : end;
    if (end == std::string_view::npos) continue;
    row_ends.push_back(at - 1);
    row = CsvRowEnd(',');
  }
  RC_ASSERT(row_ends == expected.row_ends);
}

}  // namespace
}  // namespace assent::grammar_law_test
