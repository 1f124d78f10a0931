#include "cli/words.hpp"

#include "base/visible.hpp"

#include <fmt/format.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <chrono>

namespace assent {
namespace {

constexpr std::size_t kShownMost = 60;

}  // namespace

std::string thousands(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string share(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "-";
  if (part > 0 && part < whole) {
    if (part * 2000 < whole) return "< 0.1 %";
    if ((whole - part) * 2000 < whole) return "> 99.9 %";
  }
  return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::string to_the_second(Instant instant) {
  return to_string(Instant{std::chrono::floor<std::chrono::seconds>(instant)});
}

std::string counted(std::uint64_t number, std::string_view singular, std::string_view plural) {
  return fmt::format("{} {}", thousands(number), number == 1 ? singular : plural);
}

std::string listed(std::span<const std::string> names) {
  return names.empty() ? "none" : fmt::format("`{}`", fmt::join(names, "`, `"));
}

std::string joined(std::span<const std::string> names) {
  return names.empty() ? "-" : fmt::format("{}", fmt::join(names, ", "));
}

std::string shown(std::string_view word) {
  std::string plain(word);
  std::replace(plain.begin(), plain.end(), '`', '?');
  std::string safe = visible(masked(plain));
  if (safe.size() > kShownMost) {
    std::size_t cut = kShownMost;
    while (cut > 0 && (static_cast<unsigned char>(safe[cut]) & 0xC0) == 0x80) --cut;
    safe = safe.substr(0, cut) + "…";
  }
  return "`" + safe + "`";
}

std::string visible_words(std::string_view words, Language language) {
  return language == Language::ar ? visible_lines(words) : visible(words);
}

std::size_t display_width(std::string_view utf8) {
  const auto text = icu::UnicodeString::fromUTF8(icu::StringPiece(utf8.data(), static_cast<std::int32_t>(utf8.size())));
  std::size_t width = 0;
  for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
    const UChar32 character = text.char32At(at);
    const auto type = u_charType(character);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR || type == U_CONTROL_CHAR)
      continue;
    const int east_asian = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
    width += east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
  }
  return width;
}

std::string wrapped(std::string_view text, std::size_t width, std::size_t indent) {
  std::string result;
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t blank = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, blank);
    const std::size_t wide = display_width(word);
    if (column > 0 && column + 1 + wide > width) {
      result += '\n' + std::string(indent, ' ');
      column = 0;
    } else if (column > 0) {
      result += ' ';
      ++column;
    }
    result += word;
    column += wide;
    text.remove_prefix(std::min(blank + 1, text.size()));
  }
  return result;
}

}  // namespace assent
