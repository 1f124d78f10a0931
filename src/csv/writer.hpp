// CsvWriter: rows to CSV text as docs/csv.md has it, so that CsvReader and other programs read back exactly what was
// given. Whatever this program writes as CSV is written by this, or with append_csv_quoted() where rows are put
// together in blocks.
//
// A field is put in quotes when it holds the delimiter, a quote, CR, LF or another character at which some programs end
// a line, where it begins with a byte order mark, has only blanks, or is a row's only field and empty. Nothing else is
// changed: not blanks, not a leading `=`. What no field may hold (csv/characters.hpp) is not written. Not thread-safe.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"

#include <span>
#include <string>
#include <string_view>

namespace assent {

// A field in quotes, those in it doubled. Precondition: is_csv_storable(text).
void append_csv_quoted(std::string& to, std::string_view text);

enum class CsvLineEnd { lf, crlf };

class CsvWriter {
 public:
  // `sink` outlives the writer. The delimiter is ASCII, not a quote, CR or LF.
  explicit CsvWriter(ByteSink& sink, char delimiter = ',', CsvLineEnd line_end = CsvLineEnd::lf);

  // One field more in the current row.
  void field(std::string_view text);
  // Ends the row. Precondition: it has a field. Bytes go on to the sink now and then; fails as the sink fails, and
  //
  //   invalid  a field holds what none may, or is too long: nothing of the row is written
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
  bool sound_ = true;          // they are
};

}  // namespace assent
