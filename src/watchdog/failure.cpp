#include "watchdog/failure.hpp"

#include "base/number.hpp"
#include "json/tree.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace assent::watchdog {
namespace {

using json::Tree;

void set_text(Tree& tree, std::string_view key, std::string_view text) {
  if (!text.empty()) tree.set(key, json::text_tree(text));
}

template <class Time>
void set_time(Tree& tree, std::string_view key, const std::optional<Time>& time) {
  if (time) tree.set(key, json::text_tree(assent::to_string(*time)));
}

// False: there is something else. Absent is fine.
bool get_instant(const Tree& tree, std::string_view key, std::optional<Instant>& into) {
  if (tree.find(key) == nullptr) return true;
  const auto instant = parse_instant(tree.text_at(key));
  if (instant) into = *instant;
  return instant.has_value();
}

bool get_date(const Tree& tree, std::string_view key, std::optional<Date>& into) {
  if (tree.find(key) == nullptr) return true;
  const auto date = parse_date(tree.text_at(key));
  if (date) into = *date;
  return date.has_value();
}

}  // namespace

bool Failure::holds(std::string_view campaign) const {
  if (closed || released) return false;
  return std::ranges::any_of(campaigns,
                             [&](const std::string& each) { return each == kEveryCampaign || each == campaign; });
}

std::string text_of(const Failure& failure) {
  Tree tree = json::table_tree();
  tree.set("channel", json::text_tree(failure.channel));
  tree.set("mechanism", json::text_tree(failure.mechanism));
  tree.set("what", json::text_tree(failure.what));
  set_time(tree, "worked", failure.worked);
  tree.set("opened", json::text_tree(assent::to_string(failure.opened)));
  tree.set("due", json::text_tree(assent::to_string(failure.due)));
  tree.set("calendar", json::text_tree(failure.calendar));
  tree.set("due_is", json::text_tree(failure.due_is_certain ? "certain" : "too early, perhaps"));
  Tree campaigns = json::list_tree();
  for (const std::string& each : failure.campaigns) campaigns.items.push_back(json::text_tree(each));
  tree.set("campaigns", std::move(campaigns));
  set_time(tree, "recovered", failure.recovered);
  set_time(tree, "released", failure.released);
  set_text(tree, "released_by", failure.released_by);
  set_text(tree, "release_reason", failure.release_reason);
  set_time(tree, "closed", failure.closed);
  set_text(tree, "closed_by", failure.closed_by);
  set_text(tree, "remedy", failure.remedy);
  set_time(tree, "remedied", failure.remedied);
  set_text(tree, "anomaly", failure.anomaly);
  tree.set("version", json::number_tree(std::to_string(failure.version)));
  return json::to_json(tree);
}

std::optional<Failure> failure_in(std::string_view id, std::string_view text) {
  const auto tree = json::read_tree(text);
  if (!tree) return std::nullopt;
  Failure failure;
  failure.id = id;
  failure.channel = tree->text_at("channel");
  failure.mechanism = tree->text_at("mechanism");
  failure.what = tree->text_at("what");
  failure.calendar = tree->text_at("calendar");
  failure.due_is_certain = tree->text_at("due_is") == "certain";
  failure.released_by = tree->text_at("released_by");
  failure.release_reason = tree->text_at("release_reason");
  failure.closed_by = tree->text_at("closed_by");
  failure.remedy = tree->text_at("remedy");
  failure.anomaly = tree->text_at("anomaly");
  std::optional<Instant> opened;
  std::optional<Date> due;
  const Tree* const version = tree->find("version");
  const Tree* const campaigns = tree->find("campaigns");
  const auto number =
      version != nullptr && version->is(json::Kind::number) ? number_in<std::uint64_t>(version->raw) : std::nullopt;
  if (!number || campaigns == nullptr || !campaigns->is(json::Kind::list) || failure.channel.empty() ||
      !get_instant(*tree, "opened", opened) || !opened || !get_date(*tree, "due", due) || !due ||
      !get_instant(*tree, "worked", failure.worked) || !get_instant(*tree, "recovered", failure.recovered) ||
      !get_instant(*tree, "released", failure.released) || !get_instant(*tree, "closed", failure.closed) ||
      !get_date(*tree, "remedied", failure.remedied)) {
    return std::nullopt;
  }
  failure.version = *number;
  failure.opened = *opened;
  failure.due = *due;
  for (const Tree& each : campaigns->items) failure.campaigns.push_back(each.text);
  return failure;
}

Result<std::vector<Failure>> failures_in(std::span<const ledger::Recorded> entries) {
  std::vector<Failure> failures;
  for (const ledger::Recorded& each : entries) {
    const auto* document = std::get_if<evidence::PrivacyDocumentRecorded>(&each.entry.body);
    if (document == nullptr || document->type != kFailureType) continue;
    auto read = failure_in(document->id, document->text);
    if (!read) {
      return fail(ErrorCode::damaged, "the record of a failure of a way to refuse cannot be read",
                  "check the ledger with `assent ledger verify`");
    }
    const auto at = std::ranges::find(failures, document->id, &Failure::id);
    if (at == failures.end()) failures.push_back(*std::move(read));
    else *at = *std::move(read);
  }
  return failures;
}

Result<void> check_not_held(const ledger::Ledger& ledger, std::string_view campaign) {
  const auto entries = TRY(ledger.entries_of(kFailures));
  const auto failures = TRY(failures_in(entries));
  const auto held = std::ranges::find_if(failures, [&](const Failure& each) { return each.holds(campaign); });
  if (held == failures.end()) return {};
  return fail(ErrorCode::conflict,
              "the campaign is held: customers could not refuse by `" + held->channel + "` (failure " + held->id + ")",
              "mend it and write `assent watchdog close " + held->id +
                  " --remedy TEXT`, or let somebody decide: `assent watchdog release " + held->id + " --because TEXT`");
}

}  // namespace assent::watchdog
