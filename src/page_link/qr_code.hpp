// QrCode: a text as a QR code (ISO/IEC 18004, level M), as dots and as a picture. Pure; thread-safe.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assent::page_link {

// The margin that readers need on each side, in dots.
inline constexpr std::size_t kQuietDots = 4;

struct QrCode {
  std::size_t size = 0;     // dots on each side, without the margin
  std::vector<bool> black;  // size * size, row by row from the top left

  bool at(std::size_t row, std::size_t column) const { return black[row * size + column]; }
};

// invalid: the text is empty or has a zero byte; or it is longer than a code holds (2,331 bytes).
Result<QrCode> qr_code(std::string_view text);

// An SVG document that stands alone: black on white, with the margin. `said` is what it is for those who cannot see it.
std::string svg_of(const QrCode& code, std::string_view said);

}  // namespace assent::page_link
