#include "letters/code.hpp"

#include "letters/page.hpp"
#include "letters/pdf_file.hpp"
#include "letters/qr.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

namespace assent::letters {

std::optional<std::string> code_operators(const std::string& address) {
  const auto code = qr_code(address);
  if (!code) return std::nullopt;
  const double module = kCodeSide / (code->side + 2 * kCodeMargin);
  const double side = module * code->side;
  std::string operators = "q ";
  append_number(operators, side);
  operators += " 0 0 ";
  append_number(operators, side);
  operators += ' ';
  append_number(operators, kCodeLeft + module * kCodeMargin);
  operators += ' ';
  append_number(operators, kPageHeight - kCodeTop - module * kCodeMargin - side);
  // A stencil of one bit for each module. In hexadecimal digits, it cannot contain the word that ends it.
  fmt::format_to(std::back_inserter(operators), " cm BI/W {}/H {}/IM true/D[1 0]/F/AHx ID ", code->side, code->side);
  constexpr std::string_view kDigits = "084C2A6E195D3B7F";  // of four bits, the first one lowest
  for (int y = 0; y < code->side; ++y) {
    std::uint64_t row = code->rows[static_cast<std::size_t>(y)];
    for (int x = 0; x < (code->side + 7) / 8 * 8; x += 4, row >>= 4U) operators += kDigits[row & 0xFU];
  }
  return operators + "> EI Q\n";
}

}  // namespace assent::letters
