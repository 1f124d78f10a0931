#include "explanation/language.hpp"

#include "base/ascii.hpp"

#include <algorithm>

namespace assent::explanation {

std::string_view to_string(Language language) {
  switch (language) {
    case Language::en: return "en";
    case Language::ar: return "ar";
    case Language::fr: return "fr";
  }
  return "en";
}

std::optional<Language> language_named(std::string_view tag) {
  for (const Language language : kLanguages) {
    const std::string_view name = to_string(language);
    const bool begins =
        tag.size() >= name.size() && std::equal(name.begin(), name.end(), tag.begin(),
                                                [](char wanted, char letter) { return wanted == small(letter); });
    if (begins && (tag.size() == name.size() || tag[name.size()] == '-')) return language;
  }
  return std::nullopt;
}

}  // namespace assent::explanation
