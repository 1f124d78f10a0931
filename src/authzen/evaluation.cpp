#include "authzen/evaluation.hpp"

namespace assent::authzen {
namespace {

using Trouble = std::optional<std::string>;

std::string tick(std::string_view member) { return "`" + std::string(member) + "`"; }

Trouble read_text(const json::Value& table, std::string_view in, std::string_view key, bool needed,
                  std::string_view& into) {
  const auto value = table.find(key);
  const std::string name = std::string(in) + "." + std::string(key);
  if (!value) return needed ? Trouble(tick(name) + " is missing") : std::nullopt;
  if (!value->is(json::Kind::text)) return tick(name) + " is not a string";
  into = value->text();
  if (needed && into.empty()) return tick(name) + " is empty";
  return std::nullopt;
}

Trouble read_properties(const json::Value& table, std::string_view in, std::optional<json::Value>& into) {
  into = table.find("properties");
  if (into && !into->is(json::Kind::table)) return tick(std::string(in) + ".properties") + " is not an object";
  return std::nullopt;
}

Trouble read_entity(const json::Value& sent, std::string_view member, bool id_needed, std::optional<Entity>& into) {
  const auto value = sent.find(member);
  if (!value) return std::nullopt;
  if (!value->is(json::Kind::table)) return tick(member) + " is not an object";
  Entity entity;
  if (auto trouble = read_text(*value, member, "type", true, entity.type)) return trouble;
  if (auto trouble = read_text(*value, member, "id", id_needed, entity.id)) return trouble;
  if (auto trouble = read_properties(*value, member, entity.properties)) return trouble;
  into = entity;
  return std::nullopt;
}

Trouble read_action(const json::Value& sent, std::optional<Action>& into) {
  const auto value = sent.find("action");
  if (!value) return std::nullopt;
  if (!value->is(json::Kind::table)) return tick("action") + " is not an object";
  Action action;
  if (auto trouble = read_text(*value, "action", "name", true, action.name)) return trouble;
  if (auto trouble = read_properties(*value, "action", action.properties)) return trouble;
  into = action;
  return std::nullopt;
}

Trouble read_members(const json::Value& sent, Wanted wanted, Evaluation& into) {
  if (!sent.is(json::Kind::table)) return "the evaluation is not an object";
  if (auto trouble = read_entity(sent, "subject", wanted != Wanted::subject, into.subject)) return trouble;
  if (wanted != Wanted::action) {
    if (auto trouble = read_action(sent, into.action)) return trouble;
  }
  if (auto trouble = read_entity(sent, "resource", wanted != Wanted::resource, into.resource)) return trouble;
  if (const auto context = sent.find("context")) {
    if (!context->is(json::Kind::table)) return tick("context") + " is not an object";
    into.context = context;
  }
  return std::nullopt;
}

}  // namespace

tl::expected<Evaluation, std::string> read_evaluation(const json::Value& sent, const Evaluation& defaults,
                                                      Wanted wanted) {
  Evaluation evaluation = defaults;
  if (auto trouble = read_members(sent, wanted, evaluation)) return tl::unexpected(*std::move(trouble));
  if (!evaluation.subject) return tl::unexpected(tick("subject") + " is missing");
  if (!evaluation.action && wanted != Wanted::action) return tl::unexpected(tick("action") + " is missing");
  if (!evaluation.resource) return tl::unexpected(tick("resource") + " is missing");
  return evaluation;
}

tl::expected<Evaluation, std::string> read_defaults(const json::Value& sent) {
  if (!sent.is(json::Kind::table)) return tl::unexpected(std::string("the body is not a JSON object"));
  Evaluation defaults;
  if (auto trouble = read_members(sent, Wanted::decision, defaults)) return tl::unexpected(*std::move(trouble));
  return defaults;
}

}  // namespace assent::authzen
