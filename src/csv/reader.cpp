#include "csv/reader.hpp"

#include "base/utf8.hpp"
#include "csv/characters.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>

namespace assent::csv {

using reasons::TextFault;
namespace {

constexpr std::size_t kReadSize = 128 * 1024;

// In so few digits that it cannot be taken for a telephone number.
reasons::RowReason too_long(std::size_t row_bytes_max) {
  constexpr std::size_t kMebibyte = std::size_t{1} << 20;
  if (row_bytes_max % kMebibyte != 0) return {TextFault::row_longer_than, {{"bytes", row_bytes_max}}};
  return {TextFault::row_too_long, {{"mebibytes", row_bytes_max / kMebibyte}}};
}

reasons::RowReason reason_of(CsvFaultKind kind, std::size_t row_bytes_max) {
  switch (kind) {
    case CsvFaultKind::stray_quote: return TextFault::stray_quote;
    case CsvFaultKind::text_after_quote: return TextFault::text_after_quote;
    case CsvFaultKind::unclosed_quote: return TextFault::unclosed_quote;
    case CsvFaultKind::not_utf8: return TextFault::not_utf8;
    case CsvFaultKind::row_too_long: return too_long(row_bytes_max);
    case CsvFaultKind::carriage_return: return TextFault::carriage_return;
    case CsvFaultKind::control_character: return TextFault::control_character;
    case CsvFaultKind::line_separator: return TextFault::line_separator;
    case CsvFaultKind::field_too_long:
      static_assert(kCsvFieldBytesMax == 32767);  // as the words say
      return TextFault::field_too_long;
    case CsvFaultKind::field_count: break;  // gets the two numbers in finish_row()
  }
  return TextFault::field_count;
}

}  // namespace

CsvReader::CsvReader(ByteSource& source, CsvOptions options)
    : source_(source), options_(options), buffer_(kReadSize + kCsvBlockSize) {
  [[maybe_unused]] const char delimiter = options_.delimiter;
  assert(delimiter != '"' && delimiter != '\r' && delimiter != '\n' && static_cast<unsigned char>(delimiter) < 0x80);
  assert(options_.row_bytes_max > 0);
}

Result<CsvStep> CsvReader::next() {
  if (!begun_) {
    TRY(begin());
  }
  start_row();
  for (;;) {
    while (find_special()) {
      take_sound_fields();
      if (special_ == 0) continue;
      const std::size_t at = block_ + static_cast<std::size_t>(std::countr_zero(special_));
      special_ &= special_ - 1;
      if (const auto step = move(dropped_ + (at - row_), csv_class(buffer_[at], options_.delimiter))) return *step;
    }
    if (end_ - row_ > options_.row_bytes_max + 1 && !overlong_) {
      overrun();
      continue;
    }
    if (source_ended_) {
      // The text ends without a line feed; returns here for ever.
      if (dropped_ + (end_ - row_) == 0) return CsvStep::end;
      if (const auto step = move(dropped_ + (end_ - row_), CsvClass::end)) return *step;
      continue;
    }
    TRY(fill());
  }
}

void CsvReader::resume(std::uint64_t line, std::size_t width) {
  next_row_ = row_ = end_ = scanned_ = block_ = 0;
  special_ = non_ascii_in_block_ = 0;
  begun_ = true;  // a byte order mark here is text
  source_ended_ = doubtful_ = doubt_too_long_ = false;
  line_ = line;
  width_ = width;
}

CsvPosition CsvReader::position_of(std::size_t field) const {
  assert(field < spans_.size());
  return position_at(spans_[field].begin - (spans_[field].quoted ? 1 : 0));
}

Result<void> CsvReader::begin() {
  while (end_ < kByteOrderMark.size() && !source_ended_) {
    TRY(fill());
  }
  if (std::string_view(buffer_.data(), end_).starts_with(kByteOrderMark)) {
    next_row_ = row_ = scanned_ = kByteOrderMark.size();
  }
  begun_ = true;
  return {};
}

Result<void> CsvReader::fill() {
  if (overlong_) {
    dropped_ += end_ - row_;
    row_ = end_ = scanned_ = 0;
  }
  if (row_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + row_, end_ - row_);
    end_ -= row_;
    scanned_ -= row_;
    row_ = 0;
  }
  if (buffer_.size() < end_ + kReadSize + kCsvBlockSize) buffer_.resize(2 * buffer_.size());
  auto count = TRY(source_.read({buffer_.data() + end_, buffer_.size() - kCsvBlockSize - end_}));
  source_ended_ = count == 0;
  end_ += count;
  return {};
}

