#include "tables/reach.hpp"

#include "base/visible.hpp"
#include "explanation/words.hpp"
#include "tables/table.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <span>
#include <utility>
#include <variant>
#include <vector>

namespace assent::tables {

using service::WhatIf;
namespace {

// "+1,200", "-3", "0".
std::string difference(std::uint64_t before, std::uint64_t after) {
  if (before == after) return "0";
  return after > before ? "+" + wording::thousands(after - before) : "-" + wording::thousands(before - after);
}

std::string told_apart(std::uint64_t not_customers, std::uint64_t asked_ledger) {
  std::string text;
  if (not_customers > 0) {
    text += fmt::format("\n{} on record, but without a customer at that instant\n",
                        wording::counted(not_customers, "account is", "accounts are"));
  }
  if (asked_ledger > 0) {
    text += fmt::format("\n{} decided from the ledger, entry by entry\n",
                        wording::counted(asked_ledger, "customer was", "customers were"));
  }
  return text;
}

std::string_view change_of(const WhatIf::Pair& pair) {
  if (pair.gained()) return "gained";
  if (pair.lost()) return "lost";
  return "other reason";
}

int rank_of(const WhatIf::Pair& pair) { return pair.lost() ? 0 : pair.gained() ? 1 : 2; }

std::string changes_text(const WhatIf& what_if, explanation::Language language, bool bold) {
  std::vector<WhatIf::Pair> changes;
  std::copy_if(what_if.pairs.begin(), what_if.pairs.end(), std::back_inserter(changes),
               [](const WhatIf::Pair& pair) { return pair.changed(); });
  std::stable_sort(changes.begin(), changes.end(), [](const WhatIf::Pair& a, const WhatIf::Pair& b) {
    if (rank_of(a) != rank_of(b)) return rank_of(a) < rank_of(b);
    return a.customers > b.customers;
  });
  const bool examples =
      std::any_of(changes.begin(), changes.end(), [](const auto& each) { return !each.examples.empty(); });
  std::vector<TableColumn> columns{
      {"change"}, {"reason before"}, {"reason after"}, {"customers", Align::right}, {"percent", Align::right}};
  if (examples) columns.push_back({"for example"});
  Table table(std::move(columns));
  std::set<Reason> reasons;
  for (const WhatIf::Pair& each : changes) {
    std::vector<std::string> cells{std::string(change_of(each)), std::string(to_string(each.before.reason)),
                                   std::string(to_string(each.after.reason)), wording::thousands(each.customers),
                                   wording::percentage(each.customers, what_if.customers)};
    if (examples) cells.push_back(wording::joined(each.examples));
    table.row(std::move(cells));
    reasons.insert({each.before.reason, each.after.reason});
  }
  Table meanings({{"reason"}, {"in words", Align::left, 90}});
  for (const Reason reason : reasons) {
    meanings.row({std::string(to_string(reason)), std::string(explanation::meaning(reason, language))});
  }
  return table.text(bold) + "\n" + meanings.text(bold);
}

// The reason for which most are refused; "-": none are.
std::string main_refusal(const service::Reach& point) {
  const service::VerdictCount* most = nullptr;
  for (const service::VerdictCount& each : point.by_reason) {
    if (each.verdict.outcome == Outcome::permit) continue;
    if (most == nullptr || each.customers > most->customers) most = &each;
  }
  return most == nullptr ? "-" : std::string(to_string(most->verdict.reason));
}

std::string text_of(const service::Reach& reach, std::string_view campaign, explanation::Language language, bool bold) {
  std::vector<service::VerdictCount> reasons = reach.by_reason;
  std::stable_sort(reasons.begin(), reasons.end(), [](const service::VerdictCount& a, const service::VerdictCount& b) {
    if (a.verdict.outcome != b.verdict.outcome) return a.verdict.outcome == Outcome::permit;
    return a.customers > b.customers;
  });
  const std::uint64_t all = reach.customers();
  Table table({{"decision"}, {"reason"}, {"customers", Align::right}, {"percent", Align::right}, {"in words"}});
  for (const auto& [verdict, customers] : reasons) {
    table.row({std::string(to_string(verdict.outcome)), std::string(to_string(verdict.reason)),
               wording::thousands(customers), wording::percentage(customers, all),
               std::string(explanation::meaning(verdict.reason, language))});
  }
  std::string text = fmt::format("{}, under {} version {}, at {}\n\n", visible(campaign), reach.regime,
                                 reach.regime_version, wording::to_the_second(reach.at));
  if (!table.empty()) text += table.text(bold) + "\n";
  Table totals({{"customers"}, {"number", Align::right}, {"percent", Align::right}});
  totals.row({"permitted", wording::thousands(reach.permitted), wording::percentage(reach.permitted, all)});
  totals.row({"refused", wording::thousands(reach.refused), wording::percentage(reach.refused, all)});
  totals.row({"all", wording::thousands(all), wording::percentage(all, all)});
  return text + totals.text(bold) + told_apart(reach.not_customers, reach.asked_ledger);
}

std::string text_of(const WhatIf& what_if, std::string_view campaign, explanation::Language language, bool bold) {
  const WhatIf::Side& before = what_if.before;
  const WhatIf::Side& after = what_if.after;
  const std::uint64_t all = what_if.customers;
  std::string text = fmt::format("{}, at {}\nbefore: under {} version {}\nafter:  under {} version {}\n\n",
                                 visible(campaign), wording::to_the_second(what_if.at), before.regime,
                                 before.regime_version, after.regime, after.regime_version);
  Table totals({{"customers"},
                {"before", Align::right},
                {"percent", Align::right},
                {"after", Align::right},
                {"percent", Align::right},
                {"difference", Align::right}});
  const auto row = [&](std::string name, std::uint64_t one, std::uint64_t other) {
    totals.row({std::move(name), wording::thousands(one), wording::percentage(one, all), wording::thousands(other),
                wording::percentage(other, all), difference(one, other)});
  };
  row("permitted", before.permitted, after.permitted);
  row("refused", all - before.permitted, all - after.permitted);
  row("all", all, all);
  text += totals.text(bold) + "\n";

  Table changes({{"decisions for them"}, {"customers", Align::right}, {"percent", Align::right}});
  const std::uint64_t other_reason = what_if.changed - what_if.gained - what_if.lost;
  changes.row({"lost: permitted before, refused after", wording::thousands(what_if.lost),
               wording::percentage(what_if.lost, all)});
  changes.row({"gained: refused before, permitted after", wording::thousands(what_if.gained),
               wording::percentage(what_if.gained, all)});
  changes.row(
      {"the same, for another reason", wording::thousands(other_reason), wording::percentage(other_reason, all)});
  changes.row({"the same", wording::thousands(all - what_if.changed), wording::percentage(all - what_if.changed, all)});
  text += changes.text(bold);
  if (what_if.changed > 0) text += "\n" + changes_text(what_if, language, bold);
  return text + told_apart(what_if.not_customers, what_if.asked_ledger);
}

// "version 1"; if rules change between the days, "versions 1 and 2", in the order of the days.
std::string versions_in(std::span<const service::Reach> curve) {
  std::vector<std::string> versions;
  for (const service::Reach& each : curve) {
    if (versions.empty() || versions.back() != each.regime_version) versions.push_back(each.regime_version);
  }
  std::string text = versions.size() > 1 ? "versions " : "version ";
  for (std::size_t i = 0; i < versions.size(); ++i) {
    if (i > 0) text += i + 1 < versions.size() ? ", " : " and ";
    text += versions[i];
  }
  return text;
}

std::string text_of(std::span<const service::Reach> curve, const TimeZone& zone, std::string_view campaign, bool bold) {
  const std::string versions = versions_in(curve);
  const bool rules_change = versions.starts_with("versions");
  std::vector<TableColumn> columns{{"day"},
                                   {"permitted", Align::right},
                                   {"percent", Align::right},
                                   {"difference", Align::right},
                                   {"refused", Align::right},
                                   {"customers", Align::right},
                                   {"most refused for"}};
  if (rules_change) columns.insert(columns.begin() + 1, TableColumn{"version"});
  Table table(std::move(columns));
  const service::Reach* before = nullptr;
  for (const service::Reach& each : curve) {
    std::vector<std::string> cells{to_string(zone.date_at(each.at)),
                                   wording::thousands(each.permitted),
                                   wording::percentage(each.permitted, each.customers()),
                                   before == nullptr ? "" : difference(before->permitted, each.permitted),
                                   wording::thousands(each.refused),
                                   wording::thousands(each.customers()),
                                   main_refusal(each)};
    if (rules_change) cells.insert(cells.begin() + 1, each.regime_version);
    table.row(std::move(cells));
    before = &each;
  }
  return fmt::format("{}, under {} {}, as each day begins in {}\n\n", visible(campaign), curve.front().regime, versions,
                     zone.name()) +
         table.text(bold);
}

}  // namespace

std::string reach_text(const service::ReachCounted& counted, std::string_view campaign, const TimeZone* zone,
                       explanation::Language language, bool bold) {
  if (const auto* curve = std::get_if<service::ReachByDay>(&counted)) return text_of(*curve, *zone, campaign, bold);
  if (const auto* what_if = std::get_if<WhatIf>(&counted)) return text_of(*what_if, campaign, language, bold);
  return text_of(std::get<service::Reach>(counted), campaign, language, bold);
}

}  // namespace assent::tables
