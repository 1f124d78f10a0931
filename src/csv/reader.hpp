// CsvReader: the rows of a CSV text (RFC 4180), one after the other, in memory that does not grow with the text.
//
// UTF-8, with or without a byte order mark; lines end in LF or CRLF; a field in quotes may hold delimiters, line ends
// and doubled quotes; the delimiter is the caller's. An empty line is no row. Spaces belong to the field. A CR that no
// LF follows is an ordinary character. What comes out does not depend on the pieces in which the text comes in.
//
// A faulty row is rejected as a whole and reading goes on with the line after it. Rejected is a row
//   - with a quote inside a field that does not begin with one;
//   - with text between a closing quote and the next delimiter or line end;
//   - whose quote is never closed: the rest of the text belongs to it, since nothing says where it should have ended;
//   - that is not UTF-8;
//   - that is longer than `row_bytes_max`;
//   - whose number of fields differs from the first row's.
// Of several faults the row's first is told, but its length before any other. The exception is a quote that opens
// within the first `row_bytes_max` bytes and is never closed.
//
// Not thread-safe. Views into a row hold until the next call of next().
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "csv/scan.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

struct CsvOptions {
  char delimiter = ',';                     // not a quote, CR or LF; ASCII
  std::size_t row_bytes_max = 1024 * 1024;  // of a row as it stands in the text, without its line end; at least 1
};

// Both count from 1; columns count characters (code points), not bytes.
struct CsvPosition {
  std::uint64_t line = 1;
  std::uint64_t column = 1;

  friend bool operator==(const CsvPosition&, const CsvPosition&) = default;
};

enum class CsvFaultKind { stray_quote, text_after_quote, unclosed_quote, not_utf8, row_too_long, field_count };

struct CsvFault {
  CsvFaultKind kind = CsvFaultKind::stray_quote;
  CsvPosition at;
  std::uint64_t last_line = 1;  // the row goes from its line() to this one
  std::string reason;           // says what and how to mend it; holds nothing of the text

  friend bool operator==(const CsvFault&, const CsvFault&) = default;
};

enum class CsvStep { row, fault, end };

class CsvReader {
 public:
  // `source` outlives the reader.
  explicit CsvReader(ByteSource& source, CsvOptions options = {});

  // Goes to the next row. Fails only as the source fails.
  Result<CsvStep> next();

  // From here on reads what the source gives next, also where it had ended, as the rest of a text: it begins with a
  // row, on `line`, and the text's first row had `width` fields (0: there was none yet). What was read ahead is
  // forgotten.
  void resume(std::uint64_t line, std::size_t width);

  // Of the last step, where it was `row`, or a `fault` in the number of fields: then those that there are.
  std::span<const std::string_view> fields() const { return fields_; }
  // Where that field begins (its opening quote, if it has one). Precondition: field < fields().size().
  CsvPosition position_of(std::size_t field) const;

  // Of the last step, where it was `fault`.
  const CsvFault& fault() const { return fault_; }

  // Of the last step, where it was `row` or `fault`: the line that it begins on, and its bytes without line end
  // (none for a row that is too long).
  std::uint64_t line() const { return row_line_; }
  std::string_view raw() const { return {buffer_.data() + row_, raw_size_}; }

 private:
  enum class State { plain, quoted, quote_seen, skipping };

  // Offsets are from the row's beginning, quotes left out.
  struct Field {
    std::size_t begin;
    std::size_t end;
    bool quoted;
    bool doubled;  // holds doubled quotes
  };
  struct Suspect {
    CsvFaultKind kind;
    std::size_t offset;
  };

  Result<void> begin();
  Result<void> fill();
  void drop_row_so_far();
  void start_row();
  bool find_special();
  std::optional<CsvStep> take(std::size_t at);
  std::optional<CsvStep> end_line(std::size_t offset);
  CsvStep end_text();
  void end_field(std::size_t end);
  void suspect(CsvFaultKind kind, std::size_t offset);
  std::optional<CsvStep> finish_row(std::size_t length, std::uint64_t last_line);
  CsvStep reject(CsvFaultKind kind, CsvPosition at, std::uint64_t last_line);
  void give_fields();
  CsvPosition position_at(std::size_t offset) const;

  ByteSource& source_;
  CsvOptions options_;

  // buffer_[row_, end_) is the row being read and what follows it; after end_ there is a block of slack.
  std::vector<char> buffer_;
  std::size_t row_ = 0;
  std::size_t end_ = 0;
  std::size_t next_row_ = 0;  // where the row after this one begins
  bool begun_ = false;
  bool source_ended_ = false;

  std::size_t scanned_ = 0;  // what lies before has been searched for specials
  std::size_t block_ = 0;    // where the last block searched begins
  CsvBlock found_;           // its specials that were not taken yet

  State state_ = State::plain;
  std::size_t dropped_ = 0;      // bytes of this row that had to leave the buffer
  std::size_t field_begin_ = 0;  // offsets again
  std::size_t open_quote_ = 0;
  std::size_t close_quote_ = 0;
  std::size_t after_line_feed_ = 0;  // of the last line feed inside quotes
  bool doubled_ = false;
  bool non_ascii_ = false;  // the row may hold some
  std::optional<Suspect> suspect_;
  std::optional<CsvPosition> open_quote_at_;  // known before the bytes left the buffer

  std::uint64_t line_ = 1;  // of the byte being read
  std::uint64_t row_line_ = 1;
  std::size_t raw_size_ = 0;
  std::size_t width_ = 0;  // 0: no row yet

  std::vector<Field> spans_;
  std::vector<std::string_view> fields_;
  std::string unescaped_;
  CsvFault fault_;
};

}  // namespace assent
