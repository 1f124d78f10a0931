#include "api/call.hpp"

#include "base/ascii.hpp"
#include "base/utf8.hpp"

namespace assent::api {
namespace {

std::optional<std::string> unescaped(std::string_view part, bool plus_is_blank) {
  std::string out;
  for (std::size_t i = 0; i < part.size(); ++i) {
    if (part[i] == '+' && plus_is_blank) {
      out.push_back(' ');
    } else if (part[i] != '%') {
      out.push_back(part[i]);
    } else {
      if (i + 2 >= part.size()) return std::nullopt;
      const int high = hexadecimal(part[i + 1]);
      const int low = hexadecimal(part[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      out.push_back(static_cast<char>(high * 16 + low));
      i += 2;
    }
  }
  if (!is_utf8(out)) return std::nullopt;
  return out;
}

}  // namespace

std::optional<std::string> decoded(std::string_view part) { return unescaped(part, false); }

std::optional<std::vector<std::pair<std::string, std::string>>> query_of(std::string_view query) {
  std::vector<std::pair<std::string, std::string>> values;
  while (!query.empty()) {
    const std::string_view one = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), one.size() + 1));
    if (one.empty()) continue;
    const std::size_t equals = one.find('=');
    auto name = unescaped(one.substr(0, equals), true);
    auto value = unescaped(equals == std::string_view::npos ? std::string_view{} : one.substr(equals + 1), true);
    if (!name || !value) return std::nullopt;
    values.emplace_back(*std::move(name), *std::move(value));
  }
  return values;
}

}  // namespace assent::api
