#include "csv/outline.hpp"

#include <algorithm>

namespace assent::csv {

// The block byte by byte, by the grammar's table.
CsvOutline::Block CsvOutline::walk(Block block) {
  CsvState state = state_here();
  const std::size_t until = std::min(at_ + kCsvBlockSize, text_.size());
  for (std::size_t at = at_; at < until; ++at) {
    const std::uint64_t bit = std::uint64_t{1} << (at - at_);
    const CsvState before = state;
    const auto [to, action] = csv_move(before, csv_class(text_[at], delimiter_));
    state = to;
    // The place of the fault "text after a quote" is the quote.
    if (action == CsvAction::see_quote && !ends_quotes(at + 1) && !doubles(at + 1)) state = CsvState::spoilt;
    const bool faulty = state == CsvState::spoilt && before != CsvState::spoilt;
    if (faulty || action == CsvAction::end_field || action == CsvAction::end_row) block.ends |= bit;
    if (action == CsvAction::end_row) block.row_ends |= bit;
    if (action == CsvAction::quoted_line_feed) block.quoted_line_feeds |= bit;
  }
  at_ += kCsvBlockSize;
  skipping_ = state == CsvState::spoilt;
  half_of_doubled_ = state == CsvState::quote_seen && doubles(at_);
  quoted_ = state == CsvState::quoted || half_of_doubled_;
  return block;
}

// What is before at_.
CsvState CsvOutline::state_here() const {
  if (skipping_) return CsvState::spoilt;
  if (half_of_doubled_) return CsvState::quote_seen;
  if (quoted_) return CsvState::quoted;
  if (begins_field(at_)) return CsvState::field_begin;
  return text_[at_ - 1] == '"' ? CsvState::quote_seen : CsvState::plain;
}

}  // namespace assent::csv
