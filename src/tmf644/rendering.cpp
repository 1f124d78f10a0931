#include "tmf644/rendering.hpp"

#include "api/problem.hpp"
#include "http/characters.hpp"
#include "tmf644/versions.hpp"

#include <algorithm>
#include <utility>

namespace assent::tmf644 {

using json::Tree;

std::string href_of(std::string_view address, Version version, Resource resource, std::string_view id) {
  return std::string(address) + std::string(base_of(version)) + std::string(name_of(resource)) + "/" + std::string(id);
}

Tree shown(const Document& document, Version version, std::string_view address) {
  Tree content = in_version(version, document.resource, document.content);
  Tree tree = json::table_tree();
  tree.set("id", json::text_tree(document.id));
  tree.set("href", json::text_tree(href_of(address, version, document.resource, document.id)));
  for (std::size_t i = 0; i < content.items.size(); ++i) tree.set(content.keys[i], std::move(content.items[i]));
  const auto add = [&](std::string_view member, Instant instant) {
    if (tree.find(member) == nullptr) tree.set(member, json::text_tree(to_string(instant)));
  };
  if (document.resource == Resource::profile) add("creationDate", document.created);
  if (document.resource == Resource::profile_specification) add("lastUpdate", document.updated);
  return tree;
}

std::string entity_tag(const Document& document) {
  return "\"" + std::to_string(document.version.log) + "-" + std::to_string(document.version.index) + "\"";
}

bool names_tag(std::string_view field, std::string_view tag) {
  while (!field.empty()) {
    const std::size_t end = std::min(field.find(','), field.size());
    std::string_view each = http::trimmed(field.substr(0, end));
    if (each.starts_with("W/")) each.remove_prefix(2);
    if (each == "*" || each == tag) return true;
    field.remove_prefix(std::min(end + 1, field.size()));
  }
  return false;
}

std::string list_of(const std::vector<Meaning>& meanings) {
  std::string list;
  for (const Meaning each : meanings) {
    if (!list.empty()) list += ", ";
    list += word_of(each);
  }
  return list;
}

http::Response fault_response(const Error& error) {
  api::Problem problem = api::problem_of(error);
  // Messages of the ledger may name an account.
  if (error.code == ErrorCode::unavailable || error.code == ErrorCode::damaged) {
    problem.detail = error.code == ErrorCode::unavailable ? "the ledger cannot be used now" : "the ledger is damaged";
    problem.mend = error.code == ErrorCode::unavailable ? "try again later" : "verify the ledger";
  }
  http::Response response = api::response_to(api::Face::tmf644, problem);
  if (problem.status == 503) response.with("Retry-After", "5");
  return response;
}

}  // namespace assent::tmf644
