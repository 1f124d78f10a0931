// What the index costs and gives, as the base grows: building it from synthetic customers, bytes a customer, counting
// the whole base by reason on all cores beside summing the same bytes, finding customers by account.
//
//   build/release/bench/bench_index 1000000 10000000 100000000
//
// One JSON object a line.

#include "index/campaign_table.hpp"
#include "regime/read.hpp"
#include "service/side_by_side.hpp"
#include "service/synthetic_index.hpp"
#include "world/files.hpp"
#include "world/large_memory.hpp"
#include "world/zones.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <numeric>
#include <thread>
#include <vector>

namespace {

using namespace assent;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// The median of several runs, in seconds.
template <class Work>
double median_seconds(int runs, Work work) {
  std::vector<double> times;
  for (int i = 0; i < runs; ++i) {
    const auto start = Clock::now();
    work();
    times.push_back(seconds_since(start));
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

void say(std::uint64_t customers, const char* name, double value, const char* unit) {
  std::printf("{\"customers\": %llu, \"name\": \"%s\", \"value\": %.15g, \"unit\": \"%s\"}\n",
              static_cast<unsigned long long>(customers), name, value, unit);
  std::fflush(stdout);
}

Use cross_sell() {
  Use use;
  use.purpose = "marketing";
  use.offer = Offer{"long_distance", "telecom", "long_distance", {}};
  use.recipient = "carrier";
  use.information = {"services", "usage"};
  return use;
}

// Splits [0, rows) among the cores.
template <class Work>
void on_all_cores(RowNumber rows, Work work) {
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  std::vector<std::jthread> threads;
  for (unsigned i = 0; i < cores; ++i) {
    const auto from = static_cast<RowNumber>(std::uint64_t{rows} * i / cores);
    const auto until = static_cast<RowNumber>(std::uint64_t{rows} * (i + 1) / cores);
    threads.emplace_back([=] { work(i, from, until); });
  }
}

void measure(std::uint64_t customers, const Regime& regime) {
  const SystemTimeZones zones;
  const LargeMemory memory;
  const SyntheticBase base(1, customers);
  const CarrierFile carrier = synthetic_carrier(base);
  const Footprints footprints{zones.find(regime.footprint_last_zone)};

  const auto start = Clock::now();
  const Index index = index_of(base, carrier, zones, footprints, memory, 2);
  const double built = seconds_since(start);
  say(customers, "build", built, "s");
  say(customers, "build_rate", static_cast<double>(customers) / built, "customers/s");
  const IndexSize size = index.bytes();
  const auto each = [&](std::uint64_t bytes) { return static_cast<double>(bytes) / static_cast<double>(customers); };
  say(customers, "index_bytes", each(size.index()), "bytes/customer");
  say(customers, "all_bytes", each(size.all()), "bytes/customer");
  say(customers, "notice_shares", static_cast<double>(index.shared().notices().size()), "shares");
  say(customers, "choice_shares", static_cast<double>(index.shared().choices().size()), "shares");
  say(customers, "profile_shares", static_cast<double>(index.shared().profiles().size()), "shares");

  const Use use = cross_sell();
  const auto compile = [&] {
    return CampaignTable(index.shared(), {under(regime, use), base.as_of(), footprints.front(), carrier.agreements()},
                         side_by_side(std::max(1U, std::thread::hardware_concurrency())));
  };
  say(customers, "compile", median_seconds(5, compile), "s");
  const CampaignTable table = compile();
  const auto rows = static_cast<RowNumber>(index.size());
  std::map<std::string_view, std::uint64_t> by_reason;
  const double counted = median_seconds(7, [&] {
    std::vector<std::vector<std::uint64_t>> counts(std::max(1U, std::thread::hardware_concurrency()),
                                                   std::vector<std::uint64_t>(table.answers()));
    on_all_cores(
        rows, [&](unsigned core, RowNumber from, RowNumber until) { table.count(index, from, until, counts[core]); });
    by_reason.clear();
    for (const auto& part : counts) {
      for (std::size_t i = 0; i < part.size(); ++i) {
        if (part[i] == 0) continue;
        const auto answer = static_cast<Answer>(i);
        by_reason[answer == table.ask_ledger() ? "ask_ledger" : to_string(table.verdict(answer).reason)] += part[i];
      }
    }
  });
  say(customers, "count", counted, "s");
  const double bytes = static_cast<double>(customers) * sizeof(Version);
  say(customers, "count_bandwidth", bytes / counted / 1e9, "GB/s");
  std::uint64_t kept = 0;
  const double summed = median_seconds(7, [&] {
    std::array<std::uint64_t, 64> sums{};
    on_all_cores(rows, [&](unsigned core, RowNumber from, RowNumber until) {
      const auto* words = reinterpret_cast<const std::uint64_t*>(index.rows().data());
      sums[core] = std::accumulate(words + 2 * std::size_t{from}, words + 2 * std::size_t{until}, std::uint64_t{0});
    });
    kept += std::accumulate(sums.begin(), sums.end(), std::uint64_t{0});
  });
  say(customers, "sum_bandwidth", bytes / summed / 1e9, "GB/s");
  say(customers, "count_of_bandwidth", summed / counted, "ratio");
  for (const auto& [reason, count] : by_reason)
    say(customers, std::string(reason).c_str(), static_cast<double>(count), "customers");
  if (kept == 1) std::puts("");
}

}  // namespace

int main(int argc, char** argv) {
  const auto text = read_file(std::string(ASSENT_SOURCE_DIR) + "/regimes/tra.toml");
  const auto regime = read_regime(*text, "regimes/tra.toml");
  for (int i = 1; i < argc; ++i) measure(std::strtoull(argv[i], nullptr, 10), *regime);
  if (argc == 1) measure(1'000'000, *regime);
}
