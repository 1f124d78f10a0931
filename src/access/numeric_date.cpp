#include "access/numeric_date.hpp"

#include "base/ascii.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

namespace assent::access {
namespace {

// An exponent beyond this makes any number zero or too large.
constexpr std::int64_t kFarExponent = 1'000'000;
// The longest number of microseconds that any instant has.
constexpr std::size_t kMostFigures = 18;

std::int64_t exponent_in(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  std::int64_t value = 0;
  for (const char c : text) value = std::min(value * 10 + (c - '0'), kFarExponent);
  return negative ? -value : value;
}

}  // namespace

std::optional<Instant> numeric_date(std::string_view number, Between between) {
  const bool negative = number.starts_with('-');
  if (negative) number.remove_prefix(1);
  const std::size_t e = number.find_first_of("eE");
  const std::string_view mantissa = number.substr(0, e);
  std::int64_t shift = 6 + (e == std::string_view::npos ? 0 : exponent_in(number.substr(e + 1)));
  std::string figures;  // the number is these, times ten to the `shift`, in microseconds
  bool fraction = false;
  for (const char c : mantissa) {
    if (c == '.') {
      fraction = true;
      continue;
    }
    if (fraction) --shift;
    if (c != '0' || !figures.empty()) figures += c;
  }
  const auto long_enough = static_cast<std::int64_t>(figures.size());
  bool more = false;  // than the whole microseconds
  if (figures.empty()) {
    shift = 0;
  } else if (shift > 0) {
    if (long_enough + shift > static_cast<std::int64_t>(kMostFigures)) return std::nullopt;
    figures.append(static_cast<std::size_t>(shift), '0');
  } else {
    const auto kept = static_cast<std::size_t>(std::max<std::int64_t>(long_enough + shift, 0));
    more = std::ranges::any_of(figures.substr(kept), [](char c) { return c != '0'; });
    figures.resize(kept);
  }
  if (figures.size() > kMostFigures) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : figures) value = value * 10 + (c - '0');
  if (more && negative == (between == Between::earlier)) ++value;  // away from zero
  const Instant instant = instant_of(negative ? -value : value);
  if (instant < kEarliest || instant > kNever) return std::nullopt;
  return instant;
}

}  // namespace assent::access
