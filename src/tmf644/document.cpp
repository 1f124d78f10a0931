#include "tmf644/document.hpp"

#include <algorithm>
#include <utility>

namespace assent::tmf644 {

using json::Tree;

std::vector<Document> documents_in(const std::vector<ledger::Recorded>& entries) {
  std::vector<Document> all;
  for (const ledger::Recorded& each : entries) {
    const auto* recorded = std::get_if<evidence::PrivacyDocumentRecorded>(&each.entry.body);
    const auto resource = recorded == nullptr ? std::nullopt : resource_named(recorded->type);
    if (!resource) continue;
    const auto at = std::ranges::find_if(
        all, [&](const Document& known) { return known.resource == *resource && known.id == recorded->id; });
    const bool deleted = recorded->state == evidence::PrivacyDocumentRecorded::State::deleted;
    auto content = deleted ? std::nullopt : json::read_tree(recorded->text);
    if (!content) {  // deleted, or erased
      if (at != all.end()) all.erase(at);
      continue;
    }
    const bool is_new = at == all.end();
    Document& document = is_new ? all.emplace_back() : *at;
    if (is_new) document = {*resource, recorded->id, each.entry.account, {}, {}, each.entry.recorded, {}};
    document.content = *std::move(content);
    document.version = each.position;
    document.updated = each.entry.recorded;
  }
  return all;
}

std::string_view agreement_of(const Document& profile) {
  const Tree* const agreement = profile.content.find("agreement");
  return agreement == nullptr ? std::string_view() : agreement->text_at("id");
}

const Document* document_in(const std::vector<Document>& all, Resource resource, std::string_view id) {
  const auto at =
      std::ranges::find_if(all, [&](const Document& each) { return each.resource == resource && each.id == id; });
  return at == all.end() ? nullptr : &*at;
}

std::string reference_of(Resource resource, std::string_view id) {
  return std::string(name_of(resource)) + "/" + std::string(id);
}

}  // namespace assent::tmf644
