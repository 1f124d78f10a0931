// The only grammar of CSV: RFC 4180, section 2, as a table of moves. Every CSV reader here uses this table, or a test
// proves that it gives the same result (tests/csv/grammar_law_test.cpp).
//
// It says where fields and rows end and which quotes are faulty. After a row's first faulty quote no quote opens any
// more, so the row ends with the line. csv/characters.hpp has the characters that a field may contain.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assent::csv {

// What is before the next byte, in the current row.
enum class CsvState : std::uint8_t {
  field_begin,  // nothing of the field
  plain,        // some of a field without quotes
  quoted,       // an open quote
  quote_seen,   // a quote inside quotes: it closes them, or is the first of two
  return_seen,  // a CR after a closing quote
  spoilt        // a faulty quote
};

enum class CsvClass : std::uint8_t { delimiter, quote, line_feed, carriage_return, text, end };  // end: no byte is left

enum class CsvAction : std::uint8_t {
  none,
  open_quote,
  see_quote,
  see_doubled,
  end_field,
  end_row,           // and with it its last field, without a CR before the LF
  quoted_line_feed,  // a line ends, and the row goes on
  stray_quote,       // a fault of this quote: it is in a field that does not begin with one
  text_after_quote,  // a fault of the quote seen last
  unclosed_quote     // a fault of the open quote
};

struct CsvMove {
  CsvState to;
  CsvAction action = CsvAction::none;
};

namespace csv_grammar {
using enum CsvState;
using enum CsvAction;

// By state and class. By rule 3 of RFC 4180 the last row needs no line end; rule 2 has CRLF, and here LF is enough.
inline constexpr CsvMove kMoves[6][6] = {
    // field_begin
    {{field_begin, end_field}, {quoted, open_quote}, {field_begin, end_row}, {plain}, {plain}, {field_begin, end_row}},
    // plain (rule 5: no quotes in it)
    {{field_begin, end_field}, {spoilt, stray_quote}, {field_begin, end_row}, {plain}, {plain}, {field_begin, end_row}},
    // quoted (rule 6: delimiters and line ends belong to the field)
    {{quoted}, {quote_seen, see_quote}, {quoted, quoted_line_feed}, {quoted}, {quoted}, {quoted, unclosed_quote}},
    // quote_seen (rule 7: two quotes stand for one)
    {{field_begin, end_field},
     {quoted, see_doubled},
     {field_begin, end_row},
     {return_seen},
     {spoilt, text_after_quote},
     {field_begin, end_row}},
    // return_seen
    {{spoilt, text_after_quote},
     {spoilt, text_after_quote},
     {field_begin, end_row},
     {spoilt, text_after_quote},
     {spoilt, text_after_quote},
     {spoilt, text_after_quote}},
    // spoilt
    {{spoilt}, {spoilt}, {field_begin, end_row}, {spoilt}, {spoilt}, {field_begin, end_row}},
};
}  // namespace csv_grammar

constexpr CsvMove csv_move(CsvState from, CsvClass what) {
  return csv_grammar::kMoves[static_cast<std::size_t>(from)][static_cast<std::size_t>(what)];
}

constexpr CsvClass csv_class(char byte, char delimiter) {
  if (byte == delimiter) return CsvClass::delimiter;
  if (byte == '"') return CsvClass::quote;
  if (byte == '\n') return CsvClass::line_feed;
  return byte == '\r' ? CsvClass::carriage_return : CsvClass::text;
}

// Looks for the end of one row that comes in parts, byte by byte, for rows that are too long for memory.
class CsvRowEnd {
 public:
  explicit CsvRowEnd(char delimiter) : delimiter_(delimiter) {}

  // `bytes` follow those of the earlier calls. Returns how many of them belong to the row, with its LF; npos: all of
  // them, and it has not ended. Do not call it after the row's end.
  std::size_t find(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const CsvMove move = csv_move(state_, csv_class(bytes[i], delimiter_));
      if (move.action == CsvAction::end_row) return i + 1;
      state_ = move.to;
    }
    return std::string_view::npos;
  }

 private:
  char delimiter_;
  CsvState state_ = CsvState::field_begin;
};

}  // namespace assent::csv
