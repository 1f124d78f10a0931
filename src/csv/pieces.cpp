#include "csv/pieces.hpp"

#include "csv/characters.hpp"
#include "csv/outline.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cstring>

namespace assent::csv {
namespace {

constexpr std::size_t kPieceReadSize = 64 * 1024;

// How many bytes at the front of a text, which begins with a row, are whole rows with their LF.
std::size_t whole_rows(std::string_view text, char delimiter, bool quotes) {
  if (!quotes) return text.rfind('\n') + 1;  // npos + 1 is 0
  std::size_t whole = 0;
  for (CsvOutline outline(text, delimiter); !outline.at_end();) {
    const std::size_t block = outline.at();
    const std::uint64_t row_ends = outline.next().row_ends;
    if (row_ends != 0) whole = block + static_cast<std::size_t>(std::bit_width(row_ends));
  }
  return whole;
}

}  // namespace

CsvPieceReader::CsvPieceReader(ByteSource& source, CsvOptions options, std::size_t piece_bytes)
    : source_(source), options_(options), piece_bytes_(piece_bytes), row_(*this), head_(row_, options) {
  assert(piece_bytes > 0);
}

Result<CsvStep> CsvPieceReader::header() {
  assert(width_ == 0);
  if (!begun_) {
    while (ahead().size() < kByteOrderMark.size() && !source_ended_) {
      TRY(look_ahead());
    }
    if (ahead().starts_with(kByteOrderMark)) pass(kByteOrderMark.size());
    begun_ = true;
  }
  for (;;) {
    const CsvPlace before = place_;
    auto step = given_up_ ? head_.next() : read_row(0);
    if (!step) return step;
    given_up_ = *step == CsvStep::fault && head_.fault().kind == CsvFaultKind::unclosed_quote;
    if (*step == CsvStep::row) width_ = head_.fields().size();
    if (*step != CsvStep::end || place_ == before) return step;  // an empty line reads as the end of a text
  }
}

Result<void> CsvPieceReader::resume(const CsvPlace& place) {
  const auto short_of = [](std::string_view what) {
    return fail(ErrorCode::invalid, std::string(what), "continue with the same list, unchanged");
  };
  assert(width_ != 0);
  if (place.offset < place_.offset) return short_of("the place to continue from is in or before the first row");
  while (place_.offset < place.offset) {
    if (ahead().empty()) {
      TRY(look_ahead());
      if (source_ended_) return short_of("the text ends before the place to continue from");
    }
    const std::uint64_t left = place.offset - place_.offset;
    pass(static_cast<std::size_t>(std::min<std::uint64_t>(left, ahead().size())));
  }
  place_.line = place.line;
  return {};
}

Result<bool> CsvPieceReader::next(CsvPiece& piece) {
  assert(width_ != 0);
  if (given_up_) return false;
  piece.begin_ = place_;
  piece.too_long_.reset();
  piece.quotes_ = false;
  piece.size_ = 0;
  std::size_t searched = 0;  // for quotes
  for (std::size_t wanted = piece_bytes_;; wanted *= 2) {
    TRY(read_into(piece.bytes_, piece.size_, wanted));
    const std::string_view text = piece.text();
    if (text.empty()) return false;
    piece.quotes_ = piece.quotes_ || text.find('"', searched) != std::string_view::npos;
    searched = text.size();
    const std::size_t whole =
        source_ended_ && ahead().empty() ? text.size() : whole_rows(text, options_.delimiter, piece.quotes_);
    if (whole > 0) {
      give(piece, whole);
      return true;
    }
    // One byte more than allowed may still be the CR of the line end.
    if (text.size() - 1 > options_.row_bytes_max) return row_too_long(piece);
  }
}

// Brings `size` up to `wanted` bytes, or to the end of the text.
Result<void> CsvPieceReader::read_into(std::vector<char>& bytes, std::size_t& size, std::size_t wanted) {
  if (bytes.size() < wanted + kCsvBlockSize) bytes.resize(wanted + kCsvBlockSize);
  const std::size_t taken = std::min(ahead().size(), wanted - std::min(wanted, size));
  std::memcpy(bytes.data() + size, ahead().data(), taken);
  size += taken;
  ahead_begin_ += taken;
  while (size < wanted && !source_ended_) {
    auto count = TRY(source_.read({bytes.data() + size, wanted - size}));
    source_ended_ = count == 0;
    size += count;
  }
  return {};
}

// The piece keeps `whole` bytes; the others are for the next one.
void CsvPieceReader::give(CsvPiece& piece, std::size_t whole) {
  put_back(piece.text().substr(whole));
  piece.size_ = whole;
  place_.offset += whole;
  place_.line += count_line_feeds(piece.text());
  piece.end_ = place_;
}

// The piece's bytes begin a row that is too long.
Result<bool> CsvPieceReader::row_too_long(CsvPiece& piece) {
  put_back(piece.text());
  piece.size_ = 0;
  piece.quotes_ = false;
  [[maybe_unused]] const CsvStep step = TRY(read_row(width_));
  assert(step == CsvStep::fault);
  piece.too_long_ = head_.fault();
  TRY(row_.pass_rest());
  given_up_ = head_.fault().kind == CsvFaultKind::unclosed_quote;
  piece.end_ = place_;
  return true;
}

Result<CsvStep> CsvPieceReader::read_row(std::size_t width) {
  row_.begin();
  head_.resume(place_.line, width);
  return head_.next();
}

void CsvPieceReader::RowSource::begin() {
  end_ = CsvRowEnd(text_.options_.delimiter);
  ended_ = false;
}

Result<std::size_t> CsvPieceReader::RowSource::read(std::span<char> into) {
  if (ended_) return 0;
  if (text_.ahead().empty()) {
    TRY(text_.look_ahead());
  }
  const std::string_view bytes = text_.ahead().substr(0, into.size());
  const std::size_t end = end_.find(bytes);
  ended_ = end != std::string_view::npos;
  const std::size_t count = ended_ ? end : bytes.size();
  std::copy_n(bytes.begin(), count, into.begin());
  text_.pass(count);
  return count;
}

// Skips the rest of the row.
Result<void> CsvPieceReader::RowSource::pass_rest() {
  std::array<char, 4096> rest{};
  for (;;) {
    const auto count = TRY(read(rest));
    if (count == 0) return {};
  }
}

// More in ahead(), unless the source has ended.
Result<void> CsvPieceReader::look_ahead() {
  if (source_ended_) return {};
  const std::size_t kept = ahead().size();
  if (kept > 0) std::memmove(ahead_.data(), ahead().data(), kept);
  ahead_begin_ = 0;
  ahead_.resize(kept + kPieceReadSize);
  auto count = TRY(source_.read({ahead_.data() + kept, kPieceReadSize}));
  ahead_.resize(kept + count);
  source_ended_ = count == 0;
  return {};
}

// Puts bytes that were read in front of those ahead.
void CsvPieceReader::put_back(std::string_view bytes) {
  if (bytes.size() > ahead_begin_) {
    const std::size_t more = bytes.size() - ahead_begin_;
    ahead_.insert(ahead_.begin(), more, '\0');
    ahead_begin_ += more;
  }
  ahead_begin_ -= bytes.size();
  std::copy(bytes.begin(), bytes.end(), ahead_.begin() + static_cast<std::ptrdiff_t>(ahead_begin_));
}

void CsvPieceReader::pass(std::size_t count) {
  place_.offset += count;
  place_.line += count_line_feeds(ahead().substr(0, count));
  ahead_begin_ += count;
}

}  // namespace assent::csv
