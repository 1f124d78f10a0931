#include "explanation/row_words.hpp"

#include "explanation/row_tables.hpp"
#include "explanation/speech.hpp"

#include <algorithm>
#include <cassert>
#include <variant>

namespace assent::explanation {
namespace {

std::string_view comma(Language language) { return language == Language::ar ? "، " : ", "; }

std::string_view semicolon(Language language) {
  switch (language) {
    case Language::en: return "; ";
    case Language::ar: return "؛ ";
    case Language::fr: return "\u00A0; ";
  }
  return {};
}

// Words one of which is said of a row.
class RowSpeech {
 public:
  RowSpeech(const reasons::RowReason& reason, Language language)
      : reason_(reason), language_(language), speech_(language) {}

  // Fills the pattern. In Arabic, the text between backticks is isolated as a whole.
  std::string fill(std::string_view pattern) const {
    if (language_ != Language::ar) return fill_part(pattern, false);
    std::string text;
    for (bool quoted = false; !pattern.empty(); quoted = !quoted) {
      const std::size_t end = std::min(pattern.find('`'), pattern.size());
      const std::string part = fill_part(pattern.substr(0, end), quoted);
      text += quoted ? Speech::isolated('`' + part + '`') : part;
      pattern.remove_prefix(std::min(end + 1, pattern.size()));
    }
    return text;
  }

 private:
  std::string fill_part(std::string_view pattern, bool quoted) const {
    return Speech::fill(pattern, [&](std::string_view placeholder) { return value_of(placeholder, quoted); });
  }

  std::string value_of(std::string_view placeholder, bool quoted) const {
    const auto& all = reason_.arguments;
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const reasons::RowArgument& each) { return each.name == placeholder; });
    if (found != all.end()) {
      return std::visit([&](const auto& value) { return shown(value, quoted); }, found->value);
    }
    assert(placeholder == "subject");
    return say(reasons::RowReason(reasons::RowPhrase::subject), language_);
  }

  std::string shown(const std::string& text, bool quoted) const {
    if (language_ == Language::en) return text;
    return quoted ? Speech::without_commands(text) : speech_.data(text);
  }
  std::string shown(std::uint64_t number, bool quoted) const { return shown(std::to_string(number), quoted); }
  std::string shown(const std::vector<std::string>& words, bool /*quoted*/) const {
    std::string list;
    for (const std::string& each : words) {
      if (!list.empty()) list += comma(language_);
      list += shown('`' + each + '`', false);
    }
    return list;
  }
  // Reasons that give a reason follow each other as sentences, phrases as a list.
  std::string shown(const reasons::RowReasons& reasons, bool /*quoted*/) const {
    std::string text;
    for (const reasons::RowReason& each : reasons) {
      const bool phrase = std::holds_alternative<reasons::RowPhrase>(each.code);
      if (!text.empty()) text += phrase ? comma(language_) : semicolon(language_);
      text += say(each, language_);
    }
    return text;
  }

  const reasons::RowReason& reason_;
  Language language_;
  Speech speech_;
};

}  // namespace

RowWords row_words(const reasons::RowCode& code, Language language) {
  return std::visit(
      [&](auto each) -> RowWords {
        switch (language) {
          case Language::en: return english_words(each);
          case Language::ar: return arabic_words(each);
          case Language::fr: return french_words(each);
        }
        return {};
      },
      code);
}

std::string say(const reasons::RowReason& reason, Language language) {
  const RowWords words = row_words(reason.code, language);
  const RowSpeech speech(reason, language);
  std::string text = speech.fill(words.what);
  if (!words.mend.empty()) text.append(semicolon(language)).append(speech.fill(words.mend));
  return text;
}

std::string say(const reasons::RowReasons& reasons, Language language) {
  std::string text;
  for (const reasons::RowReason& each : reasons) {
    if (!text.empty()) text += semicolon(language);
    text += say(each, language);
  }
  return text;
}

Error to_error(ErrorCode code, const reasons::RowReason& reason) {
  const RowWords words = row_words(reason.code, Language::en);
  const RowSpeech speech(reason, Language::en);
  return {code, speech.fill(words.what), speech.fill(words.mend)};
}

}  // namespace assent::explanation
