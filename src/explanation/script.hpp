// Script: in which direction a language is written, and what it calls itself. Pure constants; thread-safe.
#pragma once

#include "explanation/language.hpp"

#include <string_view>

namespace assent::explanation {

// Of a language by its tag (BCP 47): `ltr` or `rtl`, as HTML writes it. Of a tag that is not known: `ltr`.
std::string_view direction_of(std::string_view tag);

// As its readers call it: "English", "العربية", "Français".
std::string_view own_name(Language language);

}  // namespace assent::explanation
