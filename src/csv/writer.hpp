// CsvWriter: writes rows as CSV text (docs/csv.md), so that CsvReader and other programs read exactly the same back.
// All CSV of this program is written by it, or with append_csv_quoted() if rows are built in blocks.
//
// A field gets quotes if it contains the delimiter, a quote, CR, LF or another character that ends a line in some
// programs, if it begins with a byte order mark, has only blanks, or is a row's only field and empty. Nothing else is
// changed: not blanks, not a leading `=`. What no field may contain (csv/characters.hpp) is not written. Not
// thread-safe.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"

#include <span>
#include <string>
#include <string_view>

namespace assent::csv {

// A field in quotes, those in it doubled. Precondition: is_csv_storable(text).
void append_csv_quoted(std::string& to, std::string_view text);

enum class CsvLineEnd { lf, crlf };

class CsvWriter {
 public:
  // `sink` outlives the writer. The delimiter is ASCII, not a quote, CR or LF.
  explicit CsvWriter(ByteSink& sink, char delimiter = ',', CsvLineEnd line_end = CsvLineEnd::lf);

  // Adds a field to the current row.
  void field(std::string_view text);
  // Ends the row. Precondition: it has a field. Bytes go on to the sink now and then; fails as the sink fails, and
  //
  //   invalid  a field holds what none may, or is too long: nothing of the row is written
  Result<void> end_row();

  Result<void> row(std::span<const std::string_view> fields);

  // Gives the sink what it has not got yet. Call it at the end; the destructor writes nothing.
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

}  // namespace assent::csv
