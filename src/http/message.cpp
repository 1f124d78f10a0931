#include "http/message.hpp"

#include "http/characters.hpp"

#include <algorithm>
#include <array>

namespace assent::http {
namespace {

constexpr std::array<std::string_view, 7> kMethods = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

}  // namespace

Method method_of(std::string_view name) {
  const auto at = std::ranges::find(kMethods, name);
  return static_cast<Method>(at - kMethods.begin());
}

std::string_view to_string(Method method) {
  return method == Method::other ? std::string_view{} : kMethods.at(static_cast<std::size_t>(method));
}

std::optional<std::string_view> RequestHead::header(std::string_view name) const {
  std::optional<std::string_view> found;
  for (const HeaderField& field : headers) {
    if (!same_name(field.name, name)) continue;
    if (found) return std::nullopt;
    found = field.value;
  }
  return found;
}

std::size_t RequestHead::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(headers, [&](const HeaderField& field) { return same_name(field.name, name); }));
}

Response& Response::with(std::string name, std::string value) & {
  const auto at = std::ranges::find_if(headers, [&](const auto& field) { return same_name(field.first, name); });
  if (at == headers.end()) {
    headers.emplace_back(std::move(name), std::move(value));
  } else {
    at->second = std::move(value);
  }
  return *this;
}

}  // namespace assent::http
