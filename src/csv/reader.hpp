// CsvReader: the rows of a CSV text, one after the other. Memory does not grow with the text. docs/csv.md has the
// grammar: the part of RFC 4180 that every program reads as the same rows.
//
// UTF-8, with or without a byte order mark; lines end in LF or CRLF; a field in quotes can contain delimiters, line
// ends and doubled quotes; the caller chooses the delimiter. An empty line is not a row. Blanks belong to the field.
// The result does not depend on the pieces in which the text is read.
//
// A faulty row is rejected as a whole, and reading continues with the next line. A row is rejected
//   - with a quote inside a field that does not begin with one;
//   - with text between a closing quote and the next delimiter or line end;
//   - that is not UTF-8;
//   - with a CR outside quotes that no LF follows (some programs end a row there);
//   - with a character below U+0020 other than tab, and LF and CR in quotes (csv/characters.hpp);
//   - with U+0085, U+2028 or U+2029 outside quotes (the same);
//   - with a field of more than kCsvFieldBytesMax bytes;
//   - that is longer than `row_bytes_max`; it ends with the line that it has reached there;
//   - whose number of fields differs from the first row's;
//   - with a quote that is not closed within `row_bytes_max` bytes of the row, or by the text's end: it is unclear what
//     is a row from there on, so the line is rejected, and each line after it separately, as `unclosed_quote`.
// Of several faults the row's first is reported, but an unclosed quote before any other, then a CR, then the length.
//
// A faulty row still gives fields() and readings(), below, so that a refusal in it is not overlooked.
//
// Not thread-safe. Views into a row are valid until the next call of next().
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "csv/grammar.hpp"
#include "csv/readings.hpp"
#include "csv/scan.hpp"
#include "reasons/row_reason.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::csv {

struct CsvOptions {
  char delimiter = ',';                     // not a quote, CR or LF; ASCII
  std::size_t row_bytes_max = 1024 * 1024;  // of a row as written, without its line end; at least 1
};

// Both count from 1; columns count characters (code points), not bytes.
struct CsvPosition {
  std::uint64_t line = 1;
  std::uint64_t column = 1;

  friend bool operator==(const CsvPosition&, const CsvPosition&) = default;
};

enum class CsvFaultKind {
  stray_quote,
  text_after_quote,
  unclosed_quote,
  not_utf8,
  row_too_long,
  field_count,
  carriage_return,
  control_character,
  line_separator,
  field_too_long,
};

struct CsvFault {
  CsvFaultKind kind = CsvFaultKind::stray_quote;
  CsvPosition at;
  std::uint64_t last_line = 1;  // the row extends from its line() to this one
  reasons::RowReason reason =
      reasons::TextFault::stray_quote;  // what and how to mend it; contains nothing from the text

  friend bool operator==(const CsvFault&, const CsvFault&) = default;
};

enum class CsvStep { row, fault, end };

class CsvReader {
 public:
  // `source` outlives the reader.
  explicit CsvReader(ByteSource& source, CsvOptions options = {});

  // Goes to the next row. Fails only as the source fails.
  Result<CsvStep> next();

  const CsvOptions& options() const { return options_; }

  // From now on reads what the source gives next (even if it had ended) as the rest of a text: it begins with a row, on
  // `line`, and the text's first row had `width` fields (0: there was none yet). Forgets what was read ahead.
  void resume(std::uint64_t line, std::size_t width);

  // Of the last step, where it was `row`, or `fault`: then those that there are, as far as they can be read, more or
  // fewer than the first row's. Where the fault is
  //   stray_quote, text_after_quote, unclosed_quote   as Python's csv module reads the row (csv_loose_fields()); of an
  //       unclosed quote's lines, each line by itself
  //   row_too_long   those that end within its first `row_bytes_max` bytes, read likewise
  //   any other      as the row stands: bytes that are not UTF-8 and control characters included; a CR, or a character
  //       at which some programs end a line, is one of the field's
  std::span<const std::string_view> fields() const { return fields_; }
  // For a last step `fault`: every way to read its row: first fields(), then other readings of its quotes and lines
  // (csv_readings() in csv/readings.hpp). A refusal in any of them counts. Cells are UTF-8, with U+FFFD for each byte
  // that is not; control characters stay. Takes some microseconds: call it only if needed. A row that is too long is
  // read as far as fields(), and its last cell may be cut.
  std::vector<std::vector<std::string>> readings() const;
  // The place where that field begins (its opening quote, if it has one). Precondition: field < fields().size().
  CsvPosition position_of(std::size_t field) const;

