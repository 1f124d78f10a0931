#include "base/utf8.hpp"

#include <bit>
#include <cstdint>
#include <cstring>

namespace assent {
namespace {

struct Sequence {
  std::size_t size;          // 0: no sequence begins with that byte
  unsigned char second_low;  // range of the second byte; this alone excludes overlong forms and surrogates
  unsigned char second_high;
};

Sequence sequence_of(unsigned char lead) {
  if (lead >= 0xC2 && lead <= 0xDF) return {2, 0x80, 0xBF};
  if (lead == 0xE0) return {3, 0xA0, 0xBF};
  if (lead == 0xED) return {3, 0x80, 0x9F};
  if (lead >= 0xE1 && lead <= 0xEF) return {3, 0x80, 0xBF};
  if (lead == 0xF0) return {4, 0x90, 0xBF};
  if (lead >= 0xF1 && lead <= 0xF3) return {4, 0x80, 0xBF};
  if (lead == 0xF4) return {4, 0x80, 0x8F};
  return {0, 0, 0};
}

}  // namespace

std::size_t first_not_utf8(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto two_bytes = [&](std::size_t i) {
    return i + 1 < text.size() && byte(i) >= 0xC2 && byte(i) <= 0xDF && (byte(i + 1) & 0xC0) == 0x80;
  };
  std::size_t i = 0;
  while (i < text.size()) {
    if (i + 8 <= text.size()) {
      std::uint64_t eight;
      std::memcpy(&eight, text.data() + i, sizeof eight);
      const std::uint64_t not_ascii = eight & 0x8080808080808080U;
      if (not_ascii == 0) {
        i += 8;
        continue;
      }
      if constexpr (std::endian::native == std::endian::little)
        i += static_cast<unsigned>(std::countr_zero(not_ascii)) / 8;
    }
    if (byte(i) < 0x80) {
      ++i;
      continue;
    }
    if (two_bytes(i)) {  // most letters of Arabic, and often one after the other
      do i += 2;
      while (two_bytes(i));
      continue;
    }
    const Sequence sequence = sequence_of(byte(i));
    if (sequence.size == 0 || i + sequence.size > text.size()) return i;
    if (byte(i + 1) < sequence.second_low || byte(i + 1) > sequence.second_high) return i;
    for (std::size_t k = 2; k < sequence.size; ++k) {
      if ((byte(i + k) & 0xC0) != 0x80) return i;
    }
    i += sequence.size;
  }
  return std::string_view::npos;
}

Utf8Character character_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (byte(0) < 0x80) return {byte(0), 1};
  const Sequence sequence = sequence_of(byte(0));
  if (sequence.size == 0 || sequence.size > text.size() - at) return {kReplacementCharacter, 1};
  if (byte(1) < sequence.second_low || byte(1) > sequence.second_high) return {kReplacementCharacter, 1};
  char32_t code = byte(0) & (0x7FU >> sequence.size);
  for (std::size_t i = 1; i < sequence.size; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {kReplacementCharacter, 1};
    code = code << 6 | (byte(i) & 0x3FU);
  }
  return {code, sequence.size};
}

}  // namespace assent
