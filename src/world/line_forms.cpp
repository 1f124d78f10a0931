#include "world/line_forms.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace assent::world {
namespace {

struct TwoForms {
  std::string_view code;   // `+` and the country's calling code
  std::size_t digits;      // of a national number in the shorter form
  std::string_view front;  // what the longer form has in front of it
  bool longer_holds;       // which of the two is the line's
};

constexpr std::array<TwoForms, 2> kCountries = {{
    {"+229", 8, "01", true},  // Benin, since 30 November 2024: ARCEP Benin, communicated by ITU's Operational Bulletin
    {"+54", 10, "9", false},  // Argentina: libphonenumber's mobile token; both forms are valid to it, as two numbers
}};

const TwoForms* forms_of(std::string_view e164) {
  const auto found = std::find_if(kCountries.begin(), kCountries.end(),
                                  [&](const TwoForms& each) { return e164.starts_with(each.code); });
  return found == kCountries.end() ? nullptr : &*found;
}

}  // namespace

std::optional<std::string> line_form(std::string_view e164) {
  const TwoForms* forms = forms_of(e164);
  if (forms == nullptr) return std::nullopt;
  std::string_view national = e164.substr(forms->code.size());
  if (national.size() == forms->digits + forms->front.size() && national.starts_with(forms->front)) {
    national.remove_prefix(forms->front.size());
  } else if (national.size() != forms->digits) {
    return std::nullopt;
  }
  return std::string(forms->code).append(forms->longer_holds ? forms->front : "").append(national);
}

bool has_two_forms(std::string_view e164) { return forms_of(e164) != nullptr; }

}  // namespace assent::world
