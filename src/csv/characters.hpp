// The characters that a CSV text may contain so that every program reads the same rows from it (docs/csv.md).
//
// In a field in quotes: no control character below U+0020 except tab, LF and CR. Outside quotes: CR and LF only as the
// line's end, and none of U+0085, U+2028 and U+2029, where some programs end a line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assent::csv {

// For a field as written, without the quotes around it: the limit of a spreadsheet's cell. Python's csv module takes
// far more.
inline constexpr std::size_t kCsvFieldBytesMax = 32767;

// It can be before the header, and means nothing.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

enum class CsvCharacter { allowed, control, carriage_return, line_separator };

// The character at `at`, and how many bytes it takes; `quoted`: it is in quotes. LF is allowed: the reader knows what
// it means. Bytes that are not UTF-8 are allowed here.
struct CsvCharacterAt {
  CsvCharacter what = CsvCharacter::allowed;
  std::size_t size = 1;
};
CsvCharacterAt csv_character(std::string_view text, std::size_t at, bool quoted);

// The first byte from `from` on that may begin a character, other than LF, that is not allowed everywhere; npos: there
// is none.
std::size_t find_csv_doubtful(std::string_view text, std::size_t from = 0);

// The text with U+FFFD for each byte that is not UTF-8 and for each control character that no field may contain.
std::string csv_storable(std::string_view text);
// Whether a field may contain the text, which is not too long.
bool is_csv_storable(std::string_view text);
// How long it is in a file, with doubled quotes but without those around it.
std::size_t csv_written_size(std::string_view text);
// The text; if it is too long for a field it is cut, with `…` at its end. Precondition: it is UTF-8.
std::string csv_cut(std::string_view text);

}  // namespace assent::csv
