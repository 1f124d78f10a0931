// Language: one in which the product speaks. A further one is a further enumerator and a table of messages; the
// build then breaks wherever someone must think.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace assent {

enum class Language : std::uint8_t { en, ar, fr };

inline constexpr std::array kLanguages = {Language::en, Language::ar, Language::fr};

// BCP 47.
std::string_view to_string(Language language);

// `en`, `ar`, `fr`, and tags that begin so (`ar-LB`); nothing: the product does not speak it.
std::optional<Language> language_named(std::string_view tag);

}  // namespace assent
