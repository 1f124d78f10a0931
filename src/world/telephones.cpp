#include "world/telephones.hpp"

#include "intake/marks.hpp"
#include "intake/refusal_law.hpp"

#include <phonenumbers/phonenumberutil.h>

namespace assent {
namespace {

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

const PhoneNumberUtil& library() { return *PhoneNumberUtil::GetInstance(); }

tl::unexpected<Error> no_number(const char* why,
                                const char* mend = "write it with its country, as in `+961 1 234 567`") {
  return fail(ErrorCode::invalid, why, mend);
}

}  // namespace

Result<std::string> WorldTelephones::e164(std::string_view text, std::string_view default_country) const {
  if (plans_.is_plain_e164(text)) return std::string(text);
  if (!is_bare_name(text)) return e164(bare_name(text), default_country);
  if (is_quantity(text)) {
    return no_number("a number as a spreadsheet writes quantities, and its figures may be others",
                     "write it as text, without a fraction or an exponent");
  }
  if (std::string known = plans_.e164(text, default_country); !known.empty()) return known;
  // libphonenumber takes no more itself.
  constexpr std::size_t kTextMax = 250;
  if (text.size() > kTextMax) return no_number("too long for a telephone number");

  PhoneNumber number;
  const std::string country = default_country.empty() ? "ZZ" : std::string(default_country);
  switch (library().Parse(std::string(text), country, &number)) {
    case PhoneNumberUtil::NO_PARSING_ERROR: break;
    case PhoneNumberUtil::INVALID_COUNTRY_CODE_ERROR:
      return no_number(default_country.empty() ? "a telephone number without its country"
                                               : "a telephone number whose country is unknown");
    case PhoneNumberUtil::NOT_A_NUMBER: return no_number("not a telephone number");
    case PhoneNumberUtil::TOO_SHORT_AFTER_IDD: return no_number("a telephone number that ends after its country");
    case PhoneNumberUtil::TOO_SHORT_NSN: return no_number("too short for a telephone number");
    case PhoneNumberUtil::TOO_LONG_NSN: return no_number("too long for a telephone number");
  }
  switch (library().IsPossibleNumberWithReason(number)) {
    case PhoneNumberUtil::IS_POSSIBLE: break;
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY: return no_number("a telephone number without its area");
    case PhoneNumberUtil::INVALID_COUNTRY_CODE: return no_number("a telephone number whose country is unknown");
    case PhoneNumberUtil::TOO_SHORT: return no_number("too short for a telephone number of its country");
    case PhoneNumberUtil::INVALID_LENGTH: return no_number("no telephone number of its country has this length");
    case PhoneNumberUtil::TOO_LONG: return no_number("too long for a telephone number of its country");
  }
  std::string formatted;
  library().Format(number, PhoneNumberUtil::E164, &formatted);
  return formatted;
}

bool WorldTelephones::knows_country(std::string_view country) const {
  return library().GetCountryCodeForRegion(std::string(country)) != 0;
}

}  // namespace assent
