// How many synthetic customers a second one thread makes, alone and with their accounts, and entries, rows of the table
// and rows of a list.
//
//   build/release/bench/bench_synth --benchmark_repetitions=5 --benchmark_report_aggregates_only=true

#include "synth/base.hpp"

#include <benchmark/benchmark.h>

namespace assent {
namespace {

const SyntheticBase& base() {
  static const SyntheticBase made(1, 100'000'000);
  return made;
}

void customers(benchmark::State& state) {
  std::uint64_t number = 0;
  for (auto _ : state) {
    const SyntheticCustomer customer = base().customer(number++);
    benchmark::DoNotOptimize(&customer);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(customers);

void accounts(benchmark::State& state) {
  std::uint64_t number = 0;
  for (auto _ : state) {
    const auto account = base().write_account(number++);
    benchmark::DoNotOptimize(&account);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(accounts);

void entries(benchmark::State& state) {
  std::uint64_t number = 0;
  std::uint64_t count = 0;
  std::vector<Draft> drafts;
  for (auto _ : state) {
    drafts.clear();
    base().append_drafts(base().customer(number++), drafts);
    count += drafts.size();
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(count));
}
BENCHMARK(entries);

}  // namespace
}  // namespace assent

BENCHMARK_MAIN();
