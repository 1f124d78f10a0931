#include "base/quantity.hpp"

#include "base/marks.hpp"

#include <cstddef>
#include <optional>

namespace assent {
namespace {

// `3123456.0`, `+9613123456,00`: one mark, then one or two zeros at the end.
std::optional<std::string_view> before_fraction(std::string_view text) {
  constexpr std::size_t kZerosMost = 2;
  const std::size_t mark = text.find_first_of(".,");
  if (mark == std::string_view::npos || mark == 0) return std::nullopt;
  const std::string_view fraction = text.substr(mark + 1);
  if (fraction.empty() || fraction.size() > kZerosMost) return std::nullopt;
  if (fraction.find_first_not_of('0') != std::string_view::npos) return std::nullopt;
  const std::string_view whole = text.substr(0, mark);
  const std::string_view figures = whole.front() == '+' ? whole.substr(1) : whole;
  if (figures.empty() || figures.find_first_not_of("0123456789") != std::string_view::npos) return std::nullopt;
  return whole;
}

// `9.613E+09`: digits are lost.
bool has_exponent(std::string_view text) {
  const std::size_t mark = text.find_first_of("eE");
  if (mark == std::string_view::npos || mark == 0 || mark + 1 == text.size()) return false;
  std::string_view power = text.substr(mark + 1);
  if (power.front() == '+' || power.front() == '-') power.remove_prefix(1);
  return !power.empty() && power.find_first_not_of("0123456789") == std::string_view::npos &&
         text.substr(0, mark).find_first_not_of("+-0123456789.,") == std::string_view::npos;
}

}  // namespace

std::string number_text(std::string_view text) {
  std::string number = bare_name(text);
  if (const auto whole = before_fraction(number)) number = std::string(*whole);
  return number;
}

bool is_quantity(std::string_view text) {
  constexpr std::string_view kMarks = ".,eE\xEF";  // the last begins a full-width character
  if (text.find_first_of(kMarks) == std::string_view::npos) return false;
  const std::string number = bare_name(text);
  return before_fraction(number) || has_exponent(number);
}

}  // namespace assent
