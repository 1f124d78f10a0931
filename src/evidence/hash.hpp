// SHA-256 (FIPS 180-4). Pure.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct evp_md_ctx_st;  // OpenSSL's state of a hash

namespace assent {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;
using Hash = std::array<std::uint8_t, 32>;

Hash sha256(ByteView bytes);
// Of one byte and then the rest: what RFC 6962 puts before leaves (0x00) and inner nodes (0x01).
Hash sha256_prefixed(std::uint8_t prefix, ByteView bytes);

// Of bytes that come a piece at a time: whatever the pieces, the hash of all of them in order. Not thread-safe.
class Sha256Stream {
 public:
  Sha256Stream();

  void update(ByteView bytes);
  std::uint64_t size() const { return size_; }  // bytes so far
  // The hash of all bytes so far; more can follow.
  Hash so_far() const;

  // The hash of all bytes so far. From then on it is a new stream, with none.
  Hash finish();

 private:
  struct Free {
    void operator()(evp_md_ctx_st* state) const;
  };
  std::unique_ptr<evp_md_ctx_st, Free> state_;
  std::uint64_t size_ = 0;
};

inline ByteView view_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string to_hex(ByteView bytes);  // lower case
// Exactly 64 figures, lower case; nothing: it is no hash.
std::optional<Hash> hash_from_hex(std::string_view text);

}  // namespace assent
