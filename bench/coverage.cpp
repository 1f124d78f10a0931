// How fast ten million customers are counted against their notices.

#include "coverage/base.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace {

using namespace assent;

coverage::CoveredBase base_of(std::int64_t customers) {
  coverage::CoveredBase base;
  base.reserve(static_cast<std::size_t>(customers));
  const std::string sources[] = {"billing-a", "billing-b", "billing-c", "billing-d", "prepaid"};
  const std::string languages[] = {"ar", "en", "fr"};
  const Date first = parse_date("2015-01-01").value();
  std::uint64_t drawn = 1;
  coverage::Standing standing;
  standing.active = true;
  for (std::int64_t i = 0; i < customers; ++i) {
    drawn = drawn * 6364136223846793005U + 1442695040888963407U;
    standing.source_system = sources[(drawn >> 33) % 5];
    standing.language = languages[(drawn >> 37) % 3];
    standing.activated = first + std::chrono::days{static_cast<int>((drawn >> 41) % 4000)};
    standing.channel = (drawn >> 55) % 2 == 0 ? "mail" : "sms";
    if ((drawn >> 58) % 20 == 0) standing.covered_from.reset();
    else standing.covered_from = *standing.activated + std::chrono::days{10};
    standing.covered_until =
        standing.covered_from ? std::optional(*standing.covered_from + std::chrono::days{7300}) : std::nullopt;
    base.add(standing);
  }
  return base;
}

// A report with all slices and alarms: each row is read twice.
void report_ten_million(benchmark::State& state) {
  const coverage::CoveredBase base = base_of(state.range(0));
  const Date day = parse_date("2026-01-31").value();
  for (auto _ : state) benchmark::DoNotOptimize(base.report(day, 31, {}));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(report_ten_million)->Arg(10'000'000)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
