// How fast ten million customers of an index are counted against their notices, and who is due is found; beside reading
// the same bytes.

#include "coverage/count.hpp"
#include "coverage/indexed_base.hpp"
#include "regime/read.hpp"
#include "synth_index/synthetic_index.hpp"
#include "world/files.hpp"
#include "world/large_memory.hpp"
#include "world/zones.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace assent;

constexpr std::uint64_t kCustomers = 10'000'000;

struct Base {
  Base() {
    const auto text = world::read_file(std::string(ASSENT_SOURCE_DIR) + "/regimes/tra.toml");
    regime = regime::read_regime(*text, "tra.toml").value();
    footprint = zones.find(regime.footprint_last_zone);
    carrier = synth_index::synthetic_carrier(base);
    index.emplace(synth_index::index_of(base, carrier, zones, {footprint}, memory, 2));
    for (const auto& each : base.texts()) {
      if (!contains(notices, each.notice)) notices.push_back(each.notice);
    }
  }
  coverage::Question question() const {
    const Instant at = parse_instant("2026-06-01T00:00:00Z").value();
    return {notices, &regime, footprint, at, footprint->date_at(at)};
  }

  world::SystemTimeZones zones;
  world::LargeMemory memory;
  synth::SyntheticBase base{1, kCustomers};
  regime::Regime regime;
  const TimeZone* footprint = nullptr;
  ledger::CarrierFile carrier;
  std::optional<index::Index> index;
  Names notices;
};

const Base& base() {
  static const Base made;
  return made;
}

// A report with all slices and alarms, from the index on.
void report(benchmark::State& state) {
  const index::Index& index = *base().index;
  std::uint64_t asked = 0;
  for (auto _ : state) {
    const coverage::Question question = base().question();
    const coverage::IndexedBase customers(index, question);
    coverage::CoverageCount count(question.today, 31, static_cast<int>(state.range(0)), {});
    std::vector<std::uint32_t> told;
    for (std::uint32_t each = 0; each < customers.histories(); ++each) {
      told.push_back(count.told(customers.told(each), customers.language(each)));
    }
    std::vector<std::uint32_t> sources;
    for (const std::string& each : index.shared().sources()) sources.push_back(count.source(each));
    asked = 0;
    customers.each_active(
        [&](index::RowNumber, std::uint32_t history, const index::Particulars& each) {
          count.add(sources[each.source()], each.activated, told[history]);
        },
        [&](index::RowNumber) { ++asked; });
    benchmark::DoNotOptimize(count.report());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kCustomers));
  state.counters["asked_ledger"] = static_cast<double>(asked);
}
BENCHMARK(report)->ArgName("trend_days")->Arg(0)->Arg(30)->Unit(benchmark::kMillisecond);

// The limit: each row and its particulars read once, from front to back.
void sum_same_bytes(benchmark::State& state) {
  const index::Index& index = *base().index;
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (const index::Version& each : index.rows().all()) sum += each.notices + each.stance + each.since + each.earlier;
    for (const index::Particulars& each : index.particulars().all()) {
      sum += each.since + each.activated + each.source_and_ways;
    }
    benchmark::DoNotOptimize(sum);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(kCustomers));
}
BENCHMARK(sum_same_bytes)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
