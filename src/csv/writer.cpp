#include "csv/writer.hpp"

#include <algorithm>
#include <cassert>

namespace assent {
namespace {

constexpr std::size_t kPendingMax = 64 * 1024;

}  // namespace

CsvWriter::CsvWriter(ByteSink& sink, char delimiter, CsvLineEnd line_end)
    : sink_(sink), delimiter_(delimiter), line_end_(line_end == CsvLineEnd::lf ? "\n" : "\r\n") {
  assert(delimiter != '"' && delimiter != '\r' && delimiter != '\n' && static_cast<unsigned char>(delimiter) < 0x80);
}

void CsvWriter::field(std::string_view text) {
  if (fields_++ > 0) pending_ += delimiter_;
  const bool quote = text.starts_with("\xEF\xBB\xBF") || std::any_of(text.begin(), text.end(), [&](char each) {
                       return each == delimiter_ || each == '"' || each == '\r' || each == '\n';
                     });
  if (!quote) {
    pending_ += text;
    return;
  }
  pending_ += '"';
  for (const char each : text) {
    if (each == '"') pending_ += '"';
    pending_ += each;
  }
  pending_ += '"';
}

Result<void> CsvWriter::end_row() {
  assert(fields_ > 0);
  if (pending_.size() == row_begin_) pending_ += "\"\"";  // or it would be an empty line, which is no row
  pending_ += line_end_;
  fields_ = 0;
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

}  // namespace assent
