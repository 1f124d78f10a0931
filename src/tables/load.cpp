#include "tables/load.hpp"

#include "tables/table.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace assent::tables {
namespace {

using std::chrono::nanoseconds;

constexpr std::size_t kBesideBar = 32;
constexpr std::int64_t kFirstBound = 1'000;  // nanoseconds

struct Bar {
  nanoseconds to;
  std::uint64_t count = 0;
};

// 1, 2, 5, 10, …: microseconds up to the longest.
std::vector<Bar> bars_of(const load::Histogram& latency) {
  std::vector<Bar> bars;
  nanoseconds from{-1};
  for (std::int64_t ten = kFirstBound; ten < INT64_MAX / 100; ten *= 10) {
    for (const std::int64_t step : {1, 2, 5}) {
      const nanoseconds to(ten * step);
      bars.push_back({to, latency.between(from, to)});
      from = to;
      if (to >= latency.most()) {
        while (!bars.empty() && bars.front().count == 0) bars.erase(bars.begin());
        return bars;
      }
    }
  }
  return bars;
}

std::string picture_of(const load::Histogram& latency, std::size_t columns) {
  const auto bars = bars_of(latency);
  std::uint64_t most = 1;
  for (const Bar& each : bars) most = std::max(most, each.count);
  const std::size_t room = std::clamp<std::size_t>(columns, kBesideBar + 10, 100) - kBesideBar;
  std::string text;
  for (const Bar& each : bars) {
    const auto length = static_cast<std::size_t>(
        std::ceil(static_cast<double>(each.count) / static_cast<double>(most) * static_cast<double>(room)));
    std::string line = fmt::format("{:>10}  {:>11}  {:>7}", "to " + duration_text(each.to),
                                   wording::thousands(each.count), wording::percentage(each.count, latency.count()));
    if (length > 0) line += "  " + std::string(length, '#');
    text += line + "\n";
  }
  return text;
}

double rate_of(std::uint64_t count, nanoseconds took) {
  return took.count() <= 0 ? 0 : static_cast<double>(count) / static_cast<double>(took.count()) * 1e9;
}

}  // namespace

std::string duration_text(nanoseconds time) {
  const auto value = static_cast<double>(time.count());
  const auto in = [&](double unit, const char* name) {
    const double figure = value / unit;
    return figure < 9.95 && std::fabs(figure - std::round(figure)) > 0.05 ? fmt::format("{:.1f} {}", figure, name)
                                                                          : fmt::format("{:.0f} {}", figure, name);
  };
  if (value < 999'500) return in(1e3, "us");
  if (value < 999'500'000) return in(1e6, "ms");
  return in(1e9, "s");
}

std::string rate_text(double rate) {
  return rate > 0 && rate < 9.95 ? fmt::format("{:.1f}", rate)
                                 : wording::thousands(static_cast<std::uint64_t>(std::llround(rate)));
}

std::string load_text(const load::Plan& plan, std::size_t connections, const load::Results& results,
                      std::size_t columns, bool bold) {
  const std::string asked = plan.rate > 0 ? fmt::format("{} requests a second", rate_text(plan.rate)) : "no rate";
  std::string text =
      fmt::format("{}, {}, {} in each, {}\n\n", asked, wording::counted(connections, "connection", "connections"),
                  wording::counted(plan.batch, "decision", "decisions"),
                  plan.brief ? "with the reason only" : "with all that explains it");
  Table figures({{"", Align::left}, {"count", Align::right}, {"a second", Align::right}});
  const auto row = [&](const char* name, std::uint64_t count) {
    figures.row({name, wording::thousands(count), rate_text(rate_of(count, results.took))});
  };
  row("requests", results.requests);
  row("decisions", results.decisions);
  row("permits", results.permits);
  text += figures.text(bold);
  const load::Histogram& latency = results.latency;
  if (latency.count() > 0) {
    Table times({{"latency"},
                 {"mean", Align::right},
                 {"50 %", Align::right},
                 {"90 %", Align::right},
                 {"99 %", Align::right},
                 {"99.9 %", Align::right},
                 {"longest", Align::right}});
    times.row({plan.rate > 0 ? "from when it was due" : "from the sending", duration_text(latency.mean()),
               duration_text(latency.within(0.5)), duration_text(latency.within(0.9)),
               duration_text(latency.within(0.99)), duration_text(latency.within(0.999)),
               duration_text(latency.most())});
    text += "\n" + times.text(bold) + "\n" + picture_of(latency, columns);
  }
  if (!results.errors.empty()) {
    Table errors({{"error"}, {"count", Align::right}});
    for (const auto& [kind, count] : results.errors) errors.row({kind, wording::thousands(count)});
    text += "\n" + errors.text(bold);
  }
  return text;
}

}  // namespace assent::tables
