#include "email/quoted_printable.hpp"

#include <array>
#include <cstddef>

namespace assent::email {
namespace {

// A line has at most 76 characters, the soft break's `=` included.
constexpr std::size_t kMostInLine = 75;

constexpr std::array<char, 16> kDigits = {'0', '1', '2', '3', '4', '5', '6', '7',
                                          '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'};

}  // namespace

void append_quoted_printable(std::string_view text, std::string& out) {
  std::size_t column = 0;
  const auto room_for = [&](std::size_t characters) {
    if (column + characters <= kMostInLine) return;
    out += "=\r\n";
    column = 0;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '\n' || (c == '\r' && at + 1 < text.size() && text[at + 1] == '\n')) {
      if (c == '\r') ++at;
      out += "\r\n";
      column = 0;
      continue;
    }
    const char next = at + 1 < text.size() ? text[at + 1] : '\n';
    const bool shown = c > ' ' && c < 0x7F && c != '=';
    const bool blank_inside =
        c == ' ' && column > 0 && column < kMostInLine && out.back() != ' ' && next != '\n' && next != '\r';
    if (shown || blank_inside) room_for(1);
    const bool first = column == 0;
    // A blank that has come to the beginning of a line stands for itself only after a character.
    if ((shown && !(first && (c == '.' || c == 'F'))) || (blank_inside && !first)) {
      out += c;
      ++column;
      continue;
    }
    room_for(3);
    const auto byte = static_cast<unsigned char>(c);
    out += '=';
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xFU];
    column += 3;
  }
  if (column > 0) out += "=\r\n";
}

}  // namespace assent::email
