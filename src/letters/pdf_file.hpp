// PdfFile: a PDF that is written as it grows. Small objects stand compressed, many together (ISO 32000-1, 7.5.7), and
// the table of all objects is a compressed stream (7.5.8). Not thread-safe.
#pragma once

#include "base/byte_stream.hpp"
#include "base/result.hpp"

#include <zlib.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assent::letters {

// Compresses one piece after the other (RFC 1950).
class Deflater {
 public:
  // The window (8 to 15) and memory (1 to 9) that zlib takes: a small one is sooner ready for the next piece.
  Deflater(int window, int memory);
  Deflater(const Deflater&) = delete;
  Deflater& operator=(const Deflater&) = delete;
  ~Deflater();

  // Valid until the next call; empty: there is no memory.
  std::string_view of(std::string_view bytes);

 private:
  z_stream stream_{};
  bool ready_ = false;
  std::string packed_;
};

class PdfFile {
 public:
  // `out` outlives it.
  explicit PdfFile(ByteSink& out);

  // A new object's number.
  std::uint32_t number();
  // An object that is no stream.
  void object(std::uint32_t number, std::string_view text);
  // A stream; `members` are those of its dictionary besides its length and compression.
  void stream(std::uint32_t number, std::string_view members, std::string_view bytes);
  // The end of the file. `catalog` is the number of its root.
  void finish(std::uint32_t catalog);

  // unavailable  as `out`; or there was no memory. Nothing more is written after
  const Result<void>& written() const { return written_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  struct Place {
    std::uint8_t kind = 0;  // 1: at an offset in the file; 2: within an object stream
    std::uint64_t at = 0;   // the offset, or the object stream's number
    std::uint16_t index = 0;
  };

  void write(std::string_view bytes);
  void write_stream(std::uint32_t number, std::string_view members, std::string_view bytes);
  void close_objects();

  ByteSink& out_;
  Result<void> written_;
  std::uint64_t bytes_ = 0;
  std::string waiting_;  // for the sink
  std::vector<Place> places_{1};
  Deflater deflater_;
  Deflater small_deflater_;
  std::vector<std::uint32_t> held_;  // numbers of the objects that go into the next object stream
  std::string heads_;
  std::string texts_;
};

// With at most two decimals.
void append_number(std::string& text, double value);

}  // namespace assent::letters
