// CsvOutline: where fields and rows end in a text, 64 bytes at a time, without reading a field.
//
// The rule is csv/grammar.hpp's. If all quotes of a block are where they should be, a byte is inside quotes if an odd
// number of quotes is before it; this takes a few operations for all 64 bytes. Other blocks are read byte by byte. Not
// thread-safe.
#pragma once

#include "csv/grammar.hpp"
#include "csv/scan.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assent::csv {

class CsvOutline {
 public:
  // One bit for each byte of the block, the lowest for the first.
  struct Block {
    // Delimiters and LF outside quotes; and each row's first faulty quote, after which delimiters may be missing.
    std::uint64_t ends = 0;
    std::uint64_t row_ends = 0;  // LF outside quotes
    std::uint64_t quoted_line_feeds = 0;
    std::uint64_t non_ascii = 0;
    std::uint64_t odd = 0;  // csv_odd()
  };

  CsvOutline() = default;
  // `text` begins with a row and outlives the outline. kCsvBlockSize bytes after it can be read.
  CsvOutline(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  // How far the text has been read.
  std::size_t at() const { return at_; }
  bool at_end() const { return at_ >= text_.size(); }
  // Is what comes next inside quotes? At the end of the text: was a quote not closed?
  bool in_quotes() const { return quoted_; }

  // The block that begins at(). Precondition: !at_end().
  Block next();

 private:
  bool well_placed(std::uint64_t opening, std::uint64_t closing, const CsvMarks& marks) const;
  Block walk(Block block);
  CsvState state_here() const;
  bool begins_field(std::size_t at) const;
  bool ends_quotes(std::size_t at) const;
  bool doubles(std::size_t at) const { return at < text_.size() && text_[at] == '"'; }

  std::string_view text_;
  char delimiter_ = ',';
  std::size_t at_ = 0;
  bool quoted_ = false;
  bool skipping_ = false;         // the row has had its faulty quote
  bool half_of_doubled_ = false;  // what comes next is the second of two quotes
};

inline CsvOutline::Block CsvOutline::next() {
  const std::string_view rest(text_.data() + at_, text_.size() - at_);
  const CsvMarks marks = csv_marks(rest, delimiter_);
  Block block;
  block.non_ascii = marks.non_ascii;
  block.odd = csv_odd(marks, rest);
  if (skipping_) return walk(block);
  if (marks.quotes == 0 && !quoted_) {
    block.ends = marks.delimiters | marks.line_feeds;
    block.row_ends = marks.line_feeds;
    at_ += kCsvBlockSize;
    return block;
  }
  std::uint64_t inside = marks.quotes;  // from an opening quote to before the closing one
  for (unsigned shift = 1; shift < kCsvBlockSize; shift *= 2) inside ^= inside << shift;
  if (quoted_ && !half_of_doubled_) inside = ~inside;
  if (!well_placed(marks.quotes & inside, marks.quotes & ~inside, marks)) return walk(block);
  block.ends = (marks.delimiters | marks.line_feeds) & ~inside;
  block.row_ends = marks.line_feeds & ~inside;
  block.quoted_line_feeds = marks.line_feeds & inside;
  at_ += kCsvBlockSize;
  // A quote at the block's end that another follows has not closed.
  half_of_doubled_ = (marks.quotes & ~inside) >> 63 != 0 && doubles(at_);
  quoted_ = inside >> 63 != 0 || half_of_doubled_;
  return block;
}

// Whether all quotes that would open are where a field begins (or second of two), and all that would close are where it
// ends.
inline bool CsvOutline::well_placed(std::uint64_t opening, std::uint64_t closing, const CsvMarks& marks) const {
  const bool begins = half_of_doubled_ || begins_field(at_);
  const std::uint64_t may_open = (marks.delimiters | marks.line_feeds | closing) << 1 | (begins ? 1U : 0U);
  if ((opening & ~may_open) != 0) return false;
  std::uint64_t doubtful = closing & ~((marks.delimiters | marks.line_feeds | marks.quotes) >> 1);
  for (; doubtful != 0; doubtful &= doubtful - 1) {
    const std::size_t after = at_ + static_cast<std::size_t>(std::countr_zero(doubtful)) + 1;
    if (!ends_quotes(after) && !doubles(after)) return false;
  }
  return true;
}

// Outside quotes, and before any faulty one.
inline bool CsvOutline::begins_field(std::size_t at) const {
  return at == 0 || text_[at - 1] == delimiter_ || text_[at - 1] == '\n';
}

// Whether a quote may close before `at`. In the grammar's words: do its moves from quote_seen end the field?
inline bool CsvOutline::ends_quotes(std::size_t at) const {
  if (at >= text_.size() || text_[at] == delimiter_ || text_[at] == '\n') return true;
  return text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n';
}

}  // namespace assent::csv
