#include "csv/reader.hpp"

#include "base/utf8.hpp"

#include <fmt/format.h>

#include <bit>
#include <cassert>
#include <cstring>

namespace assent {
namespace {

constexpr std::size_t kReadSize = 128 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// In few figures, which nobody takes for a telephone number.
std::string size_text(std::size_t bytes) {
  constexpr std::size_t kMebibyte = std::size_t{1} << 20;
  return bytes % kMebibyte == 0 ? fmt::format("{} MiB", bytes / kMebibyte) : fmt::format("{} bytes", bytes);
}

std::string reason_of(CsvFaultKind kind, std::size_t row_bytes_max) {
  switch (kind) {
    case CsvFaultKind::stray_quote:
      return "a quote inside a field that does not begin with one; put the whole field in quotes and double the quote";
    case CsvFaultKind::text_after_quote:
      return "text after a closing quote; put a delimiter or a line end there, or double the quote";
    case CsvFaultKind::unclosed_quote:
      return "a quote is opened here and never closed, so nothing after it was read; close it, or double it inside "
             "quotes";
    case CsvFaultKind::not_utf8: return "bytes that are not UTF-8; save the file as UTF-8";
    case CsvFaultKind::row_too_long:
      return fmt::format("a row of more than {}; look for a quote that is not closed", size_text(row_bytes_max));
    case CsvFaultKind::field_count: break;  // says the two numbers, in finish_row()
  }
  return {};
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
    if (auto begun = begin(); !begun) return tl::unexpected(std::move(begun.error()));
  }
  start_row();
  for (;;) {
    while (find_special()) {
      const std::size_t at = block_ + static_cast<std::size_t>(std::countr_zero(found_.special));
      found_.special &= found_.special - 1;
      if (const auto step = take(at)) return *step;
    }
    if (source_ended_) return end_text();
    if (auto filled = fill(); !filled) return tl::unexpected(std::move(filled.error()));
  }
}

void CsvReader::resume(std::uint64_t line, std::size_t width) {
  next_row_ = row_ = end_ = scanned_ = block_ = 0;
  found_ = {};
  begun_ = true;  // a byte order mark here is text
  source_ended_ = false;
  line_ = line;
  width_ = width;
}

CsvPosition CsvReader::position_of(std::size_t field) const {
  assert(field < spans_.size());
  return position_at(spans_[field].begin - (spans_[field].quoted ? 1 : 0));
}

Result<void> CsvReader::begin() {
  while (end_ < kByteOrderMark.size() && !source_ended_) {
    if (auto filled = fill(); !filled) return filled;
  }
  if (std::string_view(buffer_.data(), end_).starts_with(kByteOrderMark)) {
    next_row_ = row_ = scanned_ = kByteOrderMark.size();
  }
  begun_ = true;
  return {};
}

Result<void> CsvReader::fill() {
  // One byte more than allowed may still be the CR of the line end.
  if (end_ - row_ > 0 && end_ - row_ - 1 > options_.row_bytes_max) drop_row_so_far();
  if (row_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + row_, end_ - row_);
    end_ -= row_;
    scanned_ -= row_;
    row_ = 0;
  }
  if (buffer_.size() < end_ + kReadSize + kCsvBlockSize) buffer_.resize(2 * buffer_.size());
  auto count = source_.read({buffer_.data() + end_, buffer_.size() - kCsvBlockSize - end_});
  if (!count) return tl::unexpected(std::move(count.error()));
  source_ended_ = *count == 0;
  end_ += *count;
  return {};
}

void CsvReader::drop_row_so_far() {
  const bool in_quotes = state_ == State::quoted || state_ == State::quote_seen;
  if (dropped_ == 0 && in_quotes && open_quote_ < options_.row_bytes_max) {
    open_quote_at_ = position_at(open_quote_);
  }
  dropped_ += end_ - row_;
  row_ = end_ = scanned_ = 0;
}

