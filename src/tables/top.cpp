#include "tables/top.hpp"

#include "tables/load.hpp"
#include "tables/table.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace assent::tables {
namespace {

using watch::Reading;
using watch::RouteReading;

constexpr std::size_t kReasonsShown = 12;
constexpr std::size_t kWidestBar = 30;

std::string latency_text(const watch::Latencies& latencies, double part) {
  const auto seconds = latencies.within(part);
  return seconds ? duration_text(std::chrono::nanoseconds(std::llround(*seconds * 1e9))) : "-";
}

std::vector<std::string> row_of(std::string name, const RouteReading& did, double seconds) {
  return {std::move(name),
          rate_text(did.requests / seconds),
          rate_text(did.decisions / seconds),
          rate_text(did.refused / seconds),
          rate_text(did.errors / seconds),
          latency_text(did.latencies, 0.5),
          latency_text(did.latencies, 0.9),
          latency_text(did.latencies, 0.99)};
}

Table table_of(std::string first) {
  return Table({{std::move(first)},
                {"requests/s", Align::right},
                {"decisions/s", Align::right},
                {"refused/s", Align::right},
                {"errors/s", Align::right},
                {"50 %", Align::right},
                {"90 %", Align::right},
                {"99 %", Align::right}});
}

std::string head_of(const Reading& all) {
  std::string text =
      fmt::format("{}, {}, {} in the ledger", wording::counted(all.servers, "server", "servers"),
                  wording::counted(static_cast<std::uint64_t>(all.connections), "connection", "connections"),
                  wording::counted(static_cast<std::uint64_t>(all.entries), "entry", "entries"));
  if (all.entries > all.entries_least) {
    text +=
        fmt::format("; the last server is {} behind",
                    wording::counted(static_cast<std::uint64_t>(all.entries - all.entries_least), "entry", "entries"));
  }
  if (all.behind > 0) {
    text += fmt::format("; the index of {} has not followed", wording::counted(all.behind, "server", "servers"));
  }
  return text + "\n";
}

std::string reasons_text(const Reading& all, double seconds, bool bold) {
  std::vector<std::pair<std::string, double>> reasons;
  double sum = 0;
  for (const auto& [reason, count] : all.reasons) {
    if (count > 0) reasons.emplace_back(reason, count);
    sum += count;
  }
  if (reasons.empty()) return "";
  std::ranges::stable_sort(reasons, std::ranges::greater(), &std::pair<std::string, double>::second);
  Table table({{"reason of single decisions"}, {"a second", Align::right}, {"percent", Align::right}, {""}});
  for (std::size_t i = 0; i < std::min(reasons.size(), kReasonsShown); ++i) {
    const auto& [reason, count] = reasons[i];
    const auto bar = static_cast<std::size_t>(std::ceil(count / reasons.front().second * kWidestBar));
    table.row({reason, rate_text(count / seconds),
               wording::percentage(static_cast<std::uint64_t>(count), static_cast<std::uint64_t>(sum)),
               std::string(bar, '#')});
  }
  return "\n" + table.text(bold);
}

}  // namespace

std::string top_text(const std::vector<WatchedServer>& servers, bool bold) {
  std::vector<Reading> readings;
  double seconds = 0;
  for (const WatchedServer& each : servers) {
    if (!each.since) continue;
    readings.push_back(*each.since);
    seconds = std::max(seconds, each.seconds);
  }
  std::string text;
  const Reading all = watch::together(readings);
  if (!readings.empty()) text += head_of(all);
  Table by_server = table_of("server");
  std::string troubles;
  for (const WatchedServer& each : servers) {
    if (each.since && each.seconds > 0) by_server.row(row_of(each.name, each.since->all, each.seconds));
    if (!each.since) troubles += each.name + ": " + each.trouble + "\n";
  }
  if (!by_server.empty()) text += "\n" + by_server.text(bold);
  if (!troubles.empty()) text += "\n" + troubles;
  if (!(seconds > 0)) return text;
  Table by_route = table_of("route");
  for (const auto& [id, did] : all.routes) {
    if (did.requests > 0) by_route.row(row_of(id, did, seconds));
  }
  if (!by_route.empty()) text += "\n" + by_route.text(bold);
  return text + reasons_text(all, seconds, bold);
}

}  // namespace assent::tables
