#include "api/route.hpp"

#include "base/require.hpp"

#include <optional>
#include <set>
#include <utility>

namespace assent::api {
namespace {

// "/consent-info" of "/consent-info/v0.2/retrieve".
std::string_view first_part(std::string_view path) { return path.substr(0, path.find('/', 1)); }

// What stands in place of the braces; nothing: another path.
std::optional<std::vector<std::string>> matched(std::string_view pattern, std::string_view path) {
  std::vector<std::string> parts;
  while (!pattern.empty() || !path.empty()) {
    if (pattern.empty() || path.empty() || path.front() != '/') return std::nullopt;
    pattern.remove_prefix(1);
    path.remove_prefix(1);
    const std::string_view expected = pattern.substr(0, pattern.find('/'));
    const std::string_view found = path.substr(0, path.find('/'));
    if (expected.starts_with('{')) {
      auto part = decoded(found);
      if (found.empty() || !part) return std::nullopt;
      parts.push_back(*std::move(part));
    } else if (expected != found) {
      return std::nullopt;
    }
    pattern.remove_prefix(expected.size());
    path.remove_prefix(found.size());
  }
  return parts;
}

}  // namespace

Routes::Routes(std::vector<Route> routes) : routes_(std::move(routes)) {
  std::set<std::string> ids;
  for (std::size_t i = 0; i < routes_.size(); ++i) {
    const Route& route = routes_[i];
    require(route.path().starts_with('/'), "a route's path begins with a slash");
    require(ids.insert(route.text().id).second, "a route's id is its own");
    require(!route.terms().takes_json || route.terms().most_body_bytes > 0, "a body that is read may have bytes");
    faces_.emplace(first_part(route.path()), route.face());
    if (route.path().find('{') == std::string::npos) exact_[route.path()].push_back(i);
    else with_parts_.push_back(i);
  }
}

Routes::Match Routes::find(http::Method method, std::string_view path) const {
  Match match;
  const auto take = [&](std::size_t number, std::vector<std::string> parts) {
    const Route& route = routes_[number];
    if (route.method() == method) {
      match.route = &route;
      match.number = number;
      match.parts = std::move(parts);
    }
    match.face = route.face();
    if (!match.allowed.empty()) match.allowed += ", ";
    match.allowed += to_string(route.method());
  };
  if (const auto at = exact_.find(path); at != exact_.end()) {
    for (const std::size_t number : at->second) take(number, {});
    return match;
  }
  for (const std::size_t number : with_parts_) {
    if (auto parts = matched(routes_[number].path(), path)) take(number, *std::move(parts));
  }
  if (match.allowed.empty()) {
    if (const auto face = faces_.find(first_part(path)); face != faces_.end()) match.face = face->second;
  }
  return match;
}

}  // namespace assent::api