  // For a last step `fault`.
  const CsvFault& fault() const { return fault_; }

  // For a last step `row` or `fault`: the line on which it begins, and its bytes without line end (none for a row that
  // is too long; one line for each row of an unclosed quote).
  std::uint64_t line() const { return row_line_; }
  std::string_view raw() const { return {buffer_.data() + row_, raw_size_}; }

 private:
  // Offsets are from the row's beginning, without quotes.
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

  // A row that is too long: the reason for its rejection, and its first bytes.
  struct Overlong {
    CsvFaultKind kind;
    CsvPosition at;
    std::string beginning;
  };

  Result<void> begin();
  Result<void> fill();
  void start_row();
  void go_back_to(std::size_t offset);
  void distrust(std::size_t open_quote);
  void overrun();
  std::optional<std::size_t> quote_open_at(std::size_t offset) const;
  bool in_last_quotes(std::size_t offset) const;
  std::optional<Suspect> first_disallowed(std::string_view row, bool returns_only) const;
  bool find_special();
  std::size_t in_buffer(std::size_t offset) const { return row_ + (offset - dropped_); }
  void take_sound_fields();
  std::optional<CsvStep> move(std::size_t offset, CsvClass what);
  void pass_text(std::size_t offset);
  std::optional<CsvStep> end_row(std::size_t offset, CsvClass what);
  void end_field(std::size_t end);
  void suspect(CsvFaultKind kind, std::size_t offset);
  std::optional<CsvStep> finish_row(std::size_t length, std::uint64_t last_line);
  CsvStep reject(CsvFaultKind kind, CsvPosition at, std::uint64_t last_line);
  void give_fields();
  void give_loose_fields(std::string_view row);
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

  std::size_t scanned_ = 0;    // what lies before has been searched for specials
  std::size_t block_ = 0;      // where the last block searched begins
  std::uint64_t special_ = 0;  // its delimiters, quotes and LF that were not taken yet
  std::uint64_t delimiters_ = 0;
  std::uint64_t quotes_ = 0;
  std::uint64_t non_ascii_in_block_ = 0;
  std::uint64_t odd_in_block_ = 0;

  CsvState state_ = CsvState::field_begin;
  std::size_t dropped_ = 0;  // bytes of this row that had to leave the buffer
  std::size_t moved_ = 0;    // offsets again: state_ stands before this byte, of which text may follow
  std::size_t field_begin_ = 0;
  std::size_t open_quote_ = 0;
  std::size_t close_quote_ = 0;
  bool doubled_ = false;
  bool non_ascii_ = false;  // the row may hold some
  bool odd_ = false;        // or characters that are not allowed everywhere, LF and tab aside
  std::optional<Suspect> suspect_;
  bool text_after_quote_ = false;  // somewhere in the row
  std::optional<Overlong> overlong_;

  bool doubtful_ = false;         // a quote was not closed
  std::uint64_t doubt_line_ = 0;  // of the row that it stands in
  CsvPosition doubt_at_;          // where it stands
  bool doubt_too_long_ = false;   // it was open where the row was too long

  std::uint64_t line_ = 1;  // of the byte being read
  std::uint64_t row_line_ = 1;
  std::size_t raw_size_ = 0;
  std::size_t width_ = 0;  // 0: no row yet

  std::vector<Field> spans_;
  std::vector<std::string_view> fields_;
  std::vector<CsvLooseField> loose_;
  std::string unescaped_;
  CsvFault fault_;
};

}  // namespace assent::csv
