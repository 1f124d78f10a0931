// CsvPieceReader: a CSV text cut into pieces of whole rows, so that several threads can read its rows
// (csv/piece_rows.hpp), each thread a piece at a time. What they read together is what CsvReader reads alone.
//
// The cutting is far cheaper than the reading: it looks at quotes and line feeds only. A piece ends where a row ends
// and has about `piece_bytes`, more where a row is longer. A row of more than `row_bytes_max` is read without being
// kept, and is a piece of its own that holds no bytes but its fault; so memory does not grow with the text. After
// it what comes is not to be used; where it is an `unclosed_quote`, nothing does.
//
// Not thread-safe; the pieces belong to whoever asks for them.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "csv/grammar.hpp"
#include "csv/reader.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace assent {

// The beginning of a row in a text.
struct CsvPlace {
  std::uint64_t offset = 0;  // in bytes, a byte order mark included
  std::uint64_t line = 1;

  friend bool operator==(const CsvPlace&, const CsvPlace&) = default;
};

class CsvPiece {
 public:
  // [begin, end) of the text: the next piece begins where this one ends.
  const CsvPlace& begin() const { return begin_; }
  const CsvPlace& end() const { return end_; }

  // Whole rows, each with its line end, which only the text's last row may lack. After it kCsvBlockSize bytes more can
  // be read, whatever they hold. Empty where the piece is a row that is too long.
  std::string_view text() const { return {bytes_.data(), size_}; }
  // May there be quotes in the text? False: there are none.
  bool quotes() const { return quotes_; }

  // Where the piece is one row that is too long: what CsvReader says of it.
  const std::optional<CsvFault>& too_long() const { return too_long_; }

 private:
  friend class CsvPieceReader;

  CsvPlace begin_;
  CsvPlace end_;
  std::vector<char> bytes_;
  std::size_t size_ = 0;
  bool quotes_ = false;
  std::optional<CsvFault> too_long_;
};

class CsvPieceReader {
 public:
  static constexpr std::size_t kPieceBytes = 1024 * 1024;

  // `source` outlives the reader. `piece_bytes` is at least 1.
  explicit CsvPieceReader(ByteSource& source, CsvOptions options = {}, std::size_t piece_bytes = kPieceBytes);
  CsvPieceReader(const CsvPieceReader&) = delete;
  CsvPieceReader& operator=(const CsvPieceReader&) = delete;

  // The text's first row, as CsvReader::next() would give it: a `fault` is followed by what comes after it, until there
  // is a `row` (the header) or the `end`. Not to be called after either. Fails only as the source fails.
  Result<CsvStep> header();

  // Of the last step of header(), as CsvReader has them; they hold until the next call of any function that changes the
  // reader.
  std::span<const std::string_view> fields() const { return head_.fields(); }
  std::string_view raw() const { return head_.raw(); }
  std::uint64_t line() const { return head_.line(); }
  const CsvFault& fault() const { return head_.fault(); }

  const CsvOptions& options() const { return options_; }

  // Where the next piece begins.
  const CsvPlace& place() const { return place_; }

  // Passes over what lies before `place`, the begin() or end() of a piece of this same text, however it was cut then.
  // `invalid` where that lies before place(), or where the text ends before it. Precondition: header() gave a row.
  Result<void> resume(const CsvPlace& place);

  // Makes `piece` the next piece, in its old memory where that suffices. False: there is none, the text has ended.
  // Precondition: header() gave a row. Fails only as the source fails.
  Result<bool> next(CsvPiece& piece);

 private:
  // One row of the text, however long.
  class RowSource : public ByteSource {
   public:
    explicit RowSource(CsvPieceReader& text) : text_(text), end_(text.options_.delimiter) {}
    Result<std::size_t> read(std::span<char> into) override;
    void begin();
    Result<void> pass_rest();

   private:
    CsvPieceReader& text_;
    CsvRowEnd end_;
    bool ended_ = false;
  };

  std::string_view ahead() const { return {ahead_.data() + ahead_begin_, ahead_.size() - ahead_begin_}; }
  Result<void> look_ahead();
  void pass(std::size_t count);
  void put_back(std::string_view bytes);
  Result<CsvStep> read_row(std::size_t width);
  Result<void> read_into(std::vector<char>& bytes, std::size_t& size, std::size_t wanted);
  Result<bool> row_too_long(CsvPiece& piece);
  void give(CsvPiece& piece, std::size_t whole);

  ByteSource& source_;
  CsvOptions options_;
  std::size_t piece_bytes_;
  bool begun_ = false;
  bool source_ended_ = false;
  bool given_up_ = false;  // nobody can tell what is a row from here on

  CsvPlace place_;           // of the first byte that no row and no piece has had
  std::vector<char> ahead_;  // from ahead_begin_ on: read from the source, in no row or piece yet
  std::size_t ahead_begin_ = 0;

  RowSource row_;
  CsvReader head_;  // reads single rows from row_
  std::size_t width_ = 0;
};

}  // namespace assent
