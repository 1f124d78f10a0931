#include "watchdog/watch.hpp"

#include "consent/entry_named.hpp"
#include "json/tree.hpp"

#include <utility>

namespace assent::watchdog {
namespace {

using json::Tree;

// Tries in the time that a probe has: one that finds a server restarting is no failure yet.
constexpr int kTries = 4;

bool is_seen(const Waiting& waiting, const Sight& sight) {
  if (!waiting.refused.empty() || !sight.is_readable || !sight.newest) return false;
  return !waiting.before || *waiting.before < *sight.newest;
}

std::string failed_because(const Waiting& waiting, const Sight& sight) {
  if (!waiting.refused.empty()) return waiting.refused;
  if (!sight.is_readable) return "the ledger cannot be read";
  return "the ledger does not show the refusal";
}

std::optional<Instant> instant_in(const Tree& tree, std::string_view key) {
  const auto instant = parse_instant(tree.text_at(key));
  if (!instant) return std::nullopt;
  return *instant;
}

Tree tree_of_state(const NamedState& named) {
  const ChannelState& state = named.second;
  Tree tree = json::table_tree();
  tree.set("channel", json::text_tree(named.first));
  if (state.last_probe) tree.set("last_probe", json::text_tree(assent::to_string(*state.last_probe)));
  if (state.worked) tree.set("worked", json::text_tree(assent::to_string(*state.worked)));
  if (!state.waiting) return tree;
  Tree waiting = json::table_tree();
  waiting.set("since", json::text_tree(assent::to_string(state.waiting->since)));
  waiting.set("tried", json::text_tree(assent::to_string(state.waiting->tried)));
  if (state.waiting->before) waiting.set("before", json::text_tree(entry_name(*state.waiting->before)));
  waiting.set("refused", json::text_tree(state.waiting->refused));
  tree.set("waiting", std::move(waiting));
  return tree;
}

NamedState state_in(const Tree& tree) {
  NamedState named{std::string(tree.text_at("channel")), {}};
  named.second.last_probe = instant_in(tree, "last_probe");
  named.second.worked = instant_in(tree, "worked");
  const Tree* const waiting = tree.find("waiting");
  if (waiting == nullptr) return named;
  const auto since = instant_in(*waiting, "since");
  const auto tried = instant_in(*waiting, "tried");
  const auto before = entry_named(waiting->text_at("before"));
  // Without what was there before, nothing could be told apart: the probe is sent again.
  if (!since || !tried || (!before && waiting->find("before") != nullptr)) return named;
  named.second.waiting = Waiting{*since, *tried, before, std::string(waiting->text_at("refused"))};
  return named;
}

}  // namespace

std::string_view to_string(Health health) {
  switch (health) {
    case Health::unknown: return "unknown";
    case Health::healthy: return "healthy";
    case Health::late: return "late";
    case Health::failed: return "failed";
  }
  return {};
}

Health health_of(const ChannelState& state, const Timing& timing, Instant now, bool is_failing) {
  if (is_failing) return Health::failed;
  if (state.waiting && now >= state.waiting->since + timing.within / 2) return Health::late;
  return state.worked ? Health::healthy : Health::unknown;
}

NextStep next_step(ChannelState& state, const Timing& timing, Instant now, const Sight& sight, bool is_failing) {
  if (!state.waiting) {
    // A clock that was set back does not keep the next probe waiting.
    const bool is_due = !state.last_probe || now >= *state.last_probe + timing.every || now < *state.last_probe;
    return {is_due ? Step::send : Step::nothing};
  }
  Waiting& waiting = *state.waiting;
  if (is_seen(waiting, sight)) {
    state.worked = waiting.since;
    state.waiting.reset();
    return {is_failing ? Step::recover : Step::nothing};
  }
  if (now < waiting.since) waiting.since = waiting.tried = now;
  if (now >= waiting.since + timing.within) {
    const std::string why = failed_because(waiting, sight);
    state.waiting.reset();
    if (is_failing) return {};
    return {Step::fail, why};
  }
  if (!waiting.refused.empty() && now >= waiting.tried + timing.within / kTries) return {Step::send};
  return {};
}

void sent(ChannelState& state, Instant now, const std::optional<Position>& before, std::string refused) {
  if (!state.waiting) {
    state.waiting = Waiting{now, now, before, {}};
    state.last_probe = now;
  }
  state.waiting->tried = now;
  state.waiting->before = before;
  state.waiting->refused = std::move(refused);
}

std::string text_of(const std::vector<NamedState>& states) {
  Tree list = json::list_tree();
  for (const NamedState& each : states) list.items.push_back(tree_of_state(each));
  Tree tree = json::table_tree();
  tree.set("channels", std::move(list));
  return json::to_json(tree) + "\n";
}

std::vector<NamedState> states_in(std::string_view text) {
  std::vector<NamedState> states;
  const auto tree = json::read_tree(text);
  const Tree* const list = tree ? tree->find("channels") : nullptr;
  if (list == nullptr || !list->is(json::Kind::list)) return states;
  for (const Tree& each : list->items) states.push_back(state_in(each));
  return states;
}

}  // namespace assent::watchdog
