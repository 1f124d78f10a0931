#include "world/telephones.hpp"

#include "base/marks.hpp"
#include "base/quantity.hpp"
#include "world/line_forms.hpp"

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>
#include <optional>

namespace assent::world {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

const PhoneNumberUtil& library() { return *PhoneNumberUtil::GetInstance(); }

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t";
  const std::size_t begin = text.find_first_not_of(kBlanks);
  return begin == std::string_view::npos ? std::string_view()
                                         : text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

// Without the zeros after a decimal point that spreadsheets and data frames give to what they take for a quantity:
// `3123456.0`. As few digits as an area has, before it, are no quantity.
std::string_view without_decimals(std::string_view text) {
  constexpr std::size_t kDigitsMin = 6, kZerosMax = 2;
  const std::string_view bare = without_blanks(text);
  const std::size_t point = bare.find_first_of(".,");
  if (point == std::string_view::npos || bare.size() - point - 1 > kZerosMax || point + 1 == bare.size()) return text;
  std::string_view before = bare.substr(0, point);
  if (before.starts_with('+')) before.remove_prefix(1);
  if (before.size() < kDigitsMin || !all_digits(before)) return text;
  if (bare.find_first_not_of('0', point + 1) != std::string_view::npos) return text;
  return bare.substr(0, point);
}

// `9.61313E+11`: some of its digits are lost.
bool is_rounded(std::string_view text) {
  const std::string_view bare = without_blanks(text);
  const std::size_t exponent = bare.find_first_of("eE");
  if (exponent == std::string_view::npos) return false;
  std::string_view after = bare.substr(exponent + 1);
  if (after.starts_with('+') || after.starts_with('-')) after.remove_prefix(1);
  std::string figures(bare.substr(0, exponent));
  std::erase_if(figures, [](char c) { return c == '.' || c == ',' || c == '+' || c == '-'; });
  return all_digits(after) && all_digits(figures);
}

}  // namespace

tl::expected<std::string, TelephoneFault> WorldTelephones::e164(std::string_view text,
                                                                std::string_view default_country) const {
  if (is_rounded(text)) {
    return tl::unexpected(TelephoneFault::rounded);
  }
  auto number = read(without_decimals(text), default_country);
  if (!number || !has_two_forms(*number)) return number;
  return line_form(*number).value_or(*number);
}

tl::expected<std::string, TelephoneFault> WorldTelephones::read(std::string_view text,
                                                                std::string_view default_country) const {
  if (plans_.is_plain_e164(text)) return std::string(text);
  if (!is_bare_name(text)) return e164(bare_name(text), default_country);
  if (is_quantity(text)) {
    return tl::unexpected(TelephoneFault::quantity);
  }
  if (std::string known = plans_.e164(text, default_country); !known.empty()) return known;
  // libphonenumber takes no more itself.
  constexpr std::size_t kTextMax = 250;
  if (text.size() > kTextMax) return tl::unexpected(TelephoneFault::too_long);

  PhoneNumber number;
  const std::string country = default_country.empty() ? "ZZ" : std::string(default_country);
  switch (library().Parse(std::string(text), country, &number)) {
    case PhoneNumberUtil::NO_PARSING_ERROR: break;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
      return tl::unexpected(default_country.empty() ? TelephoneFault::without_country
                                                    : TelephoneFault::country_unknown);
    case PhoneNumberUtil::NOT_A_NUMBER: return tl::unexpected(TelephoneFault::not_a_number);
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD: return tl::unexpected(TelephoneFault::ends_after_country);
    case PhoneNumberUtil::TOO_SHORT_NSN: return tl::unexpected(TelephoneFault::too_short);
    case PhoneNumberUtil::TOO_LONG_NSN: return tl::unexpected(TelephoneFault::too_long);
  }
  std::string formatted;
  library().Format(number, PhoneNumberUtil::E164, &formatted);
  if (auto one = line_form(formatted)) return *std::move(one);
  switch (library().IsPossibleNumberWithReason(number)) {
    case PhoneNumberUtil::IS_POSSIBLE: break;
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY: return tl::unexpected(TelephoneFault::without_area);
    case PhoneNumberUtil::INVALID_COUNTRY_CODE: return tl::unexpected(TelephoneFault::country_unknown);
    case PhoneNumberUtil::TOO_SHORT: return tl::unexpected(TelephoneFault::too_short_for_country);
    case PhoneNumberUtil::INVALID_LENGTH: return tl::unexpected(TelephoneFault::no_such_length);
    case PhoneNumberUtil::TOO_LONG: return tl::unexpected(TelephoneFault::too_long_for_country);
  }
  return formatted;
}

bool WorldTelephones::knows_country(std::string_view country) const {
  return library().GetCountryCodeForRegion(std::string(country)) != 0;
}

}  // namespace assent::world
