#include "letters/code.hpp"

#include "letters/page.hpp"
#include "letters/pdf_file.hpp"

#include <fmt/format.h>
#include <qrencode.h>

#include <iterator>
#include <memory>

namespace assent::letters {
namespace {

struct FreedCode {
  void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::optional<std::string> code_operators(const std::string& address) {
  const std::unique_ptr<QRcode, FreedCode> code(QRcode_encodeString8bit(address.c_str(), 0, QR_ECLEVEL_M));
  if (!code) return std::nullopt;
  const double module = kCodeSide / (code->width + 2 * kCodeMargin);
  const double side = module * code->width;
  std::string operators = "q ";
  append_number(operators, side);
  operators += " 0 0 ";
  append_number(operators, side);
  operators += ' ';
  append_number(operators, kCodeLeft + module * kCodeMargin);
  operators += ' ';
  append_number(operators, kPageHeight - kCodeTop - module * kCodeMargin - side);
  // A stencil of one bit for each module. In hexadecimal digits, it cannot contain the word that ends it.
  fmt::format_to(std::back_inserter(operators), " cm BI/W {}/H {}/IM true/D[1 0]/F/AHx ID ", code->width, code->width);
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  for (int y = 0; y < code->width; ++y) {
    const unsigned char* const row = code->data + static_cast<std::ptrdiff_t>(y) * code->width;
    for (int x = 0; x < (code->width + 7) / 8 * 8; x += 4) {
      std::size_t four = 0;
      for (int bit = 0; bit < 4; ++bit) {
        four = four * 2 + (x + bit < code->width && (row[x + bit] & 1U) != 0 ? 1 : 0);
      }
      operators += kDigits[four];
    }
  }
  return operators + "> EI Q\n";
}

}  // namespace assent::letters
