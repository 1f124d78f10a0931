#include "written/language_texts.hpp"

#include "written/written.hpp"

namespace assent::written {

TextOfLanguages texts_by_language(Section& section, std::string_view key, const LineOfText& line) {
  TextOfLanguages texts;
  const auto add = [&](std::string_view language, const Written& text) {
    if (text.kind != Written::Kind::text || text.text.empty() ||
        text.text.find_first_of(line.without) != std::string::npos) {
      section.add(text.place, "`" + std::string(key) + "` is no " + std::string(line.what), std::string(line.mend));
    } else {
      texts.emplace(language, text.text);
    }
  };
  const Written* const value = section.find(key);
  if (value == nullptr) {
    section.needed(key, Written::Kind::text);
  } else if (value->kind == Written::Kind::table) {
    for (const WrittenEntry& entry : value->entries) add(entry.key, entry.value);
  } else {
    add("*", *value);
  }
  return texts;
}

std::string_view in_language(const TextOfLanguages& texts, std::string_view language) {
  for (const std::string_view tag : {language, language.substr(0, language.find('-')), std::string_view("*")}) {
    if (const auto found = texts.find(tag); found != texts.end()) return found->second;
  }
  return {};
}

}  // namespace assent::written
