#include "csv/characters.hpp"

#include "base/utf8.hpp"

#include <algorithm>

namespace assent::csv {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

bool is_control(char byte) { return static_cast<unsigned char>(byte) < 0x20; }

}  // namespace

CsvCharacterAt csv_character(std::string_view text, std::size_t at, bool quoted) {
  const char byte = text[at];
  if (is_control(byte)) {
    if (byte == '\t' || byte == '\n') return {};
    if (byte == '\r') return {quoted ? CsvCharacter::allowed : CsvCharacter::carriage_return, 1};
    return {CsvCharacter::control, 1};
  }
  const std::string_view rest = text.substr(at);
  std::size_t size = 0;
  if (rest.starts_with("\xC2\x85"sv)) size = 2;
  if (rest.starts_with("\xE2\x80\xA8"sv) || rest.starts_with("\xE2\x80\xA9"sv)) size = 3;
  if (size == 0) return {};
  return {quoted ? CsvCharacter::allowed : CsvCharacter::line_separator, size};
}

std::size_t find_csv_doubtful(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    const char byte = text[at];
    if (is_control(byte) ? byte != '\n' && byte != '\t' : byte == '\xC2' || byte == '\xE2') return at;
  }
  return std::string_view::npos;
}

bool is_csv_storable(std::string_view text) {
  for (const char byte : text) {
    if (is_control(byte) && byte != '\t' && byte != '\n' && byte != '\r') return false;
  }
  return is_utf8(text);
}

std::string csv_storable(std::string_view text) {
  std::string storable;
  storable.reserve(text.size());
  while (!text.empty()) {
    const std::string_view sound = text.substr(0, first_not_utf8(text));
    for (std::size_t at = 0; at < sound.size(); ++at) {
      if (csv_character(sound, at, true).what == CsvCharacter::allowed) storable += sound[at];
      else storable += kReplacement;
    }
    text.remove_prefix(sound.size());
    if (text.empty()) break;
    storable += kReplacement;
    text.remove_prefix(1);
  }
  return storable;
}

std::size_t csv_written_size(std::string_view text) {
  return text.size() + static_cast<std::size_t>(std::count(text.begin(), text.end(), '"'));
}

std::string csv_cut(std::string_view text) {
  constexpr std::string_view kCut = "\u2026";
  if (csv_written_size(text) <= kCsvFieldBytesMax) return std::string(text);
  std::size_t end = 0;
  for (std::size_t written = 0; written < kCsvFieldBytesMax - kCut.size() - 1; ++end)
    written += text[end] == '"' ? 2U : 1U;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return std::string(text.substr(0, end)).append(kCut);
}

}  // namespace assent::csv
