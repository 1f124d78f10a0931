#include "probes/words.hpp"

namespace assent::probes {
namespace {

void put(std::string& text, std::string_view name, std::string_view value) {
  for (std::size_t at = text.find(name); at != std::string::npos; at = text.find(name, at + value.size())) {
    text.replace(at, name.size(), value);
  }
}

}  // namespace

std::string with_words(std::string text, std::string_view account, const Occasion& occasion) {
  put(text, "{account}", account);
  put(text, "{probe}", occasion.name);
  return text;
}

}  // namespace assent::probes
