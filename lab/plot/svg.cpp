#include "plot/svg.hpp"

#include "base/utf8.hpp"

namespace assent::plot {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
constexpr std::string_view kEllipsis = "\xE2\x80\xA6";     // U+2026

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

// The first character of a text that is not empty; one byte where that is not UTF-8.
std::string_view first_character(std::string_view text) {
  std::size_t size = 1;
  while (size < text.size() && size < 4 && continues(text[size])) ++size;
  return is_utf8(text.substr(0, size)) ? text.substr(0, size) : text.substr(0, 1);
}

// For a font of size 1. Letters of East Asia are as wide as high. Marks above and below other letters take no room, but
// they are counted, because the result must not be too small.
double character_width(std::string_view character) {
  if (static_cast<unsigned char>(character[0]) < 0x20 || !is_utf8(character)) return 1.05;  // shown as U+FFFD
  if (character.size() > 2 && static_cast<unsigned char>(character[0]) >= 0xE3) return 1.05;
  if (character.find_first_of("MWmw@%") == 0) return 0.95;
  if (character.find_first_of("ijl.,:;'|! ") == 0) return 0.36;
  if (character >= "A" && character <= "Z") return 0.72;
  return 0.62;
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string escaped;
  while (!text.empty()) {
    const std::string_view character = first_character(text);
    text.remove_prefix(character.size());
    const auto byte = static_cast<unsigned char>(character[0]);
    if (character == "&") escaped += "&amp;";
    else if (character == "<") escaped += "&lt;";
    else if (character == ">") escaped += "&gt;";
    else if (character == "\"") escaped += "&quot;";
    else if (character == "'") escaped += "&#39;";
    else if (byte < 0x20 || byte == 0x7F) escaped += byte == '\t' || byte == '\n' || byte == '\r' ? " " : kReplacement;
    else if (!is_utf8(character) || character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF") escaped += kReplacement;
    else escaped += character;
  }
  return escaped;
}

double text_width(std::string_view text, double size) {
  double width = 0;
  while (!text.empty()) {
    const std::string_view character = first_character(text);
    text.remove_prefix(character.size());
    width += character_width(character);
  }
  return width * size;
}

std::string shortened(std::string_view text, double size, double width) {
  if (text_width(text, size) <= width) return std::string(text);
  std::string kept;
  while (!text.empty()) {
    const std::string_view character = first_character(text);
    text.remove_prefix(character.size());
    std::string longer = kept;
    longer += character;
    if (text_width(longer + std::string(kEllipsis), size) > width) break;
    kept = std::move(longer);
  }
  while (kept.ends_with(' ')) kept.pop_back();
  return kept.append(kEllipsis);
}

}  // namespace assent::plot
