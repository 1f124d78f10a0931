// CsvPieceReader: a CSV text cut into pieces of whole rows, so that several threads can read its rows
// (csv/piece_rows.hpp), each thread a piece at a time. Together they read exactly what CsvReader reads alone.
//
// Cutting is far cheaper than reading: it only looks at quotes and line feeds. A piece ends where a row ends and has
// about `piece_bytes` bytes, or more if a row is longer. A row of more than `row_bytes_max` is read without being kept,
// and becomes a piece with no bytes but its fault. So memory does not grow with the text. Do not use what follows such
// a row; after an `unclosed_quote` nothing follows.
//
// Not thread-safe; the pieces belong to the caller.
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

namespace assent::csv {

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

  // Whole rows, each with its line end, which only the text's last row may lack. After it kCsvBlockSize more bytes can
  // be read, with any content. Empty if the piece is a row that is too long.
  std::string_view text() const { return {bytes_.data(), size_}; }
  // Whether there may be quotes in the text. False: there are none.
  bool quotes() const { return quotes_; }

  // If the piece is one row that is too long: what CsvReader says about it.
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

  // The text's first row, as from CsvReader::next(): after a `fault` call it again, until there is a `row` (the header)
  // or the `end`. Do not call it after either. Fails only as the source fails.
  Result<CsvStep> header();

  // For the last step of header(), as in CsvReader. Valid until the next call of any function that changes the reader.
  std::span<const std::string_view> fields() const { return head_.fields(); }
  std::string_view raw() const { return head_.raw(); }
  std::uint64_t line() const { return head_.line(); }
  const CsvFault& fault() const { return head_.fault(); }

  const CsvOptions& options() const { return options_; }

  // Where the next piece begins.
  const CsvPlace& place() const { return place_; }

  // Skips everything before `place`, the begin() or end() of a piece of this same text, cut in any way. `invalid` if
  // that is before place(), or if the text ends before it. Precondition: header() gave a row.
  Result<void> resume(const CsvPlace& place);

  // Makes `piece` the next piece, in its old memory if that is enough. False: there is none, the text has ended.
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
  bool given_up_ = false;  // it is unclear what is a row from here on

  CsvPlace place_;           // of the first byte that was in no row or piece yet
  std::vector<char> ahead_;  // from ahead_begin_ on: read from the source, in no row or piece yet
  std::size_t ahead_begin_ = 0;

  RowSource row_;
  CsvReader head_;  // reads single rows from row_
  std::size_t width_ = 0;
};

}  // namespace assent::csv
