#include "world/numbering_plans.hpp"

#include "base/ascii.hpp"
#include "base/telephones.hpp"

#include <phonenumbers/phonemetadata.pb.h>

#include <algorithm>
#include <bit>

// The library's own data, which its installed headers do not declare.
namespace i18n::phonenumbers {
int metadata_size();
const void* metadata_get();
}  // namespace i18n::phonenumbers

namespace assent::world {
namespace {

constexpr std::string_view kMarks = " -./()";
constexpr std::size_t kDigitsMax = 15, kMarksMax = 25;
// Fewer digits are no number to libphonenumber, or one without its area.
constexpr std::size_t kPlainDigitsMin = 4;

std::size_t value(char digit) { return static_cast<std::size_t>(digit - '0'); }

template <typename Counts>
std::uint32_t lengths(const Counts& counts) {
  std::uint32_t all = 0;
  for (const int length : counts) {
    if (length > 0 && length < 32) all |= std::uint32_t{1} << length;
  }
  return all;
}

std::size_t country_place(std::string_view country) {
  return static_cast<std::size_t>(country[0] - 'A') * 26 + static_cast<std::size_t>(country[1] - 'A');
}

// An expression `a|b|c`, the first of whose alternatives that is mere digits is set apart.
struct Alternatives {
  std::string digits;
  std::string others;

  explicit Alternatives(std::string_view expression) {
    int depth = 0;
    for (std::size_t start = 0, at = 0; at <= expression.size(); ++at) {
      if (at < expression.size() && expression[at] == '(') ++depth;
      if (at < expression.size() && expression[at] == ')') --depth;
      if (at < expression.size() && (expression[at] != '|' || depth != 0)) continue;
      add(expression.substr(start, at - start));
      start = at + 1;
    }
  }

 private:
  void add(std::string_view alternative) {
    if (digits.empty() && std::all_of(alternative.begin(), alternative.end(), is_digit)) {
      digits = alternative;
      return;
    }
    if (!others.empty()) others += '|';
    others += alternative;
  }
};

DigitLanguage language(std::string_view expression) {
  return expression.empty() ? DigitLanguage() : DigitLanguage(expression);
}

}  // namespace

NumberingPlans::NumberingPlans() {
  i18n::phonenumbers::PhoneMetadataCollection all;
  if (!all.ParseFromArray(i18n::phonenumbers::metadata_get(), i18n::phonenumbers::metadata_size())) return;
  plans_.resize(1);
  for (const auto& region : all.metadata()) {
    if (region.country_code() < 1 || region.country_code() > 999) continue;
    const Alternatives prefixes(region.national_prefix_for_parsing());
    const auto code = static_cast<std::size_t>(region.country_code());
    plans_.push_back({code, std::to_string(code), lengths(region.general_desc().possible_length()),
                      lengths(region.general_desc().possible_length_local_only()), prefixes.digits,
                      language(prefixes.others), region.international_prefix(),
                      region.general_desc().national_number_pattern()});
    const auto place = static_cast<Place>(plans_.size() - 1);
    if (is_country_code(region.id())) by_country_[country_place(region.id())] = place;
    // Of several regions with one code the main one's rules hold, or the first's.
    Place& main = by_code_[code];
    if (main == 0 || region.main_country_for_code()) main = place;
  }
  homes_ = std::make_unique<Home[]>(plans_.size());
}

bool NumberingPlans::Plan::may_have_prefix(std::string_view digits) const {
  return (!prefix.empty() && digits.starts_with(prefix)) || other_prefixes.may_match_beginning_of(digits);
}

// A national number as it is: nothing to be stripped, no leading zero that belongs to it.
bool NumberingPlans::is_national(const Plan& plan, std::string_view digits) const {
  return digits[0] != '0' && ((plan.possible & ~plan.local) >> digits.size() & 1) != 0;
}

bool NumberingPlans::is_international(std::string_view digits) const {
  constexpr std::size_t kShortest = 7;
  if (digits.size() < kShortest || digits.size() > kDigitsMax || digits[0] == '0') return false;
  std::size_t code = 0;
  for (std::size_t size = 1; size <= 3; ++size) {
    code = code * 10 + value(digits[size - 1]);
    if (by_code_[code] == 0) continue;
    const Plan& plan = plans_[by_code_[code]];
    const std::string_view national = digits.substr(size);
    return is_national(plan, national) && !plan.may_have_prefix(national);
  }
  return false;
}

bool NumberingPlans::is_plain_e164(std::string_view text) const {
  return text.starts_with('+') && std::all_of(text.begin() + 1, text.end(), is_digit) &&
         is_international(text.substr(1));
}

const NumberingPlans::Home& NumberingPlans::home(Place place) const {
  Home& home = homes_[place];
  std::call_once(home.read, [&] {
    home.exit_code = language(plans_[place].exit_code);
    home.national_numbers = language(plans_[place].national_numbers);
  });
  return home;
}

std::string NumberingPlans::from_within(Place place, std::string_view digits) const {
  const Plan& plan = plans_[place];
  const Home& at_home = home(place);
  if (digits.size() < kPlainDigitsMin || at_home.exit_code.may_match_beginning_of(digits)) return {};
  if (digits.starts_with(plan.code_digits)) {
    const std::string_view after = digits.substr(plan.code_digits.size());
    if (plan.may_have_prefix(after)) return {};
    // What is longer than any number of the country is taken to begin with the country's code; what is not, only if
    // the rest is a national number and the whole is not.
    if (digits.size() >= static_cast<std::size_t>(std::bit_width(plan.possible | plan.local))) {
      return is_international(digits) ? '+' + std::string(digits) : std::string();
    }
    if (digits.size() >= static_cast<std::size_t>(std::bit_width(plan.possible))) return {};
    if (at_home.national_numbers.may_match(after)) return {};
  }
  std::string_view national = digits;
  if (plan.may_have_prefix(digits)) {
    if (plan.other_prefixes.may_match_beginning_of(digits)) return {};
    // The prefix stays in front of what is a national number with it and none without it.
    if (at_home.national_numbers.may_match(digits)) return {};
    national.remove_prefix(plan.prefix.size());
  }
  // Its own country reads the number, the main country of the code judges it.
  const Plan& main = plans_[by_code_[plan.code]];
  if (national.empty() || !is_national(plan, national) || !is_national(main, national)) return {};
  return '+' + plan.code_digits + std::string(national);
}

std::string NumberingPlans::e164(std::string_view text, std::string_view default_country) const {
  if (text.size() > kDigitsMax + kMarksMax) return {};
  std::array<char, kDigitsMax> kept{};
  std::size_t count = 0;
  bool international = false;
  for (const char c : text) {
    if (is_digit(c) && count < kept.size()) {
      kept[count++] = c;
    } else if (c == '+' && count == 0 && !international) {
      international = true;
    } else if (kMarks.find(c) == std::string_view::npos) {
      return {};
    }
  }
  const std::string_view digits(kept.data(), count);
  if (international) return is_international(digits) ? '+' + std::string(digits) : std::string();
  if (!is_country_code(default_country)) return {};
  const Place place = by_country_[country_place(default_country)];
  return place == 0 ? std::string() : from_within(place, digits);
}

}  // namespace assent::world
