// SHA-256 (FIPS 180-4). Pure.
#pragma once

#include <array>
#include <cstdint>
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

inline ByteView view_of(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

std::string to_hex(ByteView bytes);  // lower case

}  // namespace assent
