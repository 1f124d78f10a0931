#include "explanation/script.hpp"

#include <algorithm>
#include <array>

namespace assent::explanation {

std::string_view direction_of(std::string_view tag) {
  constexpr std::array<std::string_view, 7> kFromTheRight = {"ar", "fa", "he", "ur", "ckb", "ps", "ug"};
  return std::ranges::find(kFromTheRight, tag.substr(0, tag.find('-'))) == kFromTheRight.end() ? "ltr" : "rtl";
}

std::string_view own_name(Language language) {
  switch (language) {
    case Language::en: return "English";
    case Language::ar: return "العربية";
    case Language::fr: return "Français";
  }
  return "English";
}

}  // namespace assent::explanation
