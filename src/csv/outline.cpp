#include "csv/outline.hpp"

namespace assent {

CsvOutline::Block CsvOutline::walk(const CsvMarks& marks, Block block) {
  std::uint64_t left = marks.delimiters | marks.quotes | marks.line_feeds;
  for (; left != 0; left &= left - 1) {
    const std::uint64_t bit = left & (~left + 1);
    const std::size_t at = at_ + static_cast<std::size_t>(std::countr_zero(left));
    if (half_of_doubled_) {
      half_of_doubled_ = false;
    } else if (text_[at] == '\n') {
      if (quoted_) {
        block.quoted_line_feeds |= bit;
      } else {
        block.ends |= bit;
        block.row_ends |= bit;
        skipping_ = false;
      }
    } else if (skipping_) {
      continue;
    } else if (text_[at] == delimiter_) {
      if (!quoted_) block.ends |= bit;
    } else if (!quoted_) {
      quoted_ = at == 0 || text_[at - 1] == delimiter_ || text_[at - 1] == '\n';
      skipping_ = !quoted_;
      if (skipping_) block.ends |= bit;
    } else if (at + 1 < text_.size() && text_[at + 1] == '"') {
      half_of_doubled_ = true;
    } else {
      quoted_ = false;
      skipping_ = !ends_field(at + 1);
      if (skipping_) block.ends |= bit;
    }
  }
  at_ += kCsvBlockSize;
  return block;
}

}  // namespace assent
