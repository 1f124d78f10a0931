#include "csv/reader.hpp"

#include "base/utf8.hpp"
#include "csv/characters.hpp"

#include <bit>
#include <cassert>
#include <cstring>

namespace assent {
namespace {

constexpr std::size_t kReadSize = 128 * 1024;

// In few figures, which nobody takes for a telephone number.
RowReason too_long(std::size_t row_bytes_max) {
  constexpr std::size_t kMebibyte = std::size_t{1} << 20;
  if (row_bytes_max % kMebibyte != 0) return {TextFault::row_longer_than, {{"bytes", row_bytes_max}}};
  return {TextFault::row_too_long, {{"mebibytes", row_bytes_max / kMebibyte}}};
}

RowReason reason_of(CsvFaultKind kind, std::size_t row_bytes_max) {
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
      const std::size_t at = block_ + static_cast<std::size_t>(std::countr_zero(found_.special));
      found_.special &= found_.special - 1;
      if (const auto step = take(at)) return *step;
    }
    if (end_ - row_ > options_.row_bytes_max + 1 && !overlong_) {
      overrun();
      continue;
    }
    if (source_ended_) {
      if (const auto step = end_text()) return *step;
      continue;
    }
    TRY(fill());
  }
}

void CsvReader::resume(std::uint64_t line, std::size_t width) {
  next_row_ = row_ = end_ = scanned_ = block_ = 0;
  found_ = {};
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
  state_ = doubtful_ ? State::skipping : State::plain;
  dropped_ = field_begin_ = 0;
  suspect_.reset();
  text_after_quote_ = false;
  if (doubtful_) suspect_ = Suspect{CsvFaultKind::unclosed_quote, 0};
  overlong_.reset();
  spans_.clear();
  fields_.clear();
  raw_size_ = 0;
  non_ascii_ = row_ < scanned_ && (found_.non_ascii >> (row_ - block_)) != 0;
  odd_ = row_ < scanned_ && (odd_in_block_ >> (row_ - block_)) != 0;
}

// Reads on from `offset` of this row, which is in the buffer.
void CsvReader::go_back_to(std::size_t offset) {
  line_ = row_line_ + count_line_feeds({buffer_.data() + row_, offset});
  scanned_ = row_ + offset;
  found_ = {};
}

// From this row on, in which `open_quote` is not closed, every line is a fault.
void CsvReader::distrust(std::size_t open_quote) {
  doubt_line_ = row_line_;
  doubt_at_ = position_at(open_quote);
  doubtful_ = true;
  next_row_ = row_;
  go_back_to(0);
  start_row();
}

// The row is longer than it may be. What it is is told by as much of it as it may have, so that it does not matter how
// much was read: it ends with the line, or nothing can be trusted where a quote is open there.
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
  state_ = State::skipping;
  overlong_ = std::move(overlong);
}

// The quote that was opened before `offset` and not closed before it, if there is one.
std::optional<std::size_t> CsvReader::quote_open_at(std::size_t offset) const {
  for (const Field& field : spans_) {
    if (field.quoted && field.begin - 1 < offset && offset <= field.end) return field.begin - 1;
  }
  const bool open = state_ == State::quoted && open_quote_ < offset;
  return open || (in_last_quotes(offset) && offset > open_quote_) ? std::optional(open_quote_) : std::nullopt;
}

// Of quotes that closed, with no field's end after them.
bool CsvReader::in_last_quotes(std::size_t offset) const {
  return (state_ == State::quote_seen || text_after_quote_) && open_quote_ <= offset && offset <= close_quote_;
}

// The first carriage return that is not allowed where it stands in the row; where there is none and `returns_only` is
// not said, the first other character that is not.
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

