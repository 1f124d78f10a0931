#include "page_link/qr_code.hpp"

#include <qrencode.h>

#include <memory>
#include <string>

namespace assent::page_link {
namespace {

constexpr std::size_t kQrMost = 2331;  // of version 40 at level M

std::string in_xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else out += c;
  }
  return out;
}

}  // namespace

Result<QrCode> qr_code(std::string_view text) {
  const bool fits = !text.empty() && text.size() <= kQrMost && text.find('\0') == std::string_view::npos;
  const std::string ended(text);
  const std::unique_ptr<QRcode, decltype(&QRcode_free)> made(
      fits ? QRcode_encodeString8bit(ended.c_str(), 0, QR_ECLEVEL_M) : nullptr, &QRcode_free);
  if (!made) return fail(ErrorCode::invalid, "the text does not fit into a QR code", "use a shorter address");
  QrCode code;
  code.size = static_cast<std::size_t>(made->width);
  code.black.reserve(code.size * code.size);
  for (std::size_t i = 0; i < code.size * code.size; ++i) code.black.push_back((made->data[i] & 1U) != 0);
  return code;
}

std::string svg_of(const QrCode& code, std::string_view said) {
  const std::string side = std::to_string(code.size + 2 * kQuietDots);
  std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side +
                    "\" width=\"40mm\" height=\"40mm\" role=\"img\" shape-rendering=\"crispEdges\">\n<title>" +
                    in_xml(said) + "</title>\n<path fill=\"#fff\" d=\"M0 0h" + side + "v" + side +
                    "H0z\"/>\n<path d=\"";
  for (std::size_t row = 0; row < code.size; ++row) {
    for (std::size_t column = 0; column < code.size; ++column) {
      if (!code.at(row, column)) continue;
      const std::size_t from = column;
      while (column + 1 < code.size && code.at(row, column + 1)) ++column;
      const std::string wide = std::to_string(column + 1 - from);
      svg += "M" + std::to_string(from + kQuietDots) + " " + std::to_string(row + kQuietDots) + "h" + wide + "v1h-" +
             wide + "z";
    }
  }
  return svg + "\"/>\n</svg>\n";
}

}  // namespace assent::page_link
