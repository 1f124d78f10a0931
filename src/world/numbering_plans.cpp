#include "world/numbering_plans.hpp"

#include <phonenumbers/phonemetadata.pb.h>

#include <algorithm>

// The library's own data, which its installed headers do not declare.
namespace i18n::phonenumbers {
int metadata_size();
const void* metadata_get();
}  // namespace i18n::phonenumbers

namespace assent {
namespace {

constexpr std::uint32_t kAllDigits = 0x3FF;

std::uint32_t bit(char digit) { return std::uint32_t{1} << (digit - '0'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// At least the digits that the expression can match anywhere.
std::uint32_t digits_in(std::string_view expression) {
  if (expression.find_first_of("\\.^") != std::string_view::npos) return kAllDigits;
  std::uint32_t digits = 0;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    if (is_digit(expression[i])) digits |= bit(expression[i]);
    if (expression[i] != '-') continue;
    if (i == 0 || i + 1 == expression.size() || !is_digit(expression[i - 1]) || !is_digit(expression[i + 1])) {
      return kAllDigits;
    }
    for (char digit = expression[i - 1]; digit <= expression[i + 1]; ++digit) digits |= bit(digit);
  }
  return digits;
}

}  // namespace

NumberingPlans::NumberingPlans() {
  i18n::phonenumbers::PhoneMetadataCollection all;
  if (!all.ParseFromArray(i18n::phonenumbers::metadata_get(), i18n::phonenumbers::metadata_size())) return;
  for (const auto& region : all.metadata()) {
    if (region.country_code() < 1 || region.country_code() > 999) continue;
    Plan& plan = plans_[static_cast<std::size_t>(region.country_code())];
    // Of several regions with one code the main one's rules hold, or the first's.
    if (plan.known && !region.main_country_for_code()) continue;
    plan = Plan{true, 0, digits_in(region.national_prefix_for_parsing())};
    for (const int length : region.general_desc().possible_length()) {
      if (length > 0 && length < 32) plan.lengths |= std::uint32_t{1} << length;
    }
    for (const int length : region.general_desc().possible_length_local_only()) {
      if (length > 0 && length < 32) plan.lengths &= ~(std::uint32_t{1} << length);
    }
  }
}

bool NumberingPlans::is_plain_e164(std::string_view text) const {
  constexpr std::size_t kShortest = 8, kLongest = 16;
  if (text.size() < kShortest || text.size() > kLongest || text[0] != '+') return false;
  const std::string_view digits = text.substr(1);
  if (!std::all_of(digits.begin(), digits.end(), is_digit) || digits[0] == '0') return false;
  std::size_t code = 0;
  for (std::size_t size = 1; size <= 3; ++size) {
    code = code * 10 + static_cast<std::size_t>(digits[size - 1] - '0');
    const Plan& plan = plans_[code];
    if (!plan.known) continue;
    const std::string_view national = digits.substr(size);
    return (plan.lengths >> national.size() & 1) != 0 && national[0] != '0' &&
           (plan.may_prefix & bit(national[0])) == 0;
  }
  return false;
}

}  // namespace assent
