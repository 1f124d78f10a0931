// The one tight loop of the reader: where in 64 bytes are those that mean something in CSV.
#pragma once

#include <cstddef>
#include <cstdint>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace assent {

// One bit a byte, the lowest for the first.
struct CsvBlock {
  std::uint64_t special = 0;    // delimiter, quote or LF
  std::uint64_t non_ascii = 0;  // 0x80 and above
};

inline constexpr std::size_t kCsvBlockSize = 64;

// Reads exactly kCsvBlockSize bytes.
inline CsvBlock csv_block(const char* bytes, char delimiter) {
  CsvBlock block;
#if defined(__SSE2__)
  const __m128i delimiters = _mm_set1_epi8(delimiter);
  const __m128i quotes = _mm_set1_epi8('"');
  const __m128i line_feeds = _mm_set1_epi8('\n');
  for (unsigned i = 0; i < 4; ++i) {
    const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
    const __m128i special = _mm_or_si128(_mm_cmpeq_epi8(part, delimiters),
                                         _mm_or_si128(_mm_cmpeq_epi8(part, quotes), _mm_cmpeq_epi8(part, line_feeds)));
    block.special |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(special))} << (16 * i);
    block.non_ascii |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(part))} << (16 * i);
  }
#else
  for (unsigned i = 0; i < kCsvBlockSize; ++i) {
    const char byte = bytes[i];
    const bool special = byte == delimiter || byte == '"' || byte == '\n';
    block.special |= std::uint64_t{special} << i;
    block.non_ascii |= std::uint64_t{static_cast<unsigned char>(byte) >= 0x80} << i;
  }
#endif
  return block;
}

}  // namespace assent
