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

namespace assent::evidence {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using Hash = std::array<std::uint8_t, 32>;

Hash sha256(ByteView bytes);
// Of one byte and then the rest: RFC 6962 puts 0x00 before leaves and 0x01 before inner nodes.
Hash sha256_prefixed(std::uint8_t prefix, ByteView bytes);

// Of bytes that come in pieces: the hash of all of them in order, however they are cut. A copy is independent from then
// on. Not thread-safe.
class Sha256Stream {
 public:
  Sha256Stream();

  void update(ByteView bytes);
  std::uint64_t size() const { return size_; }  // bytes so far
  // The hash of all bytes so far; more can follow.
  Hash so_far() const;

  // The hash of all bytes so far. From then on it is a new stream, with none.
  Hash finish();

  // Does a.update(of_a) and b.update(of_b), in little more time than the longer one takes, if the processor can. `a`
  // and `b` are two streams.
  friend void update_both(Sha256Stream& a, ByteView of_a, Sha256Stream& b, ByteView of_b);

  // The same in a chosen way: in turns, if the processor can, or one after the other. For tests of both.
  friend void update_both(Sha256Stream& a, ByteView of_a, Sha256Stream& b, ByteView of_b, bool by_turns);

 private:
  // Takes what is missing in the current block, and returns the rest.
  ByteView fill_block(ByteView bytes);
  // Whole blocks were hashed past update().
  void count(std::size_t bytes);

  alignas(std::uint32_t) std::array<std::byte, 112> state_;  // room for OpenSSL's state, without its headers here
  std::uint64_t size_ = 0;
};

void update_both(Sha256Stream& a, ByteView of_a, Sha256Stream& b, ByteView of_b);

inline ByteView view_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string to_hex(ByteView bytes);  // lower case
// Exactly 64 digits, lower case; nothing: it is not a hash.
std::optional<Hash> hash_from_hex(std::string_view text);

}  // namespace assent::evidence