void CsvReader::start_row() {
  row_ = next_row_;
  row_line_ = line_;
  state_ = doubtful_ ? CsvState::spoilt : CsvState::field_begin;
  dropped_ = moved_ = field_begin_ = 0;
  suspect_.reset();
  text_after_quote_ = false;
  if (doubtful_) suspect_ = Suspect{CsvFaultKind::unclosed_quote, 0};
  overlong_.reset();
  spans_.clear();
  fields_.clear();
  raw_size_ = 0;
  non_ascii_ = row_ < scanned_ && (non_ascii_in_block_ >> (row_ - block_)) != 0;
  odd_ = row_ < scanned_ && (odd_in_block_ >> (row_ - block_)) != 0;
}

// Reads on from `offset` of this row, which is in the buffer.
void CsvReader::go_back_to(std::size_t offset) {
  line_ = row_line_ + count_line_feeds({buffer_.data() + row_, offset});
  scanned_ = row_ + offset;
  special_ = non_ascii_in_block_ = 0;
}

// From this row on, where `open_quote` is not closed, every line is a fault.
void CsvReader::distrust(std::size_t open_quote) {
  doubt_line_ = row_line_;
  doubt_at_ = position_at(open_quote);
  doubtful_ = true;
  next_row_ = row_;
  go_back_to(0);
  start_row();
}

// The row is too long. Only its allowed length decides what it is, so it does not matter how much was read: it ends
// with the line; but if a quote is open there, nothing after it can be trusted.
void CsvReader::overrun() {
  const std::size_t most = options_.row_bytes_max;
  if (const auto open_quote = quote_open_at(most)) {
    doubt_too_long_ = true;
    return distrust(*open_quote);
  }
  Overlong overlong{CsvFaultKind::row_too_long, {row_line_, 1}, std::string(buffer_.data() + row_, most)};
  if (doubtful_) {
    overlong.kind = CsvFaultKind::unclosed_quote;
  } else if (const auto found = first_disallowed(overlong.beginning, true)) {
    overlong.kind = found->kind;
    overlong.at = position_at(found->offset);
  }
  go_back_to(most);
  state_ = CsvState::spoilt;
  overlong_ = std::move(overlong);
}

// The quote that was opened before `offset` and not closed before it, if there is one.
std::optional<std::size_t> CsvReader::quote_open_at(std::size_t offset) const {
  for (const Field& field : spans_) {
    if (field.quoted && field.begin - 1 < offset && offset <= field.end) return field.begin - 1;
  }
  const bool open = state_ == CsvState::quoted && open_quote_ < offset;
  return open || (in_last_quotes(offset) && offset > open_quote_) ? std::optional(open_quote_) : std::nullopt;
}

// Quotes that closed without a field's end after them.
bool CsvReader::in_last_quotes(std::size_t offset) const {
  return (state_ == CsvState::quote_seen || text_after_quote_) && open_quote_ <= offset && offset <= close_quote_;
}

// The first carriage return that is not allowed at its place in the row; if there is none and not `returns_only`, the
// first other character that is not allowed.
std::optional<CsvReader::Suspect> CsvReader::first_disallowed(std::string_view row, bool returns_only) const {
  std::optional<Suspect> first;
  std::size_t field = 0;
  for (std::size_t at = find_csv_doubtful(row); at != std::string_view::npos;) {
    while (field < spans_.size() && spans_[field].end < at) ++field;
    const bool in_field = field < spans_.size() && spans_[field].quoted && spans_[field].begin <= at;
    const CsvCharacterAt found = csv_character(row, at, in_field || in_last_quotes(at));
    switch (found.what) {
      case CsvCharacter::allowed: break;
      case CsvCharacter::carriage_return: return Suspect{CsvFaultKind::carriage_return, at};
      case CsvCharacter::control:
        if (!first && !returns_only) first = Suspect{CsvFaultKind::control_character, at};
        break;
      case CsvCharacter::line_separator:
        if (!first && !returns_only) first = Suspect{CsvFaultKind::line_separator, at};
        break;
    }
    at = find_csv_doubtful(row, at + found.size);
  }
  return first;
}

// True: there is one in special_. False: everything in the buffer has been searched.
bool CsvReader::find_special() {
  while (special_ == 0) {
    if (scanned_ == end_) return false;
    block_ = scanned_;
    const std::string_view rest(buffer_.data() + block_, end_ - block_);
    const CsvMarks marks = csv_marks(rest, options_.delimiter);
    scanned_ = block_ + std::min(rest.size(), kCsvBlockSize);
    delimiters_ = marks.delimiters;
    quotes_ = marks.quotes;
    special_ = marks.special();
    non_ascii_in_block_ = marks.non_ascii;
    odd_in_block_ = csv_odd(marks, rest);
    non_ascii_ |= non_ascii_in_block_ != 0;
    odd_ |= odd_in_block_ != 0;
  }
  return true;
}

