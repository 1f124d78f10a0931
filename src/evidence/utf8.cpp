#include "evidence/utf8.hpp"

#include <cstddef>

namespace assent {
namespace {

bool within(std::uint8_t byte, std::uint8_t low, std::uint8_t high) { return low <= byte && byte <= high; }

// The length of the sequence that begins the bytes; 0 when it is none. RFC 3629 section 4, rule by rule.
std::size_t sequence(ByteView b) {
  const auto tail = [&](std::size_t at) { return at < b.size() && within(b[at], 0x80, 0xbf); };
  const auto second = [&](std::uint8_t low, std::uint8_t high) { return b.size() > 1 && within(b[1], low, high); };
  const std::uint8_t first = b[0];
  if (first < 0x80) return 1;
  if (within(first, 0xc2, 0xdf)) return tail(1) ? 2 : 0;
  if (first == 0xe0) return second(0xa0, 0xbf) && tail(2) ? 3 : 0;
  if (first == 0xed) return second(0x80, 0x9f) && tail(2) ? 3 : 0;
  if (within(first, 0xe1, 0xef)) return tail(1) && tail(2) ? 3 : 0;
  if (first == 0xf0) return second(0x90, 0xbf) && tail(2) && tail(3) ? 4 : 0;
  if (within(first, 0xf1, 0xf3)) return tail(1) && tail(2) && tail(3) ? 4 : 0;
  if (first == 0xf4) return second(0x80, 0x8f) && tail(2) && tail(3) ? 4 : 0;
  return 0;
}

}  // namespace

bool is_utf8(ByteView bytes) {
  while (!bytes.empty()) {
    const std::size_t length = sequence(bytes);
    if (length == 0) return false;
    bytes = bytes.subspan(length);
  }
  return true;
}

}  // namespace assent
