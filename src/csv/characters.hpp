// Which characters a CSV text may hold so that every program reads the same rows from it (docs/csv.md).
//
// In a field in quotes: no control character below U+0020 but tab, LF and CR. Outside quotes: no CR or LF either, but
// as the line's end; and none of U+0085, U+2028 and U+2029, at which some programs end a line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace assent {

// Of a field as it stands in the text, quotes around it left out: what a spreadsheet's cell holds, and Python's csv
// module takes by far.
inline constexpr std::size_t kCsvFieldBytesMax = 32767;

// May stand before the header, and means nothing.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

enum class CsvCharacter { allowed, control, carriage_return, line_separator };

// What stands at `at`, where `quoted` says whether that is in quotes, and how many bytes it takes. LF is allowed: the
// reader knows what it means. Bytes that are not UTF-8 are allowed here.
struct CsvCharacterAt {
  CsvCharacter what = CsvCharacter::allowed;
  std::size_t size = 1;
};
CsvCharacterAt csv_character(std::string_view text, std::size_t at, bool quoted);

// Where the first byte from `from` on may begin a character that is not allowed everywhere but LF; npos: there is none.
std::size_t find_csv_doubtful(std::string_view text, std::size_t from = 0);

// The text with U+FFFD for each byte that is not UTF-8 and for each control character that no field may hold.
std::string csv_storable(std::string_view text);
// May a field hold the text, which is not too long?
bool is_csv_storable(std::string_view text);
// How long it is in a file, quotes in it doubled and those around it left out.
std::size_t csv_written_size(std::string_view text);
// The text, cut where a field would be too long, with `…` at its end then. Precondition: it is UTF-8.
std::string csv_cut(std::string_view text);

}  // namespace assent