// Takes the simple fields that end in this block: those without quotes, and those in quotes that close before a
// delimiter and contain nothing special. The grammar's moves give the same (law TheReaderMovesByTheTable).
void CsvReader::take_sound_fields() {
  if (state_ != CsvState::field_begin) return;
  const std::size_t before = dropped_ + (block_ - row_);  // modulo 2^64: the block may have begun before the row
  std::size_t begin = field_begin_;
  while (special_ != 0) {
    const std::uint64_t first = special_ & (~special_ + 1);
    const std::size_t at = before + static_cast<std::size_t>(std::countr_zero(special_));
    const std::uint64_t behind = special_ ^ first;
    if ((first & delimiters_) != 0) {
      spans_.push_back({begin, at, false, false});
      special_ = behind;
      begin = at + 1;
    } else if (const std::uint64_t close = behind & (~behind + 1);
               at == begin && (first & quotes_) != 0 && (close & quotes_) != 0 && (close << 1 & delimiters_) != 0) {
      const std::size_t end = before + static_cast<std::size_t>(std::countr_zero(close));
      spans_.push_back({at + 1, end, true, false});
      special_ = behind ^ close ^ close << 1;
      begin = end + 2;
    } else {
      break;
    }
  }
  moved_ = field_begin_ = begin;
}

// Moves to the special byte of that class at `offset`, or to the text's end there, by the grammar. Nothing: the row
// continues, was not a row, or must be read again.
std::optional<CsvStep> CsvReader::move(std::size_t offset, CsvClass what) {
  pass_text(offset);
  moved_ = offset + 1;
  const auto [to, action] = csv_move(state_, what);
  switch (action) {
    case CsvAction::none: break;
    case CsvAction::open_quote:
      open_quote_ = offset;
      doubled_ = false;
      break;
    case CsvAction::see_quote: close_quote_ = offset; break;
    case CsvAction::see_doubled: doubled_ = true; break;
    case CsvAction::end_field: end_field(offset); break;
    case CsvAction::end_row: return end_row(offset, what);
    case CsvAction::quoted_line_feed: ++line_; break;
    case CsvAction::stray_quote: suspect(CsvFaultKind::stray_quote, offset); break;
    case CsvAction::text_after_quote: suspect(CsvFaultKind::text_after_quote, close_quote_ + 1); break;
    case CsvAction::unclosed_quote: distrust(open_quote_); return std::nullopt;
  }
  state_ = to;
  return std::nullopt;
}

// Moves over the bytes up to `offset`, which are not special: together they move as one of them, except a single CR.
void CsvReader::pass_text(std::size_t offset) {
  if (offset == moved_ || state_ == CsvState::spoilt) return;
  const bool carriage_return = offset == moved_ + 1 && buffer_[in_buffer(moved_)] == '\r';
  const auto [to, action] = csv_move(state_, carriage_return ? CsvClass::carriage_return : CsvClass::text);
  if (action == CsvAction::text_after_quote) suspect(CsvFaultKind::text_after_quote, close_quote_ + 1);
  state_ = to;
}

std::optional<CsvStep> CsvReader::end_row(std::size_t offset, CsvClass what) {
  const std::size_t at = in_buffer(offset);
  const bool line_feed = what == CsvClass::line_feed;
  next_row_ = at + (line_feed ? 1 : 0);
  const std::size_t length = offset - (line_feed && offset > dropped_ && buffer_[at - 1] == '\r' ? 1 : 0);
  if (state_ != CsvState::spoilt) end_field(length);
  state_ = CsvState::field_begin;
  const std::uint64_t last_line = line_;
  if (line_feed) ++line_;
  return finish_row(length, last_line);
}

void CsvReader::end_field(std::size_t end) {
  const bool closed = state_ == CsvState::quote_seen || state_ == CsvState::return_seen;
  if (closed) spans_.push_back({open_quote_ + 1, close_quote_, true, doubled_});
  else spans_.push_back({field_begin_, end, false, false});
  field_begin_ = end + 1;
}

void CsvReader::suspect(CsvFaultKind kind, std::size_t offset) {
  suspect_ = Suspect{kind, offset};
  text_after_quote_ = kind == CsvFaultKind::text_after_quote;
}

