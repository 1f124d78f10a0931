#include "events/subscription.hpp"

#include "base/number.hpp"
#include "json/tree.hpp"
#include "wire/event.hpp"

namespace assent::events {
namespace {

using json::Tree;

Tree text_tree_of(std::uint64_t number) { return json::text_tree(std::to_string(number)); }

template <class Number>
bool number_at(const Tree& tree, std::string_view key, Number& into) {
  const auto number = number_in<Number>(tree.text_at(key));
  if (number) into = *number;
  return number.has_value();
}

bool instant_at(const Tree& tree, std::string_view key, Instant& into) {
  const auto instant = parse_instant(tree.text_at(key));
  if (instant) into = *instant;
  return instant.has_value();
}

bool cursor_at(const Tree& tree, std::string_view key, Cursor& into) {
  const auto cursor = cursor_of(tree.text_at(key));
  if (cursor) into = *cursor;
  return cursor.has_value();
}

std::optional<DeadLetter::State> state_of(std::string_view text) {
  for (const auto each : {DeadLetter::State::open, DeadLetter::State::retrying, DeadLetter::State::delivered}) {
    if (to_string(each) == text) return each;
  }
  return std::nullopt;
}

}  // namespace

std::string text_of(const Subscription& subscription) {
  Tree types = json::list_tree();
  for (const evidence::EntryKind each : subscription.kinds) {
    types.items.push_back(json::text_tree(wire::event_type(each)));
  }
  Tree tree = json::table_tree();
  tree.set("address", json::text_tree(subscription.address));
  tree.set("types", std::move(types));
  tree.set("from", json::text_tree(to_string(subscription.from)));
  tree.set("replays", text_tree_of(subscription.replays));
  tree.set("generation", text_tree_of(subscription.generation));
  tree.set("rotated", json::text_tree(assent::to_string(subscription.rotated)));
  tree.set("created", json::text_tree(assent::to_string(subscription.created)));
  if (subscription.ended_at) {
    tree.set("ended", json::text_tree(subscription.ended));
    tree.set("ended_at", json::text_tree(assent::to_string(*subscription.ended_at)));
  }
  tree.set("version", text_tree_of(subscription.version));
  return json::to_json(tree);
}

std::optional<Subscription> subscription_in(std::string_view id, std::string_view text) {
  const auto tree = json::read_tree(text);
  if (!tree) return std::nullopt;
  Subscription subscription;
  subscription.id = id;
  subscription.address = tree->text_at("address");
  if (const Tree* const types = tree->find("types")) {
    for (const Tree& each : types->items) {
      const auto kind = wire::kind_of_event(each.text);
      if (!kind) return std::nullopt;
      subscription.kinds.push_back(*kind);
    }
  }
  if (tree->find("ended_at") != nullptr) {
    subscription.ended = tree->text_at("ended");
    if (!instant_at(*tree, "ended_at", subscription.ended_at.emplace())) return std::nullopt;
  }
  if (subscription.address.empty() || !cursor_at(*tree, "from", subscription.from) ||
      !number_at(*tree, "replays", subscription.replays) || !number_at(*tree, "generation", subscription.generation) ||
      !instant_at(*tree, "rotated", subscription.rotated) || !instant_at(*tree, "created", subscription.created) ||
      !number_at(*tree, "version", subscription.version)) {
    return std::nullopt;
  }
  return subscription;
}

std::string_view to_string(DeadLetter::State state) {
  switch (state) {
    case DeadLetter::State::open: return "open";
    case DeadLetter::State::retrying: return "retrying";
    case DeadLetter::State::delivered: return "delivered";
  }
  return {};
}

std::string text_of(const DeadLetter& letter) {
  Tree tree = json::table_tree();
  tree.set("account", json::text_tree(letter.account));
  tree.set("type", json::text_tree(wire::event_type(letter.kind)));
  tree.set("state", json::text_tree(to_string(letter.state)));
  tree.set("status", text_tree_of(letter.status));
  tree.set("tries", text_tree_of(letter.tries));
  tree.set("since", json::text_tree(assent::to_string(letter.since)));
  tree.set("version", text_tree_of(letter.version));
  return json::to_json(tree);
}

std::optional<DeadLetter> dead_letter_in(std::string_view id, std::string_view text) {
  const auto tree = json::read_tree(text);
  const auto position = wire::position_of_event(id);
  if (!tree || !position) return std::nullopt;
  const auto kind = wire::kind_of_event(tree->text_at("type"));
  const auto state = state_of(tree->text_at("state"));
  DeadLetter letter;
  if (!kind || !state || !number_at(*tree, "status", letter.status) || !number_at(*tree, "tries", letter.tries) ||
      !instant_at(*tree, "since", letter.since) || !number_at(*tree, "version", letter.version)) {
    return std::nullopt;
  }
  letter.position = *position;
  letter.account = tree->text_at("account");
  letter.kind = *kind;
  letter.state = *state;
  return letter;
}

std::string text_of(const Progress& progress) {
  Tree tree = json::table_tree();
  tree.set("replays", text_tree_of(progress.replays));
  tree.set("acknowledged", json::text_tree(to_string(progress.acknowledged)));
  return json::to_json(tree);
}

std::optional<Progress> progress_in(std::string_view text) {
  const auto tree = json::read_tree(text);
  Progress progress;
  if (!tree || !number_at(*tree, "replays", progress.replays) ||
      !cursor_at(*tree, "acknowledged", progress.acknowledged)) {
    return std::nullopt;
  }
  return progress;
}

}  // namespace assent::events
