// CsvPieceRows: the rows of pieces, one piece after the other, each row with the text of one column. They are exactly
// the rows and the faults that CsvReader finds, but in a fraction of the time, because other fields are not kept. Do
// not use what follows a row that is too long.
//
// Faults are CsvReader's own: it reads each row that is not clearly sound. Not thread-safe: use one for each thread.
// Views are valid until the next call of next() or begin(); views into the piece are valid as long as its text.
#pragma once

#include "base/byte_stream.hpp"
#include "csv/outline.hpp"
#include "csv/pieces.hpp"
#include "csv/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::csv {

class CsvPieceRows {
 public:
  // `options` are those of the pieces' reader, `width` is the number of the header's fields. Precondition: column <
  // width.
  CsvPieceRows(CsvOptions options, std::size_t width, std::size_t column);
  CsvPieceRows(const CsvPieceRows&) = delete;
  CsvPieceRows& operator=(const CsvPieceRows&) = delete;

  // Begins with the first row of `piece`, which outlives the use of its rows.
  void begin(const CsvPiece& piece);

  // Goes to the piece's next row.
  CsvStep next();

  // For a last step `row` or `fault`: the line on which it begins, and its bytes without line end, which point into the
  // piece (none for a row that is too long).
  std::uint64_t line() const { return row_line_; }
  std::string_view raw() const { return raw_; }

  // For a last step `row`: the column's text.
  std::string_view field() const { return field_; }

  // For a last step `fault`.
  const CsvFault& fault() const { return fault_; }

 private:
  bool regular_row();
  bool look_further();
  std::optional<CsvStep> odd_row();
  CsvStep judge(std::size_t length);
  std::optional<CsvStep> judge_on();
  void unquote();

  CsvOptions options_;
  std::size_t width_;
  std::size_t column_;
  std::size_t plain_bytes_max_;  // of a row that has no field too long, and is not too long itself

  std::string_view text_;
  const CsvFault* too_long_ = nullptr;  // of a piece that is one such row, not given yet
  std::size_t row_ = 0;                 // where the next row begins
  std::uint64_t line_ = 1;              // on which it does

  // ends_[next_end_, ends_size_): where the fields of the next row and of some after it end, as far as outline_ has
  // gone.
  CsvOutline outline_;
  std::vector<std::size_t> ends_;
  std::size_t next_end_ = 0;
  std::size_t ends_size_ = 0;
  bool non_ascii_ = false;     // from row_ to outline_.at() there may be bytes that are not ASCII
  bool odd_ = false;           // or some of CsvOutline::Block::odd
  bool quoted_lines_ = false;  // or line feeds in quotes

  std::uint64_t row_line_ = 1;
  std::string_view raw_;
  std::string_view field_;
  std::string unescaped_;
  CsvFault fault_;
  bool judging_ = false;    // the lines of a quote that is not closed, one by one
  std::size_t judged_ = 0;  // where the last one ended

  // Gives the reader the rows to judge.
  class RowSource : public ByteSource {
   public:
    Result<std::size_t> read(std::span<char> into) override;
    std::string_view row;
  };
  RowSource source_;
  CsvReader judge_;
};

}  // namespace assent::csv
