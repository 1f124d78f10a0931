// What the index costs and gives, as the base grows: building it from synthetic customers, bytes a customer, counting
// the whole base by reason on all cores beside summing the same bytes, changing customers, and its file.
//
//   build/release/bench/bench_index [--file FILE] 1000000 10000000 100000000
//
// FILE is written, opened and removed: 63 bytes a customer. One JSON object a line.

#include "index/campaign_table.hpp"
#include "regime/read.hpp"
#include "service/kept_index.hpp"
#include "service/side_by_side.hpp"
#include "synth_index/synthetic_index.hpp"
#include "world/files.hpp"
#include "world/large_memory.hpp"
#include "world/mapped_file.hpp"
#include "world/zones.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace {

using namespace assent;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

template <class Work>
double timed(Work work) {
  const auto start = Clock::now();
  work();
  return seconds_since(start);
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
void on_all_cores(index::RowNumber rows, Work work) {
  const index::SideBySide all = service::side_by_side(std::thread::hardware_concurrency());
  all.run([&](std::size_t i) {
    const auto from = static_cast<index::RowNumber>(std::uint64_t{rows} * i / all.pieces);
    const auto until = static_cast<index::RowNumber>(std::uint64_t{rows} * (i + 1) / all.pieces);
    work(i, from, until);
  });
}

// Customers here and there get one version more.
double changes_a_second(index::Index& index) {
  const std::uint64_t changes = std::min<std::uint64_t>(1'000'000, index.size());
  // A caller that changes customers has their accounts.
  std::vector<std::string> accounts;
  for (std::uint64_t i = 0; i < changes; ++i) {
    accounts.push_back(index.account(static_cast<index::RowNumber>(index::spread(i + 1) % index.size())));
  }
  const auto start = Clock::now();
  for (std::uint64_t i = 0; i < changes; ++i) {
    const auto row = static_cast<index::RowNumber>(index::spread(i + 1) % index.size());
    index::Life life;
    life.particulars = index.particulars()[row];
    index::Version version = index.rows()[row];
    if (!index::asks_ledger(version)) {
      life.versions.push_back(version);
      while (version.earlier != index::kNobody) {
        version = index.earlier(version.earlier);
        life.versions.push_back(version);
      }
      std::reverse(life.versions.begin(), life.versions.end());
      index::Version further = life.versions.back();
      ++further.since;
      life.versions.push_back(further);
    }
    if (!index.put(accounts[i], life)) std::exit(1);
  }
  return static_cast<double>(changes) / seconds_since(start);
}

void measure_file(std::uint64_t customers, const index::Index& index, const ledger::CarrierFile& carrier,
                  const TimeZones& zones, const Memory& memory, const std::string& file) {
  const std::vector<std::string> footprints{"Asia/Beirut"};
  const index::IndexBinding binding{{}, {}, index::zones_of(index.shared(), footprints, zones), footprints};
  const double saved = timed([&] {
    auto sink = world::FileSink::create(file);
    if (!sink || !index::write_snapshot(index, binding, *sink) || !sink->commit()) std::exit(1);
  });
  say(customers, "save", saved, "s");
  for (const unsigned threads : {2 * std::max(1U, std::thread::hardware_concurrency()), 0U}) {
    const double opened = timed([&] {
      const auto mapped = world::MappedFile::open(file);
      const auto snapshot = index::Snapshot::open(mapped->bytes(), mapped->owner());
      if (threads > 0 && !service::validate_all(*snapshot, threads)) std::exit(1);
      const auto taken = snapshot->index(memory, {&carrier, &zones});
      if (!taken || taken->row_of_account(taken->account(0)) != 0) std::exit(1);
    });
    say(customers, threads > 0 ? "load" : "load_validated", opened, "s");
  }
  world::remove_file(file);
}

void measure(std::uint64_t customers, const regime::Regime& regime, const std::string& file) {
  const world::SystemTimeZones zones;
  const world::LargeMemory memory;
  const synth::SyntheticBase base(1, customers);
  const ledger::CarrierFile carrier = synth_index::synthetic_carrier(base);
  const index::Footprints footprints{zones.find(regime.footprint_last_zone)};

  const auto start = Clock::now();
  index::Index index = synth_index::index_of(base, carrier, zones, footprints, memory, 2);
  const double built = seconds_since(start);
  say(customers, "build", built, "s");
  say(customers, "build_rate", static_cast<double>(customers) / built, "customers/s");
  const index::IndexSize size = index.bytes();
  const auto each = [&](std::uint64_t bytes) { return static_cast<double>(bytes) / static_cast<double>(customers); };
  say(customers, "index_bytes", each(size.index()), "bytes/customer");
  // What decisions need; only reports map the rest.
  say(customers, "all_bytes", each(size.all() - size.particulars), "bytes/customer");
  say(customers, "particulars_bytes", each(size.particulars), "bytes/customer");
  say(customers, "notice_shares", static_cast<double>(index.shared().notices().size()), "shares");
  say(customers, "choice_shares", static_cast<double>(index.shared().choices().size()), "shares");
  say(customers, "profile_shares", static_cast<double>(index.shared().profiles().size()), "shares");

  const Use use = cross_sell();
  const auto compile = [&] {
    return index::CampaignTable(index.shared(),
                                {decision::under(regime, use), base.as_of(), footprints.front(), carrier.agreements()},
                                service::side_by_side(std::max(1U, std::thread::hardware_concurrency())));
  };
  std::vector<double> compiled;
  for (int i = 0; i < 5; ++i) compiled.push_back(timed(compile));
  say(customers, "compile", median(compiled), "s");
  const index::CampaignTable table = compile();
  const auto rows = static_cast<index::RowNumber>(index.size());
  std::map<std::string_view, std::uint64_t> by_reason;
  const auto count_all = [&] {
    std::vector<std::vector<std::uint64_t>> counts(std::max(1U, std::thread::hardware_concurrency()),
                                                   std::vector<std::uint64_t>(table.answers()));
    on_all_cores(rows, [&](std::size_t core, index::RowNumber from, index::RowNumber until) {
      table.count(index, from, until, counts[core]);
    });
    by_reason.clear();
    for (const auto& part : counts) {
      for (std::size_t i = 0; i < part.size(); ++i) {
        if (part[i] == 0) continue;
        const auto answer = static_cast<index::AnswerCode>(i);
        by_reason[answer == table.ask_ledger() ? "ask_ledger" : to_string(table.verdict(answer).reason)] += part[i];
      }
    }
  };
  std::uint64_t kept = 0;
  const auto sum = [&] {
    std::array<std::uint64_t, 64> sums{};
    on_all_cores(rows, [&](std::size_t core, index::RowNumber from, index::RowNumber until) {
      const auto* words = reinterpret_cast<const std::uint64_t*>(index.rows().data());
      sums[core] = std::accumulate(words + 2 * std::size_t{from}, words + 2 * std::size_t{until}, std::uint64_t{0});
    });
    kept += std::accumulate(sums.begin(), sums.end(), std::uint64_t{0});
  };
  // In turns, because the memory is not always equally fast: each count between two sums.
  constexpr int kTurns = 9;
  std::vector<double> counted;
  std::vector<double> summed{timed(sum)};
  std::vector<double> ratios;
  for (int i = 0; i < kTurns; ++i) {
    counted.push_back(timed(count_all));
    summed.push_back(timed(sum));
    ratios.push_back((summed.end()[-2] + summed.back()) / 2 / counted.back());
  }
  const double bytes = static_cast<double>(customers) * sizeof(index::Version);
  say(customers, "count", median(counted), "s");
  say(customers, "count_bandwidth", bytes / median(counted) / 1e9, "GB/s");
  say(customers, "sum_bandwidth", bytes / median(summed) / 1e9, "GB/s");
  say(customers, "count_of_bandwidth", median(ratios), "ratio");
  for (const auto& [reason, count] : by_reason)
    say(customers, std::string(reason).c_str(), static_cast<double>(count), "customers");
  if (kept == 1) std::puts("");

  say(customers, "update_rate", changes_a_second(index), "changes/s");
  if (!file.empty()) measure_file(customers, index, carrier, zones, memory, file);
}

}  // namespace

int main(int argc, char** argv) {
  const auto text = world::read_file(std::string(ASSENT_SOURCE_DIR) + "/regimes/tra.toml");
  const auto regime = regime::read_regime(*text, "regimes/tra.toml");
  const bool with_file = argc > 2 && std::string_view(argv[1]) == "--file";
  const std::string file = with_file ? argv[2] : "";
  const int first = with_file ? 3 : 1;
  for (int i = first; i < argc; ++i) measure(std::strtoull(argv[i], nullptr, 10), *regime, file);
  if (argc == first) measure(1'000'000, *regime, file);
}
