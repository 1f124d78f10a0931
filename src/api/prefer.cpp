#include "api/prefer.hpp"

#include "http/characters.hpp"

#include <algorithm>
#include <string_view>

namespace assent::api {
namespace {

std::string_view without_space(std::string_view text) {
  const auto from = text.find_first_not_of(" \t");
  if (from == std::string_view::npos) return {};
  return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

std::string_view without_quotes(std::string_view value) {
  const bool quoted = value.size() >= 2 && value.front() == '"' && value.back() == '"';
  return quoted ? value.substr(1, value.size() - 2) : value;
}

// The part of `text` up to `end`, which is taken off it. An `end` within quotes is none.
std::string_view take_part(std::string_view& text, char end) {
  bool quoted = false;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (quoted && text[at] == '\\') ++at;
    else if (text[at] == '"') quoted = !quoted;
    else if (text[at] == end && !quoted) break;
  }
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(std::min(text.size(), at + 1));
  return part;
}

}  // namespace

bool prefers_minimal(const http::RequestHead& head) {
  for (const http::HeaderField& field : head.headers) {
    if (!http::same_name(field.name, "Prefer")) continue;
    std::string_view rest = field.value;
    while (!rest.empty()) {
      std::string_view preference = take_part(rest, ',');
      std::string_view value = take_part(preference, ';');  // what follows are parameters, and `return` has none
      const std::string_view name = without_space(take_part(value, '='));
      if (http::same_name(name, "return")) return without_quotes(without_space(value)) == "minimal";
    }
  }
  return false;
}

}  // namespace assent::api
