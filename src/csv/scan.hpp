// The tight loops: which of 64 bytes mean something in CSV, and how many lines end in a text.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace assent::csv {

inline constexpr std::size_t kCsvBlockSize = 64;

// Where in a block characters may begin that end a line in some programs: U+0085, U+2028, U+2029. Reads exactly
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

// The classes of the bytes in a block: one bit for each byte, the lowest for the first.
struct CsvMarks {
  std::uint64_t delimiters = 0;
  std::uint64_t quotes = 0;
  std::uint64_t line_feeds = 0;
  std::uint64_t non_ascii = 0;  // 0x80 and above
  std::uint64_t control = 0;    // below 0x20, and neither delimiter nor LF

  std::uint64_t special() const { return delimiters | quotes | line_feeds; }
};

// Reads exactly kCsvBlockSize bytes.
inline CsvMarks csv_marks(const char* bytes, char delimiter) {
  CsvMarks marks;
#if defined(__SSE2__)
  // As four bytes at once: g++ may keep it in memory, and one byte stored is read back as four with a stall.
  const __m128i delimiters = _mm_set1_epi32(static_cast<int>(0x0101'0101U * static_cast<unsigned char>(delimiter)));
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

// Of the block that the text begins with, as far as the text goes. Reads exactly kCsvBlockSize bytes.
inline CsvMarks csv_marks(std::string_view text, char delimiter) {
  CsvMarks marks = csv_marks(text.data(), delimiter);
  if (text.size() < kCsvBlockSize) {
    const std::uint64_t within = (std::uint64_t{1} << text.size()) - 1;
    marks.delimiters &= within;
    marks.quotes &= within;
    marks.line_feeds &= within;
    marks.non_ascii &= within;
    marks.control &= within;
  }
  return marks;
}

// The control characters in a block that are not a tab and not a CR before LF. `text` begins with the block.
inline std::uint64_t csv_odd_control(std::uint64_t control, std::string_view text) {
  std::uint64_t odd = control;
  for (; control != 0; control &= control - 1) {
    const auto at = static_cast<std::size_t>(std::countr_zero(control));
    const bool ends_line = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
    if (ends_line || text[at] == '\t') odd &= ~(std::uint64_t{1} << at);
  }
  return odd;
}

// Where in it there may be a control character other than a tab and the CR of a line end, or one at which some programs
// end a line. Reads exactly kCsvBlockSize bytes.
inline std::uint64_t csv_odd(const CsvMarks& marks, std::string_view text) {
  std::uint64_t odd = marks.control == 0 ? 0 : csv_odd_control(marks.control, text);
  if (marks.non_ascii != 0) odd |= csv_separator_leads(text.data()) & marks.non_ascii;
  return odd;
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

}  // namespace assent::csv
