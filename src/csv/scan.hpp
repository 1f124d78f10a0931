// The tight loops: where in 64 bytes are those that mean something in CSV, and how many lines end in a text.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace assent {

// One bit a byte, the lowest for the first.
struct CsvBlock {
  std::uint64_t special = 0;    // delimiter, quote or LF
  std::uint64_t non_ascii = 0;  // 0x80 and above
  std::uint64_t control = 0;    // below 0x20, and not special
};

inline constexpr std::size_t kCsvBlockSize = 64;

// Reads exactly kCsvBlockSize bytes.
inline CsvBlock csv_block(const char* bytes, char delimiter) {
  CsvBlock block;
#if defined(__SSE2__)
  const __m128i delimiters = _mm_set1_epi8(delimiter);
  const __m128i quotes = _mm_set1_epi8('"');
  const __m128i line_feeds = _mm_set1_epi8('\n');
  const __m128i space = _mm_set1_epi8(' ');
  for (unsigned i = 0; i < 4; ++i) {
    const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
    const __m128i below = _mm_cmplt_epi8(part, space);  // as signed numbers: what is not ASCII too
    const __m128i special = _mm_or_si128(_mm_cmpeq_epi8(part, delimiters),
                                         _mm_or_si128(_mm_cmpeq_epi8(part, quotes), _mm_cmpeq_epi8(part, line_feeds)));
    block.special |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(special))} << (16 * i);
    block.non_ascii |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(part))} << (16 * i);
    block.control |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(below))} << (16 * i);
  }
  block.control &= ~(block.non_ascii | block.special);
#else
  for (unsigned i = 0; i < kCsvBlockSize; ++i) {
    const char byte = bytes[i];
    const bool special = byte == delimiter || byte == '"' || byte == '\n';
    block.special |= std::uint64_t{special} << i;
    block.non_ascii |= std::uint64_t{static_cast<unsigned char>(byte) >= 0x80} << i;
    block.control |= std::uint64_t{static_cast<unsigned char>(byte) < 0x20 && !special} << i;
  }
#endif
  return block;
}

// Of the control characters in a block, those that may be no tab and no CR before LF. `text` begins with the block.
inline std::uint64_t csv_odd(std::uint64_t control, std::string_view text) {
  std::uint64_t odd = control;
  for (; control != 0; control &= control - 1) {
    const auto at = static_cast<std::size_t>(std::countr_zero(control));
    const bool ends_line = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    if (ends_line || text[at] == '\t') odd &= ~(std::uint64_t{1} << at);
  }
  return odd;
}

// Where in a block characters may begin at which some programs end a line: U+0085, U+2028, U+2029. Reads exactly
// kCsvBlockSize bytes.
inline std::uint64_t csv_separator_leads(const char* bytes) {
  std::uint64_t leads = 0;
#if defined(__SSE2__)
  const __m128i next_line = _mm_set1_epi8('\xC2');
  const __m128i line_separator = _mm_set1_epi8('\xE2');
  for (unsigned i = 0; i < 4; ++i) {
    const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
    const __m128i lead = _mm_or_si128(_mm_cmpeq_epi8(part, next_line), _mm_cmpeq_epi8(part, line_separator));
    leads |= std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(lead))} << (16 * i);
  }
#else
  for (unsigned i = 0; i < kCsvBlockSize; ++i) {
    leads |= std::uint64_t{bytes[i] == '\xC2' || bytes[i] == '\xE2'} << i;
  }
#endif
  return leads;
}

// The same with a mask for each.
struct CsvMarks {
  std::uint64_t delimiters = 0;
  std::uint64_t quotes = 0;
  std::uint64_t line_feeds = 0;
  std::uint64_t non_ascii = 0;
  std::uint64_t control = 0;  // below 0x20, and neither delimiter nor LF
};

// Reads exactly kCsvBlockSize bytes.
inline CsvMarks csv_marks(const char* bytes, char delimiter) {
  CsvMarks marks;
#if defined(__SSE2__)
  const __m128i delimiters = _mm_set1_epi8(delimiter);
  const __m128i quotes = _mm_set1_epi8('"');
  const __m128i line_feeds = _mm_set1_epi8('\n');
  const __m128i space = _mm_set1_epi8(' ');
  for (unsigned i = 0; i < 4; ++i) {
    const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16 * i));
    const auto mask = [i](__m128i of) {
      return std::uint64_t{static_cast<std::uint32_t>(_mm_movemask_epi8(of))} << (16 * i);
    };
    marks.delimiters |= mask(_mm_cmpeq_epi8(part, delimiters));
    marks.quotes |= mask(_mm_cmpeq_epi8(part, quotes));
    marks.line_feeds |= mask(_mm_cmpeq_epi8(part, line_feeds));
    marks.non_ascii |= mask(part);
    marks.control |= mask(_mm_cmplt_epi8(part, space));  // as signed numbers: what is not ASCII too
  }
  marks.control &= ~(marks.non_ascii | marks.delimiters | marks.line_feeds);
#else
  for (unsigned i = 0; i < kCsvBlockSize; ++i) {
    const char byte = bytes[i];
    marks.delimiters |= std::uint64_t{byte == delimiter} << i;
    marks.quotes |= std::uint64_t{byte == '"'} << i;
    marks.line_feeds |= std::uint64_t{byte == '\n'} << i;
    marks.non_ascii |= std::uint64_t{static_cast<unsigned char>(byte) >= 0x80} << i;
    marks.control |= std::uint64_t{static_cast<unsigned char>(byte) < 0x20 && byte != delimiter && byte != '\n'} << i;
  }
#endif
  return marks;
}

// How many LF there are.
inline std::uint64_t count_line_feeds(std::string_view text) {
  std::uint64_t count = 0;
  std::size_t i = 0;
#if defined(__SSE2__)
  const __m128i line_feeds = _mm_set1_epi8('\n');
  const __m128i zero = _mm_setzero_si128();
  while (text.size() - i >= 16) {
    __m128i counts = zero;  // one a byte of the sixteen, which 255 rounds cannot overflow
    for (unsigned round = 0; round < 255 && text.size() - i >= 16; ++round, i += 16) {
      const __m128i part = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + i));
      counts = _mm_sub_epi8(counts, _mm_cmpeq_epi8(part, line_feeds));
    }
    const __m128i sums = _mm_sad_epu8(counts, zero);
    count += static_cast<std::uint64_t>(_mm_cvtsi128_si64(sums)) +
             static_cast<std::uint64_t>(_mm_cvtsi128_si64(_mm_unpackhi_epi64(sums, sums)));
  }
#endif
  for (; i < text.size(); ++i) count += text[i] == '\n' ? 1U : 0U;
  return count;
}

}  // namespace assent
