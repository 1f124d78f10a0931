// Language: a language of the product. A new one is a new enumerator and a table of messages. The build then fails
// wherever more is needed.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace assent::explanation {

enum class Language : std::uint8_t { en, ar, fr };

inline constexpr std::array kLanguages = {Language::en, Language::ar, Language::fr};

// BCP 47.
std::string_view to_string(Language language);

// `en`, `ar`, `fr`, and tags that begin with them (`ar-LB`); nothing: the product does not have the language.
std::optional<Language> language_named(std::string_view tag);

}  // namespace assent::explanation
