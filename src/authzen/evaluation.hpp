// Evaluation: one access request of AuthZEN's Authorization API 1.0, as it was sent. Pure.
//
// Views of a json::Document, which outlives them. Members that the standard does not name are ignored, as it demands.
#pragma once

#include "json/document.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace assent::authzen {

// A subject or a resource.
struct Entity {
  std::string_view type;
  std::string_view id;  // empty only where a search looks for it
  std::optional<json::Value> properties;
};

struct Action {
  std::string_view name;
  std::optional<json::Value> properties;
};

struct Evaluation {
  std::optional<Entity> subject;
  std::optional<Action> action;
  std::optional<Entity> resource;
  std::optional<json::Value> context;
};

// What is looked for, and so need not be named.
enum class Wanted : std::uint8_t { decision, subject, resource, action };

// Reads a request, or an item of a batch. What it does not have is taken whole from `defaults`. If it fails: a
// sentence that says which member is wrong. It never repeats what was sent.
tl::expected<Evaluation, std::string> read_evaluation(const json::Value& sent, const Evaluation& defaults,
                                                      Wanted wanted);

// The values at the top of a batch, of which any may be missing.
tl::expected<Evaluation, std::string> read_defaults(const json::Value& sent);

}  // namespace assent::authzen
