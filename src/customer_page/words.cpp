#include "customer_page/words.hpp"

#include "api/html.hpp"
#include "base/require.hpp"

#include <algorithm>

namespace assent::customer_page {
namespace {

std::string filled(std::string_view pattern, const Data& data) {
  std::string out;
  for (;;) {
    const std::size_t open = pattern.find('{');
    out += pattern.substr(0, open);
    if (open == std::string_view::npos) return out;
    const std::size_t close = pattern.find('}', open);
    const std::string_view name = pattern.substr(open + 1, close - open - 1);
    const auto value = std::ranges::find(data, name, &Data::value_type::first);
    require(value != data.end(), "each placeholder of a word has data");
    out += value->second;
    pattern.remove_prefix(close + 1);
  }
}

}  // namespace

std::string_view word(Word word, explanation::Language language) {
  switch (language) {
    case explanation::Language::en: return english_word(word);
    case explanation::Language::ar: return arabic_word(word);
    case explanation::Language::fr: return french_word(word);
  }
  return english_word(word);
}

std::string said(Word each, explanation::Language language, const Data& data) {
  return filled(api::escaped(word(each, language)), data);
}

std::string plain(Word each, explanation::Language language, const Data& data) {
  return filled(word(each, language), data);
}

}  // namespace assent::customer_page
