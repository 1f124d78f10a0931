#include "csv/writer.hpp"

#include "csv/characters.hpp"

#include <cassert>
#include <utility>

namespace assent::csv {
namespace {

constexpr std::size_t kPendingMax = 64 * 1024;

bool needs_quotes(std::string_view text, char delimiter) {
  if (text.starts_with("\xEF\xBB\xBF")) return true;
  if (!text.empty() && text.find_first_not_of(" \t") == std::string_view::npos) return true;  // no line of blanks
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == delimiter || text[at] == '"' || text[at] == '\n') return true;
    if (csv_character(text, at, false).what != CsvCharacter::allowed) return true;
  }
  return false;
}

}  // namespace

void append_csv_quoted(std::string& to, std::string_view text) {
  to += '"';
  for (const char each : text) {
    if (each == '"') to += '"';
    to += each;
  }
  to += '"';
}

CsvWriter::CsvWriter(ByteSink& sink, char delimiter, CsvLineEnd line_end)
    : sink_(sink), delimiter_(delimiter), line_end_(line_end == CsvLineEnd::lf ? "\n" : "\r\n") {
  assert(delimiter != '"' && delimiter != '\r' && delimiter != '\n' && static_cast<unsigned char>(delimiter) < 0x80);
}

void CsvWriter::field(std::string_view text) {
  if (fields_++ > 0) pending_ += delimiter_;
  sound_ = sound_ && is_csv_storable(text) && csv_written_size(text) <= kCsvFieldBytesMax;
  if (needs_quotes(text, delimiter_)) append_csv_quoted(pending_, text);
  else pending_ += text;
}

Result<void> CsvWriter::end_row() {
  assert(fields_ > 0);
  fields_ = 0;
  if (!std::exchange(sound_, true)) {
    pending_.resize(row_begin_);
    return fail(ErrorCode::invalid,
                "a field has what no CSV field may have: a control character, bytes that are not UTF-8, or more than "
                "32,767 bytes");
  }
  if (pending_.size() == row_begin_) pending_ += "\"\"";  // or it would be an empty line, which is not a row
  pending_ += line_end_;
  row_begin_ = pending_.size();
  return pending_.size() < kPendingMax ? Result<void>{} : flush();
}

Result<void> CsvWriter::row(std::span<const std::string_view> fields) {
  for (const std::string_view each : fields) field(each);
  return end_row();
}

Result<void> CsvWriter::flush() {
  if (pending_.empty()) return {};
  auto written = sink_.write(pending_);
  pending_.clear();
  row_begin_ = 0;
  return written;
}

}  // namespace assent::csv