// True when found_ holds a special; false when everything in the buffer has been searched.
bool CsvReader::find_special() {
  while (found_.special == 0) {
    if (scanned_ == end_) return false;
    block_ = scanned_;
    found_ = csv_block(buffer_.data() + block_, options_.delimiter);
    const std::size_t left = end_ - block_;
    if (left < kCsvBlockSize) {
      const std::uint64_t within = (std::uint64_t{1} << left) - 1;
      found_.special &= within;
      found_.non_ascii &= within;
      found_.control &= within;
      scanned_ = end_;
    } else {
      scanned_ = block_ + kCsvBlockSize;
    }
    odd_in_block_ = found_.control == 0 ? 0 : csv_odd(found_.control, {buffer_.data() + block_, left});
    if (found_.non_ascii != 0) odd_in_block_ |= csv_separator_leads(buffer_.data() + block_);
    non_ascii_ |= found_.non_ascii != 0;
    odd_ |= odd_in_block_ != 0;
  }
  return true;
}

std::optional<CsvStep> CsvReader::take(std::size_t at) {
  const char special = buffer_[at];
  const std::size_t offset = dropped_ + (at - row_);
  switch (state_) {
    case State::plain:
      if (special == options_.delimiter) {
        end_field(offset);
      } else if (special == '\n') {
        next_row_ = at + 1;
        return end_line(offset);
      } else if (offset == field_begin_) {
        state_ = State::quoted;
        open_quote_ = offset;
        doubled_ = false;
      } else {
        suspect(CsvFaultKind::stray_quote, offset);
      }
      return std::nullopt;
    case State::quoted:
      if (special == '"') {
        state_ = State::quote_seen;
        close_quote_ = offset;
      } else if (special == '\n') {
        ++line_;
      }
      return std::nullopt;
    case State::quote_seen:
      if (offset == close_quote_ + 1) {
        if (special == '"') {
          state_ = State::quoted;
          doubled_ = true;
          return std::nullopt;
        }
        if (special == options_.delimiter) {
          end_field(offset);
          return std::nullopt;
        }
      }
      if (special == '\n') {
        next_row_ = at + 1;
        return end_line(offset);
      }
      suspect(CsvFaultKind::text_after_quote, close_quote_ + 1);
      return std::nullopt;
    case State::skipping:
      if (special != '\n') return std::nullopt;
      next_row_ = at + 1;
      return end_line(offset);
  }
  return std::nullopt;
}

// The row ends with the line feed at `offset`.
std::optional<CsvStep> CsvReader::end_line(std::size_t offset) {
  const bool carriage_return = offset > dropped_ && buffer_[row_ + (offset - dropped_) - 1] == '\r';
  const std::size_t length = offset - (carriage_return ? 1 : 0);
  if (state_ == State::quote_seen && length != close_quote_ + 1) {
    suspect(CsvFaultKind::text_after_quote, close_quote_ + 1);
  } else if (state_ != State::skipping) {
    end_field(length);
  }
  return finish_row(length, line_++);
}

// The text ends without a line feed; next() comes back to here for ever. Nothing: there is more to read after all.
std::optional<CsvStep> CsvReader::end_text() {
  const std::size_t length = dropped_ + (end_ - row_);
  if (length == 0) return CsvStep::end;
  next_row_ = end_;
  switch (state_) {
    case State::plain: end_field(length); break;
    case State::quoted: distrust(open_quote_); return std::nullopt;
    case State::quote_seen:
      if (length == close_quote_ + 1) end_field(length);
      else suspect(CsvFaultKind::text_after_quote, close_quote_ + 1);
      break;
    case State::skipping: break;
  }
  return finish_row(length, line_);
}

void CsvReader::end_field(std::size_t end) {
  if (state_ == State::quote_seen) spans_.push_back({open_quote_ + 1, close_quote_, true, doubled_});
  else spans_.push_back({field_begin_, end, false, false});
  state_ = State::plain;
  field_begin_ = end + 1;
}

void CsvReader::suspect(CsvFaultKind kind, std::size_t offset) {
  suspect_ = Suspect{kind, offset};
  text_after_quote_ = kind == CsvFaultKind::text_after_quote;
  state_ = State::skipping;
}

// Nothing: it was no row, or has to be read again.
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

}  // namespace assent