void CsvReader::start_row() {
  row_ = next_row_;
  row_line_ = line_;
  state_ = State::plain;
  dropped_ = field_begin_ = after_line_feed_ = 0;
  suspect_.reset();
  open_quote_at_.reset();
  spans_.clear();
  fields_.clear();
  raw_size_ = 0;
  non_ascii_ = row_ < scanned_ && (found_.non_ascii >> (row_ - block_)) != 0;
}

// True when found_ holds a special; false when everything in the buffer has been searched.
bool CsvReader::find_special() {
  while (found_.special == 0) {
    if (scanned_ == end_) return false;
    block_ = scanned_;
    found_ = csv_block(buffer_.data() + block_, options_.delimiter);
    if (end_ - block_ < kCsvBlockSize) {
      const std::uint64_t within = (std::uint64_t{1} << (end_ - block_)) - 1;
      found_.special &= within;
      found_.non_ascii &= within;
      scanned_ = end_;
    } else {
      scanned_ = block_ + kCsvBlockSize;
    }
    non_ascii_ |= found_.non_ascii != 0;
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
        after_line_feed_ = offset + 1;
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

// The text ends without a line feed; next() comes back to here for ever.
CsvStep CsvReader::end_text() {
  const std::size_t length = dropped_ + (end_ - row_);
  if (length == 0) return CsvStep::end;
  next_row_ = end_;
  std::uint64_t last_line = line_;
  switch (state_) {
    case State::plain: end_field(length); break;
    case State::quoted:
      if (after_line_feed_ == length) --last_line;
      if (length <= options_.row_bytes_max) {
        suspect(CsvFaultKind::unclosed_quote, open_quote_);
      } else if (open_quote_ < options_.row_bytes_max) {
        return reject(CsvFaultKind::unclosed_quote, open_quote_at_ ? *open_quote_at_ : position_at(open_quote_),
                      last_line);
      }
      break;
    case State::quote_seen:
      if (length == close_quote_ + 1) end_field(length);
      else suspect(CsvFaultKind::text_after_quote, close_quote_ + 1);
      break;
    case State::skipping: break;
  }
  return *finish_row(length, last_line);  // a row that is not empty always gives a step
}

void CsvReader::end_field(std::size_t end) {
  if (state_ == State::quote_seen) spans_.push_back({open_quote_ + 1, close_quote_, true, doubled_});
  else spans_.push_back({field_begin_, end, false, false});
  state_ = State::plain;
  field_begin_ = end + 1;
}

void CsvReader::suspect(CsvFaultKind kind, std::size_t offset) {
  suspect_ = Suspect{kind, offset};
  state_ = State::skipping;
}

std::optional<CsvStep> CsvReader::finish_row(std::size_t length, std::uint64_t last_line) {
  if (length > options_.row_bytes_max) {
    return reject(CsvFaultKind::row_too_long, {row_line_, 1}, last_line);
  }
  if (length == 0) {  // an empty line
    start_row();
    return std::nullopt;
  }
  raw_size_ = length;

  if (!suspect_ && width_ != 0 && spans_.size() != width_) {
    const bool more = spans_.size() > width_;
    const std::size_t at = more ? spans_[width_].begin - (spans_[width_].quoted ? 1 : 0) : length;
    suspect_ = Suspect{CsvFaultKind::field_count, at};
  }
  if (non_ascii_) {
    const std::size_t at = first_not_utf8(raw());
    if (at != std::string_view::npos && (!suspect_ || at <= suspect_->offset)) {
      suspect_ = Suspect{CsvFaultKind::not_utf8, at};
    }
  }
  if (suspect_) {
    const CsvStep step = reject(suspect_->kind, position_at(suspect_->offset), last_line);
    if (suspect_->kind == CsvFaultKind::field_count) {
      fault_.reason = fmt::format("{} fields where the first row has {}", spans_.size(), width_);
      give_fields();
    }
    return step;
  }

  width_ = spans_.size();
  give_fields();
  return CsvStep::row;
}

CsvStep CsvReader::reject(CsvFaultKind kind, CsvPosition at, std::uint64_t last_line) {
  fault_ = CsvFault{kind, at, last_line, reason_of(kind, options_.row_bytes_max)};
  return CsvStep::fault;
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
  for (const char byte : std::string_view(buffer_.data() + row_, offset)) {
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
