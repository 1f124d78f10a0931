// CsvWriter: rows to CSV text (RFC 4180), so that CsvReader reads back exactly what was given, byte for byte.
//
// A field is put in quotes when it holds the delimiter, a quote, CR or LF, where it begins with a byte order mark, and
// where it is a row's only field and empty. Nothing else is changed: not spaces, not a leading `=`, not what is not
// UTF-8. Not thread-safe.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"

#include <span>
#include <string>
#include <string_view>

namespace assent {

enum class CsvLineEnd { lf, crlf };

class CsvWriter {
 public:
  // `sink` outlives the writer. The delimiter is ASCII, not a quote, CR or LF.
  explicit CsvWriter(ByteSink& sink, char delimiter = ',', CsvLineEnd line_end = CsvLineEnd::lf);

  // One field more in the current row.
  void field(std::string_view text);
  // Ends the row. Precondition: it has a field. Bytes go on to the sink now and then; fails as the sink fails.
  Result<void> end_row();

  Result<void> row(std::span<const std::string_view> fields);

  // Gives the sink what it has not had yet. To be called at the end; the destructor writes nothing.
  Result<void> flush();

 private:
  ByteSink& sink_;
  char delimiter_;
  std::string_view line_end_;
  std::string pending_;
  std::size_t row_begin_ = 0;  // in pending_
  std::size_t fields_ = 0;     // of the current row
};

}  // namespace assent
