// SHA-256 (FIPS 180-4). Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using Hash = std::array<std::uint8_t, 32>;

Hash sha256(ByteView bytes);
// Of one byte and then the rest: what RFC 6962 puts before leaves (0x00) and inner nodes (0x01).
Hash sha256_prefixed(std::uint8_t prefix, ByteView bytes);

// Of bytes that come a piece at a time: whatever the pieces, the hash of all of them in order. A copy goes its own way
// from there. Not thread-safe.
class Sha256Stream {
 public:
  Sha256Stream();

  void update(ByteView bytes);
  std::uint64_t size() const { return size_; }  // bytes so far
  // The hash of all bytes so far; more can follow.
  Hash so_far() const;

  // The hash of all bytes so far. From then on it is a new stream, with none.
  Hash finish();

  // What a.update(of_a) and b.update(of_b) do, in little more time than the longer of them takes where the processor
  // can. `a` and `b` are two streams.
  friend void update_both(Sha256Stream& a, ByteView of_a, Sha256Stream& b, ByteView of_b);

  // The same, either way: the two taking turns if the processor can, or one after the other. For tests of both.
  friend void update_both(Sha256Stream& a, ByteView of_a, Sha256Stream& b, ByteView of_b, bool by_turns);

 private:
  // Takes what is missing in the block that was begun, and returns what is left.
  ByteView fill_block(ByteView bytes);
  // Whole blocks were hashed past update().
  void count(std::size_t bytes);

  alignas(std::uint32_t) std::array<std::byte, 112> state_;  // room for OpenSSL's, whose headers stay out of here
  std::uint64_t size_ = 0;
};

void update_both(Sha256Stream& a, ByteView of_a, Sha256Stream& b, ByteView of_b);

inline ByteView view_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string to_hex(ByteView bytes);  // lower case
// Exactly 64 figures, lower case; nothing: it is no hash.
std::optional<Hash> hash_from_hex(std::string_view text);

}  // namespace assent
