#include "csv/piece_rows.hpp"

#include "base/utf8.hpp"
#include "csv/characters.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <utility>

namespace assent::csv {
namespace {

// How much of the text is outlined at a time: the result stays in the nearest cache.
constexpr std::size_t kOutlinedAtOnce = 4096;

}  // namespace

CsvPieceRows::CsvPieceRows(CsvOptions options, std::size_t width, std::size_t column)
    : options_(options),
      width_(width),
      column_(column),
      plain_bytes_max_(std::min(options.row_bytes_max, kCsvFieldBytesMax)),
      ends_(width + kOutlinedAtOnce + kCsvBlockSize),
      judge_(source_, options) {
  assert(column < width);
}

void CsvPieceRows::begin(const CsvPiece& piece) {
  text_ = piece.text();
  const std::optional<CsvFault>& too_long = piece.too_long();
  too_long_ = too_long ? &*too_long : nullptr;
  row_ = 0;
  line_ = piece.begin().line;
  outline_ = CsvOutline(text_, options_.delimiter);
  next_end_ = ends_size_ = 0;
  non_ascii_ = odd_ = quoted_lines_ = judging_ = false;
}

CsvStep CsvPieceRows::next() {
  for (;;) {
    if (judging_) {
      if (const auto step = judge_on()) return *step;
    }
    if (!regular_row()) {
      if (const auto step = odd_row()) return *step;
      continue;
    }
    const std::size_t* const ends = ends_.data() + next_end_;
    const std::size_t line_end = ends[width_ - 1];
    next_end_ += width_;

    const std::size_t begin = row_;
    const bool carriage_return = line_end > begin && text_[line_end - 1] == '\r';
    const std::size_t end = line_end - (carriage_return ? 1 : 0);
    row_ = line_end + 1;
    if (end == begin) {
      ++line_;
      continue;
    }
    raw_ = text_.substr(begin, end - begin);
    if (raw_.size() > plain_bytes_max_ || (non_ascii_ && !is_utf8(raw_)) ||
        (odd_ && find_csv_doubtful(raw_) != std::string_view::npos)) {
      row_ = begin;
      return judge(line_end + 1 - begin);
    }
    row_line_ = line_;
    line_ += quoted_lines_ ? count_line_feeds(raw_) + 1 : 1;
    const std::size_t field_begin = column_ == 0 ? begin : ends[column_ - 1] + 1;
    const std::size_t field_end = column_ + 1 == width_ ? end : ends[column_];
    field_ = text_.substr(field_begin, field_end - field_begin);
    if (field_.starts_with('"')) unquote();
    return CsvStep::row;
  }
}

// Are the next ends those of a row with the header's number of fields?
bool CsvPieceRows::regular_row() {
  while (ends_size_ - next_end_ < width_) {
    if (!look_further()) return false;
  }
  const std::size_t* const ends = ends_.data() + next_end_;
  bool regular = text_[ends[width_ - 1]] == '\n';
  for (std::size_t i = 0; i + 1 < width_; ++i) regular &= text_[ends[i]] == options_.delimiter;
  return regular;
}

// Appends to ends_ the ends of fields in the next part of the text; false: there is no more.
bool CsvPieceRows::look_further() {
  if (outline_.at_end()) return false;
  std::copy(ends_.begin() + static_cast<std::ptrdiff_t>(next_end_),
            ends_.begin() + static_cast<std::ptrdiff_t>(ends_size_), ends_.begin());
  ends_size_ -= next_end_;
  next_end_ = 0;
  if (row_ >= outline_.at()) non_ascii_ = odd_ = quoted_lines_ = false;

  std::uint64_t non_ascii = 0;
  std::uint64_t odd = 0;
  std::uint64_t quoted_lines = 0;
  std::size_t* to = ends_.data() + ends_size_;
  for (const std::size_t until = outline_.at() + kOutlinedAtOnce; outline_.at() < until && !outline_.at_end();) {
    const std::size_t at = outline_.at();
    const CsvOutline::Block block = outline_.next();
    non_ascii |= block.non_ascii;
    odd |= block.odd;
    quoted_lines |= block.quoted_line_feeds;
    for (std::uint64_t left = block.ends; left != 0; left &= left - 1) {
      *to++ = at + static_cast<std::size_t>(std::countr_zero(left));
    }
  }
  ends_size_ = static_cast<std::size_t>(to - ends_.data());
  non_ascii_ |= non_ascii != 0;
  odd_ |= odd != 0;
  quoted_lines_ |= quoted_lines != 0;
  return true;
}

// A row that does not have the header's number of fields, or has a faulty quote, or is the text's last without a line
// end; or the end. Nothing: an empty line.
std::optional<CsvStep> CsvPieceRows::odd_row() {
  if (too_long_ != nullptr) {
    row_line_ = line_;
    raw_ = {};
    fault_ = *std::exchange(too_long_, nullptr);
    return CsvStep::fault;
  }
  std::size_t row_end = text_.size();
  while (next_end_ < ends_size_ || look_further()) {
    if (next_end_ == ends_size_) continue;
    const std::size_t at = ends_[next_end_++];
    if (text_[at] != '\n') continue;
    row_end = at + 1;
    break;
  }
  const std::string_view row = text_.substr(row_, row_end - row_);
  if (row.empty()) return CsvStep::end;
  if (row != "\n" && row != "\r\n") return judge(row.size());
  row_ = row_end;
  ++line_;
  return std::nullopt;
}

void CsvPieceRows::unquote() {
  field_.remove_prefix(1);
  field_.remove_suffix(1);
  if (field_.find('"') == std::string_view::npos) return;
  unescaped_.clear();
  for (std::size_t i = 0; i < field_.size(); ++i) {
    unescaped_ += field_[i];
    if (field_[i] == '"') ++i;
  }
  field_ = unescaped_;
}

// Lets the reader that knows all faults read the next `length` bytes, which are a row.
CsvStep CsvPieceRows::judge(std::size_t length) {
  source_.row = text_.substr(row_, length);
  judge_.resume(line_, width_);
  row_line_ = line_;
  line_ += count_line_feeds(source_.row);
  const auto step = judge_.next();
  assert(step && *step != CsvStep::end);  // memory does not fail, and no empty line comes here
  raw_ = text_.substr(row_, judge_.raw().size());
  row_ += length;
  if (*step == CsvStep::fault) {
    fault_ = judge_.fault();
    judging_ = fault_.kind == CsvFaultKind::unclosed_quote;
    judged_ = row_ - length + raw_.size();
  } else {
    unescaped_ = judge_.fields()[column_];
    field_ = unescaped_;
  }
  return *step;
}

// The next line within a quote that is not closed; nothing: there is none.
std::optional<CsvStep> CsvPieceRows::judge_on() {
  const auto step = judge_.next();
  assert(step && *step != CsvStep::row);
  judging_ = *step == CsvStep::fault;
  if (!judging_) return std::nullopt;
  while (text_[judged_] == '\n' || text_.substr(judged_, 2) == "\r\n") ++judged_;
  row_line_ = judge_.line();
  raw_ = text_.substr(judged_, judge_.raw().size());
  judged_ += raw_.size();
  fault_ = judge_.fault();
  return *step;
}

Result<std::size_t> CsvPieceRows::RowSource::read(std::span<char> into) {
  const std::size_t count = std::min(row.size(), into.size());
  std::copy_n(row.begin(), count, into.begin());
  row.remove_prefix(count);
  return count;
}

}  // namespace assent::csv
