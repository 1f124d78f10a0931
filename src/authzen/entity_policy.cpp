#include "authzen/entity_policy.hpp"

#include "written/section.hpp"
#include "written/written.hpp"

#include <algorithm>
#include <utility>

namespace assent::authzen {
namespace {

using Known = EntityPolicy::Known;
using Properties = EntityPolicy::Properties;

// Of a property's value; nothing: it is neither a string nor true or false, so that no rule can ask about it.
std::optional<std::string> value_of(const json::Value& value) {
  if (value.is(json::Kind::text)) return std::string(value.text());
  if (value.is(json::Kind::boolean)) return std::string(value.raw());
  return std::nullopt;
}

Properties with_sent(Properties kept, const std::optional<json::Value>& sent) {
  if (!sent) return kept;
  for (const auto& member : *sent) {
    if (auto value = value_of(member.value)) kept[std::string(member.key)] = *std::move(value);
    else kept.erase(std::string(member.key));
  }
  return kept;
}

bool has_all(const Properties& properties, const Properties& wanted) {
  return std::ranges::all_of(wanted, [&](const auto& each) {
    const auto at = properties.find(each.first);
    return at != properties.end() && at->second == each.second;
  });
}

bool names(const std::vector<std::string>& ids, std::string_view id) {
  return ids.empty() || std::ranges::find(ids, id) != ids.end();
}

const Known* known(const std::vector<Known>& all, const Entity& entity) {
  const auto at =
      std::ranges::find_if(all, [&](const Known& each) { return each.type == entity.type && each.id == entity.id; });
  return at == all.end() ? nullptr : &*at;
}

bool has_type(const std::vector<Known>& all, const std::optional<Entity>& entity) {
  return entity && std::ranges::any_of(all, [&](const Known& each) { return each.type == entity->type; });
}

Properties read_properties(written::Section& section, std::string_view key) {
  Properties properties;
  const written::Written* const table = section.optional(key, written::Written::Kind::table);
  if (table == nullptr) return properties;
  for (const written::WrittenEntry& entry : table->entries) {
    if (entry.value.kind == written::Written::Kind::text) properties[entry.key] = entry.value.text;
    else if (entry.value.kind == written::Written::Kind::boolean)
      properties[entry.key] = entry.value.boolean ? "true" : "false";
    else section.add(entry.value.place, "a property is neither a string nor true or false", "write one of these");
  }
  return properties;
}

}  // namespace

bool EntityPolicy::is_about(const Evaluation& evaluation) const {
  return has_type(subjects_, evaluation.subject) && has_type(resources_, evaluation.resource);
}

bool EntityPolicy::permits(const Evaluation& evaluation) const {
  const Known* const subject = known(subjects_, *evaluation.subject);
  const Known* const resource = known(resources_, *evaluation.resource);
  const std::string_view action = evaluation.action->name;
  if (subject == nullptr || resource == nullptr || std::ranges::find(actions_, action) == actions_.end()) return false;
  const Properties of_subject = with_sent(subject->properties, evaluation.subject->properties);
  const Properties of_action = with_sent({}, evaluation.action->properties);
  const Properties of_resource = with_sent(resource->properties, evaluation.resource->properties);
  for (const Rule& rule : rules_) {
    if (names(rule.subjects, subject->id) && names(rule.actions, action) && names(rule.resources, resource->id) &&
        has_all(of_subject, rule.subject_properties) && has_all(of_action, rule.action_properties) &&
        has_all(of_resource, rule.resource_properties)) {
      return rule.permit;
    }
  }
  return false;
}

std::vector<Known> EntityPolicy::subjects_for(const Evaluation& evaluation) const {
  std::vector<Known> found;
  for (const Known& each : subjects_) {
    if (each.type != evaluation.subject->type) continue;
    Evaluation one = evaluation;
    one.subject->id = each.id;
    if (is_about(one) && permits(one)) found.push_back(each);
  }
  return found;
}

std::vector<Known> EntityPolicy::resources_for(const Evaluation& evaluation) const {
  std::vector<Known> found;
  for (const Known& each : resources_) {
    if (each.type != evaluation.resource->type) continue;
    Evaluation one = evaluation;
    one.resource->id = each.id;
    if (is_about(one) && permits(one)) found.push_back(each);
  }
  return found;
}

std::vector<std::string> EntityPolicy::actions_for(const Evaluation& evaluation) const {
  std::vector<std::string> found;
  for (const std::string& each : actions_) {
    Evaluation one = evaluation;
    one.action = Action{each, std::nullopt};
    if (is_about(one) && permits(one)) found.push_back(each);
  }
  return found;
}

tl::expected<EntityPolicy, Issues> EntityPolicy::read(std::string_view text, std::string_view file) {
  const auto written = written::read_toml(text, file);
  if (!written) return tl::unexpected(Issues{written.error()});
  written::Findings findings(file);
  EntityPolicy policy;
  written::Section top(findings, *written, "", {"actions", "subject", "resource", "rule"});
  policy.actions_ = top.needed_names("actions", false);
  const auto known_in = [&](std::string_view key) {
    std::vector<Known> all;
    for (written::Section& section : written::tables_of(findings, top, key, {"type", "id", "properties"})) {
      if (!section.is_table()) continue;
      Known& each = all.emplace_back();
      each.type = section.name("type");
      each.id = section.text("id");
      each.properties = read_properties(section, "properties");
    }
    return all;
  };
  policy.subjects_ = known_in("subject");
  policy.resources_ = known_in("resource");
  for (written::Section& section :
       written::tables_of(findings, top, "rule",
                          {"permit", "subjects", "actions", "resources", "subject_properties", "action_properties",
                           "resource_properties"})) {
    if (!section.is_table()) continue;
    Rule& rule = policy.rules_.emplace_back();
    rule.permit = section.flag("permit");
    rule.subjects = section.optional_names("subjects");
    rule.actions = section.optional_names("actions");
    rule.resources = section.optional_names("resources");
    rule.subject_properties = read_properties(section, "subject_properties");
    rule.action_properties = read_properties(section, "action_properties");
    rule.resource_properties = read_properties(section, "resource_properties");
  }
  if (!findings.empty()) return tl::unexpected(std::move(findings).in_order());
  return policy;
}

}  // namespace assent::authzen
