// Deterministic CBOR (RFC 8949 section 4.2.1), only the part that entries need: integers, texts, bytes, arrays, maps,
// the two booleans and one tag; definite lengths, shortest heads. Not a general CBOR library, and private to this
// module.
#pragma once

#include "evidence/hash.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assent::evidence::cbor {

// The three high bits of a head.
enum class Major : std::uint8_t {
  positive = 0,
  negative = 1,
  bytes = 2,
  text = 3,
  array = 4,
  map = 5,
  tag = 6,
  simple = 7
};

// Appends to a string of bytes.
class Writer {
 public:
  explicit Writer(Bytes& out) : out_(&out) {}

  void head(Major major, std::uint64_t argument);
  void integer(std::int64_t value);
  void boolean(bool value);
  void text(std::string_view text);
  void bytes(ByteView bytes);

  // A map whose number of pairs is known only after they are written. Precondition: at most 23.
  std::size_t open_map();
  void close_map(std::size_t opened, std::uint8_t pairs);

 private:
  Bytes* out_;
};

// Reads what Writer wrote and nothing else. After the first fault every function gives zero or nothing and does not
// move, so that a caller checks once at the end, and before loops. Reads only inside `bytes`, and allocates only for
// text that is really there.
class Reader {
 public:
  explicit Reader(ByteView bytes) : bytes_(bytes) {}

  std::uint64_t argument(Major wanted);
  // For an array or a map: each element takes at least a byte, so more elements than remaining bytes are a fault.
  std::uint64_t count(Major wanted);
  std::int64_t integer();
  bool boolean();
  std::string text();
  ByteView bytes();
  // Whether the next item is of that kind. False at the end and after a fault.
  bool next_is(Major major) const;

  void fault(const char* what);
  bool good() const { return fault_ == nullptr; }
  bool at_end() const { return position_ == bytes_.size(); }
  const char* what() const { return fault_; }
  std::size_t position() const { return position_; }

 private:
  struct Head {
    Major major = Major::simple;
    std::uint64_t argument = 0;
  };
  Head head();
  std::size_t left() const { return bytes_.size() - position_; }

  ByteView bytes_;
  std::size_t position_ = 0;
  const char* fault_ = nullptr;
};

}  // namespace assent::evidence::cbor
