// LanguageTexts: a line of text that people write once for every language, or in a table with one for each. Pure.
#pragma once

#include "written/section.hpp"

#include <map>
#include <string>
#include <string_view>

namespace assent::written {

using TextOfLanguages = std::map<std::string, std::string, std::less<>>;  // by BCP 47 tag; `*`: in every language

// What such a text must be, and what is said of one that is not.
struct LineOfText {
  std::string_view without;  // none of these characters
  std::string_view what;     // `key` is no …
  std::string_view mend;
};

// The key's texts. Anything else than lines that are not empty becomes an issue of the section, and so does a missing
// key.
TextOfLanguages texts_by_language(Section& section, std::string_view key, const LineOfText& line);

// The text in that language; else in the language of which the tag is a kind (`ar` for `ar-LB`); else the one for every
// language. Empty: none.
std::string_view in_language(const TextOfLanguages& texts, std::string_view language);

}  // namespace assent::written
