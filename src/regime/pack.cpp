#include "regime/pack.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace assent::regime {

using written::Section;
using written::Written;
namespace {

constexpr std::array<std::pair<std::string_view, Standing>, 3> kStandings = {
    {{"law", Standing::law}, {"secondary", Standing::secondary}, {"house", Standing::house}}};

}  // namespace

SourceId Pack::sourced(Section& section) {
  if (!section.is_table()) return 0;
  Provenance provenance;
  provenance.key = section.path();
  provenance.source = section.text("source");
  provenance.standing = section.choice<Standing>("standing", kStandings).value_or(Standing::house);
  regime.provenance.push_back(std::move(provenance));
  return static_cast<SourceId>(regime.provenance.size() - 1);
}

void Pack::once(Section& section, std::string_view kind, const std::string& name) {
  if (name.empty()) return;
  const written::Place here = section.find("name")->place;
  const auto [at, fresh] = first_of.try_emplace(std::string(kind) + ' ' + name, std::to_string(here.line));
  if (!fresh)
    section.add(here,
                "the " + std::string(kind) + ' ' + written::quoted(name) + " stands in line " + at->second + " already",
                "leave one of them out");
}

void Pack::declared(Section& section, std::string_view key, std::string_view kind, const Names& declared) {
  const Written* list = section.find(key);
  if (list == nullptr) return;
  if (declared.empty()) return;  // which is reported where they should stand
  const std::set<std::string_view> known(declared.begin(), declared.end());
  const std::vector<std::string_view> candidates(declared.begin(), declared.end());
  for (const Written& item : list->items) {
    if (item.kind != Written::Kind::text || !written::is_name(item.text) || known.contains(item.text)) continue;
    section.add(item.place, "the pack has no " + std::string(kind) + ' ' + written::quoted(item.text),
                written::suggestion(item.text, candidates));
  }
}

SourcedValue::SourcedValue(Pack& pack, Section& parent, std::string_view key, std::vector<std::string_view> more_keys) {
  const Written* written = parent.find(key);
  if (written == nullptr || written->kind != Written::Kind::table) {
    const std::string path = written::quoted(parent.path() + '.' + std::string(key));
    if (parent.is_table())
      parent.add(written == nullptr ? parent.place() : written->place,
                 path + (written == nullptr ? " is missing" : " has no source and no standing"),
                 "write `" + std::string(key) + " = { value = …, source = \"…\", standing = \"law\" }`");
    return;
  }
  more_keys.insert(more_keys.end(), {"value", "source", "standing"});
  section_.emplace(pack.findings, *written, parent.path() + '.' + std::string(key), std::move(more_keys));
  source_ = pack.sourced(*section_);
}

SourceId read_citation(Pack& pack, Section& parent, std::string_view key) {
  auto section = table_in(pack, parent, key, {"source", "standing"});
  return section ? pack.sourced(*section) : SourceId{0};
}

std::optional<Section> maybe_table_in(Pack& pack, Section& parent, std::string_view key,
                                      std::vector<std::string_view> known) {
  const Written* written = parent.optional(key, Written::Kind::table);
  if (written == nullptr) return std::nullopt;
  const std::string path = parent.path().empty() ? std::string(key) : parent.path() + '.' + std::string(key);
  return std::optional<Section>(std::in_place, pack.findings, *written, path, std::move(known));
}

std::optional<Section> table_in(Pack& pack, Section& parent, std::string_view key,
                                std::vector<std::string_view> known) {
  if (parent.find(key) == nullptr) {
    parent.needed(key, Written::Kind::table);
    return std::nullopt;
  }
  return maybe_table_in(pack, parent, key, std::move(known));
}

Names relation_names(const Pack& pack) {
  Names names;
  for (const RelationRule& rule : pack.regime.relations)
    if (!rule.relation.empty()) names.push_back(rule.relation);
  return names;
}

void need_tables(Section& parent, std::string_view key) {
  if (parent.find(key) == nullptr)
    parent.add(parent.place(), written::quoted(key) + " is missing", "add `[[" + std::string(key) + "]]`");
}

std::vector<Section> tables_in(Pack& pack, Section& parent, std::string_view key,
                               const std::vector<std::string_view>& known) {
  std::vector<Section> result;
  const Written* list = parent.find(key);
  if (list == nullptr || list->kind != Written::Kind::list) {
    if (list != nullptr)
      parent.add(list->place, written::quoted(key) + " is not a list of tables",
                 "write `[[" + std::string(key) + "]]`");
    return result;
  }
  result.reserve(list->items.size());
  for (const Written& item : list->items) {
    std::string path = std::string(key) + ' ' + std::to_string(result.size() + 1);
    const auto named = std::find_if(item.entries.begin(), item.entries.end(), [](const written::WrittenEntry& entry) {
      return entry.key == "name" && entry.value.kind == Written::Kind::text && !entry.value.text.empty();
    });
    if (named != item.entries.end()) path = std::string(key) + '.' + named->value.text;
    result.emplace_back(pack.findings, item, std::move(path), known);
  }
  return result;
}

}  // namespace assent::regime
