// CsvOutline: where fields and rows end in a text, 64 bytes at a time, without reading a field.
//
// The rule is CsvReader's: a quote opens only at the beginning of a field; after the row's first faulty quote (a stray
// one, or one with text after it) nothing opens any more; a row ends at the first LF outside quotes. Where all quotes
// of a block stand as they should, the bytes inside them are those before which an odd number of quotes stands, which
// takes a few operations for all 64; other blocks are walked through. Not thread-safe.
#pragma once

#include "csv/scan.hpp"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace assent {

class CsvOutline {
 public:
  // One bit a byte of the block, the lowest for the first.
  struct Block {
    // Delimiters and LF outside quotes; and each row's first faulty quote, after which delimiters may be missing.
    std::uint64_t ends = 0;
    std::uint64_t row_ends = 0;  // LF outside quotes
    std::uint64_t quoted_line_feeds = 0;
    std::uint64_t non_ascii = 0;
    // Where there may be a control character other than a tab and the CR of a line end, or one at which some programs
    // end a line.
    std::uint64_t odd = 0;
  };

  CsvOutline() = default;
  // `text` begins with a row and outlives the outline. kCsvBlockSize bytes after it can be read.
  CsvOutline(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}

  // How far the text has been gone through.
  std::size_t at() const { return at_; }
  bool at_end() const { return at_ >= text_.size(); }
  // Is what comes next inside quotes? At the end of the text: was a quote not closed?
  bool in_quotes() const { return quoted_; }

  // The block that begins at(). Precondition: !at_end().
  Block next();

 private:
  bool well_placed(std::uint64_t opening, std::uint64_t closing, const CsvMarks& marks) const;
  Block walk(const CsvMarks& marks, Block block);
  bool ends_field(std::size_t at) const;

  std::string_view text_;
  char delimiter_ = ',';
  std::size_t at_ = 0;
  bool quoted_ = false;
  bool skipping_ = false;         // the row has had its faulty quote
  bool half_of_doubled_ = false;  // what comes next is the second of two quotes
};

inline CsvOutline::Block CsvOutline::next() {
  CsvMarks marks = csv_marks(text_.data() + at_, delimiter_);
  if (const std::size_t left = text_.size() - at_; left < kCsvBlockSize) {
    const std::uint64_t within = (std::uint64_t{1} << left) - 1;
    marks.delimiters &= within;
    marks.quotes &= within;
    marks.line_feeds &= within;
    marks.non_ascii &= within;
    marks.control &= within;
  }
  Block block;
  block.non_ascii = marks.non_ascii;
  if (marks.control != 0) block.odd = csv_odd(marks.control, text_.substr(at_));
  if (marks.non_ascii != 0) block.odd |= csv_separator_leads(text_.data() + at_) & marks.non_ascii;
  if (skipping_) return walk(marks, block);
  if (marks.quotes == 0 && !quoted_) {
    block.ends = marks.delimiters | marks.line_feeds;
    block.row_ends = marks.line_feeds;
    at_ += kCsvBlockSize;
    return block;
  }
  std::uint64_t inside = marks.quotes;  // from an opening quote to before the closing one
  for (unsigned shift = 1; shift < kCsvBlockSize; shift *= 2) inside ^= inside << shift;
  if (quoted_ && !half_of_doubled_) inside = ~inside;
  if (!well_placed(marks.quotes & inside, marks.quotes & ~inside, marks)) return walk(marks, block);
  block.ends = (marks.delimiters | marks.line_feeds) & ~inside;
  block.row_ends = marks.line_feeds & ~inside;
  block.quoted_line_feeds = marks.line_feeds & inside;
  at_ += kCsvBlockSize;
  // A quote at the block's end that another follows has not closed.
  half_of_doubled_ = (marks.quotes & ~inside) >> 63 != 0 && at_ < text_.size() && text_[at_] == '"';
  quoted_ = inside >> 63 != 0 || half_of_doubled_;
  return block;
}

// Do all quotes that would open stand where a field begins (or second of two), and all that would close where it ends?
inline bool CsvOutline::well_placed(std::uint64_t opening, std::uint64_t closing, const CsvMarks& marks) const {
  const bool begins = at_ == 0 || half_of_doubled_ || text_[at_ - 1] == delimiter_ || text_[at_ - 1] == '\n';
  const std::uint64_t may_open = (marks.delimiters | marks.line_feeds | closing) << 1 | (begins ? 1U : 0U);
  if ((opening & ~may_open) != 0) return false;
  std::uint64_t doubtful = closing & ~((marks.delimiters | marks.line_feeds | marks.quotes) >> 1);
  for (; doubtful != 0; doubtful &= doubtful - 1) {
    const std::size_t after = at_ + static_cast<std::size_t>(std::countr_zero(doubtful)) + 1;
    if (!ends_field(after) && text_[after] != '"') return false;
  }
  return true;
}

inline bool CsvOutline::ends_field(std::size_t at) const {
  if (at >= text_.size() || text_[at] == delimiter_ || text_[at] == '\n') return true;
  return text_[at] == '\r' && at + 1 < text_.size() && text_[at + 1] == '\n';
}

}  // namespace assent
