// How many synthetic customers a second one thread makes: alone, with their accounts, as entries, as rows of the table
// and as rows of a list.
//
//   build/release/bench/bench_synth --benchmark_repetitions=5 --benchmark_report_aggregates_only=true

#include "synth/base.hpp"
#include "synth/list.hpp"
#include "synth/table.hpp"
#include "world/zones.hpp"

#include <benchmark/benchmark.h>

namespace assent {
namespace {

const synth::SyntheticBase& base() {
  static const synth::SyntheticBase made(1, 100'000'000);
  return made;
}

void customers(benchmark::State& state) {
  std::uint64_t number = 0;
  for (auto _ : state) {
    const synth::SyntheticCustomer customer = base().customer(number++);
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
  std::vector<ledger::Draft> drafts;
  for (auto _ : state) {
    drafts.clear();
    base().append_drafts(base().customer(number++), drafts);
    count += drafts.size();
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(count));
}
BENCHMARK(entries);

void table_rows(benchmark::State& state) {
  const world::SystemTimeZones zones;
  const auto table = synth::SyntheticTable::of(base(), zones).value();
  std::uint64_t number = 0;
  std::uint64_t bytes = 0;
  std::string text;
  for (auto _ : state) {
    text.clear();
    table.append_row(base().customer(number++), text);
    bytes += text.size();
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(table_rows);

void list_rows(benchmark::State& state) {
  const synth::SyntheticList list(base(), synth::SyntheticListKey::account, 1);
  std::uint64_t row = 0;
  std::uint64_t bytes = 0;
  std::string text;
  for (auto _ : state) {
    text.clear();
    list.append_row(row++, text);
    bytes += text.size();
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations());
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes));
}
BENCHMARK(list_rows);

}  // namespace
}  // namespace assent

BENCHMARK_MAIN();