// Nothing: it was not a row, or must be read again.
std::optional<CsvStep> CsvReader::finish_row(std::size_t length, std::uint64_t last_line) {
  if (length > options_.row_bytes_max && !overlong_) {
    overrun();
    return std::nullopt;
  }
  if (overlong_) {
    give_loose_fields(overlong_->beginning);
    if (!fields_.empty()) fields_.pop_back();  // its end is not known
    return reject(overlong_->kind, overlong_->at, last_line);
  }
  if (length == 0) {  // an empty line
    start_row();
    return std::nullopt;
  }
  raw_size_ = length;
  const bool quotes_are_sound = !suspect_;

  if (!suspect_ && width_ != 0 && spans_.size() != width_) {
    const bool more = spans_.size() > width_;
    const std::size_t at = more ? spans_[width_].begin - (spans_[width_].quoted ? 1 : 0) : length;
    suspect_ = Suspect{CsvFaultKind::field_count, at};
  }
  if (non_ascii_ && !doubtful_) {
    const std::size_t at = first_not_utf8(raw());
    if (at != std::string_view::npos && (!suspect_ || at <= suspect_->offset)) {
      suspect_ = Suspect{CsvFaultKind::not_utf8, at};
    }
  }
  if (odd_ && !doubtful_) {
    if (const auto found = first_disallowed(raw(), false)) {
      if (!suspect_ || found->kind == CsvFaultKind::carriage_return || found->offset < suspect_->offset) {
        suspect_ = *found;
      }
    }
  }
  if (length > kCsvFieldBytesMax && !suspect_) {
    for (const Field& field : spans_) {
      if (field.end - field.begin <= kCsvFieldBytesMax) continue;
      suspect_ = Suspect{CsvFaultKind::field_too_long, field.begin - (field.quoted ? 1 : 0)};
      break;
    }
  }
  if (suspect_) {
    const CsvStep step = reject(suspect_->kind, position_at(suspect_->offset), last_line);
    if (suspect_->kind == CsvFaultKind::field_count) {
      fault_.reason = {TextFault::field_count, {{"count", spans_.size()}, {"expected", width_}}};
    }
    if (quotes_are_sound) give_fields();
    else give_loose_fields(raw());
    if (doubtful_ && doubt_too_long_ && row_line_ == doubt_line_) {
      overlong_ = Overlong{fault_.kind, fault_.at, std::string(raw())};
      raw_size_ = 0;
    }
    return step;
  }

  width_ = spans_.size();
  give_fields();
  return CsvStep::row;
}

CsvStep CsvReader::reject(CsvFaultKind kind, CsvPosition at, std::uint64_t last_line) {
  fault_ = CsvFault{kind, at, last_line, reason_of(kind, options_.row_bytes_max)};
  if (kind == CsvFaultKind::unclosed_quote) {
    if (row_line_ == doubt_line_) {
      fault_.at = doubt_at_;
      if (doubt_too_long_) fault_.reason = reason_of(CsvFaultKind::row_too_long, options_.row_bytes_max);
    } else {
      fault_.reason = {TextFault::after_unclosed_quote, {{"line", doubt_at_.line}}};
    }
  }
  return CsvStep::fault;
}

std::vector<std::vector<std::string>> CsvReader::readings() const {
  return csv_readings(overlong_ ? std::string_view(overlong_->beginning) : raw(), options_.delimiter);
}

void CsvReader::give_loose_fields(std::string_view row) {
  loose_ = csv_loose_fields(row, options_.delimiter);
  spans_.clear();
  for (const CsvLooseField& field : loose_) {
    spans_.push_back({field.begin, field.begin, false, false});
    fields_.push_back(field.text);
  }
}

void CsvReader::give_fields() {
  const char* const row = buffer_.data() + row_;
  unescaped_.clear();
  unescaped_.reserve(raw_size_);  // so that views into it stay where they are
  for (const Field& field : spans_) {
    const std::string_view text(row + field.begin, field.end - field.begin);
    if (!field.doubled) {
      fields_.push_back(text);
      continue;
    }
    const std::size_t begin = unescaped_.size();
    for (std::size_t i = 0; i < text.size(); ++i) {
      unescaped_ += text[i];
      if (text[i] == '"') ++i;
    }
    fields_.push_back(std::string_view(unescaped_).substr(begin));
  }
}

CsvPosition CsvReader::position_at(std::size_t offset) const {
  CsvPosition position{row_line_, 1};
  const char* const row = overlong_ ? overlong_->beginning.data() : buffer_.data() + row_;
  for (const char byte : std::string_view(row, offset)) {
    if (byte == '\n') {
      ++position.line;
      position.column = 1;
    } else if ((static_cast<unsigned char>(byte) & 0xC0) != 0x80) {
      ++position.column;
    }
  }
  return position;
}

}  // namespace assent::csv
