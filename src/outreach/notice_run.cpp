#include "outreach/notice_run.hpp"

#include "base/number.hpp"
#include "json/tree.hpp"

namespace assent::outreach {
namespace {

using json::Tree;

constexpr std::array kStates = {RunState::planned, RunState::approved, RunState::paused, RunState::finished,
                                RunState::cancelled};

Tree figure(std::uint64_t number) { return json::number_tree(std::to_string(number)); }

bool figure_at(const Tree& tree, std::string_view key, std::uint64_t& into) {
  const Tree* const found = tree.find(key);
  if (found == nullptr || !found->is(json::Kind::number)) return false;
  const auto number = number_in<std::uint64_t>(found->raw);
  if (number) into = *number;
  return number.has_value();
}

bool instant_at(const Tree& tree, std::string_view key, Instant& into) {
  const auto instant = parse_instant(tree.text_at(key));
  if (instant) into = *instant;
  return instant.has_value();
}

Tree ways_of(const Plan& plan) {
  Tree ways = json::list_tree();
  for (const auto& [way, count] : plan.by_way) {
    Tree one = json::table_tree();
    one.set("channel", json::text_tree(way.first));
    one.set("language", json::text_tree(way.second));
    one.set("customers", figure(count));
    ways.items.push_back(std::move(one));
  }
  return ways;
}

bool ways_in(const Tree* ways, Plan& plan) {
  if (ways == nullptr || !ways->is(json::Kind::list)) return false;
  for (const Tree& each : ways->items) {
    std::uint64_t& count = plan.by_way[{std::string(each.text_at("channel")), std::string(each.text_at("language"))}];
    if (!figure_at(each, "customers", count)) return false;
  }
  return true;
}

Tree left_out_of(const Plan& plan) {
  Tree all = json::table_tree();
  for (std::size_t i = 0; i < kLeftOutReasons; ++i) {
    if (plan.left_out[i] > 0) all.set(to_string(static_cast<LeftOut>(i)), figure(plan.left_out[i]));
  }
  return all;
}

bool left_out_in(const Tree* all, Plan& plan) {
  if (all == nullptr || !all->is(json::Kind::table)) return false;
  std::size_t known = 0;
  for (std::size_t i = 0; i < kLeftOutReasons; ++i) {
    const std::string_view name = to_string(static_cast<LeftOut>(i));
    if (all->find(name) == nullptr) continue;
    if (!figure_at(*all, name, plan.left_out[i])) return false;
    ++known;
  }
  return known == all->keys.size();
}

std::optional<RunState> state_in(std::string_view text) {
  for (const RunState each : kStates) {
    if (to_string(each) == text) return each;
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(RunState state) {
  switch (state) {
    case RunState::planned: return "planned";
    case RunState::approved: return "approved";
    case RunState::paused: return "paused";
    case RunState::finished: return "finished";
    case RunState::cancelled: return "cancelled";
  }
  return {};
}

std::string_view to_string(LeftOut reason) {
  switch (reason) {
    case LeftOut::unknown_account: return "unknown_account";
    case LeftOut::listed_twice: return "listed_twice";
    case LeftOut::former_customer: return "former_customer";
    case LeftOut::no_text_in_language: return "no_text_in_language";
    case LeftOut::already_given: return "already_given";
    case LeftOut::waits_in_another_run: return "waits_in_another_run";
    case LeftOut::no_address: return "no_address";
    case LeftOut::no_permission: return "no_permission";
  }
  return {};
}

std::string text_of(const NoticeRun& run) {
  Tree tree = json::table_tree();
  tree.set("state", json::text_tree(to_string(run.state)));
  tree.set("notice", json::text_tree(run.plan.notice));
  tree.set("notice_version", json::text_tree(run.plan.version));
  tree.set("plan_sha256", json::text_tree(evidence::to_hex(run.plan.rows)));
  tree.set("listed", figure(run.plan.listed));
  tree.set("planned", figure(run.plan.planned));
  tree.set("ways", ways_of(run.plan));
  tree.set("left_out", left_out_of(run.plan));
  if (run.plan.cost_thousandths) tree.set("cost_thousandths", figure(*run.plan.cost_thousandths));
  tree.set("planned_by", json::text_tree(run.planned_by));
  tree.set("planned_at", json::text_tree(assent::to_string(run.planned_at)));
  if (run.approved_at) {
    tree.set("approved_by", json::text_tree(run.approved_by));
    tree.set("approved_at", json::text_tree(assent::to_string(*run.approved_at)));
  }
  tree.set("version", figure(run.version));
  return json::to_json(tree);
}

std::optional<NoticeRun> run_in(std::string_view id, std::string_view text) {
  const auto tree = json::read_tree(text);
  if (!tree) return std::nullopt;
  NoticeRun run;
  run.id = id;
  const auto state = state_in(tree->text_at("state"));
  const auto rows = evidence::hash_from_hex(tree->text_at("plan_sha256"));
  if (!state || !rows) return std::nullopt;
  run.state = *state;
  run.plan.rows = *rows;
  run.plan.notice = tree->text_at("notice");
  run.plan.version = tree->text_at("notice_version");
  run.planned_by = tree->text_at("planned_by");
  run.approved_by = tree->text_at("approved_by");
  if (tree->find("approved_at") != nullptr && !instant_at(*tree, "approved_at", run.approved_at.emplace())) {
    return std::nullopt;
  }
  if (tree->find("cost_thousandths") != nullptr &&
      !figure_at(*tree, "cost_thousandths", run.plan.cost_thousandths.emplace())) {
    return std::nullopt;
  }
  if (run.plan.notice.empty() || !figure_at(*tree, "listed", run.plan.listed) ||
      !figure_at(*tree, "planned", run.plan.planned) || !ways_in(tree->find("ways"), run.plan) ||
      !left_out_in(tree->find("left_out"), run.plan) || !instant_at(*tree, "planned_at", run.planned_at) ||
      !figure_at(*tree, "version", run.version)) {
    return std::nullopt;
  }
  return run;
}

}  // namespace assent::outreach
