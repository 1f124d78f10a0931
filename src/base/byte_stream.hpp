// ByteSource and ByteSink: the ports through which the pure modules read and write bytes, a piece at a time.
//
// Implementations: world/files.hpp (files and standard streams), and TextSource and TextSink below (memory).
// Neither is thread-safe: one reader or writer at a time.
#pragma once

#include "base/result.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace assent {

class ByteSource {
 public:
  virtual ~ByteSource() = default;

  // Fills the front of `into` and returns how many bytes: 0 only at the end, and then for ever. Precondition: `into` is
  // not empty. `unavailable`: the outside world failed.
  virtual Result<std::size_t> read(std::span<char> into) = 0;
};

class ByteSink {
 public:
  virtual ~ByteSink() = default;

  // Takes all of `bytes`, or fails with `unavailable`. After a failure do not use it again.
  virtual Result<void> write(std::string_view bytes) = 0;
};

// Gives a text that outlives it, at most `piece` bytes at a time.
class TextSource : public ByteSource {
 public:
  explicit TextSource(std::string_view text, std::size_t piece = std::string_view::npos) : text_(text), piece_(piece) {}

  Result<std::size_t> read(std::span<char> into) override {
    const std::size_t count = std::min({text_.size(), into.size(), piece_});
    std::copy_n(text_.begin(), count, into.begin());
    text_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view text_;
  std::size_t piece_;
};

// Appends to a string that outlives it.
class TextSink : public ByteSink {
 public:
  explicit TextSink(std::string& text) : text_(text) {}

  Result<void> write(std::string_view bytes) override {
    text_.append(bytes);
    return {};
  }

 private:
  std::string& text_;
};

}  // namespace assent
