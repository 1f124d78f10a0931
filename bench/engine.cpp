// Decisions through the engine, by account, from a warm index: what a program gets that embeds Assent. Beside them:
// only looking up the same accounts, and the engine's decisions one by one from the ledger.
//
//   taskset -c 0 build/release/bench/bench_engine 1000000 10000000
//
// Each number is the size of a base of synthetic customers. One thread asks about all of them in random order in one
// call. Each decision has its outcome and its reason. One JSON object a line. No ledger is written to disk.
#include "must.hpp"
#include "synthetic_ledger.hpp"

#include "app/query.hpp"
#include "index/sweep.hpp"
#include "regime/read.hpp"
#include "synth_index/synthetic_index.hpp"
#include "world/files.hpp"
#include "world/large_memory.hpp"
#include "world/telephones.hpp"
#include "world/zones.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace assent;
using Ticks = std::chrono::steady_clock;

constexpr int kTurns = 9;
constexpr std::size_t kPiece = std::size_t{1} << 18;  // as the library asks (bindings/c/decisions.cpp)

class StandingClock final : public Clock {
 public:
  explicit StandingClock(Instant instant) : instant_(instant) {}
  Instant now() const override { return instant_; }

 private:
  Instant instant_;
};

template <class Work>
double seconds(Work work) {
  const auto start = Ticks::now();
  work();
  return std::chrono::duration<double>(Ticks::now() - start).count();
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

void say(std::uint64_t customers, const std::string& name, double value, const char* unit) {
  std::printf("{\"customers\": %llu, \"name\": \"%s\", \"value\": %.15g, \"unit\": \"%s\"}\n",
              static_cast<unsigned long long>(customers), name.c_str(), value, unit);
  std::fflush(stdout);
}

void measure(std::uint64_t customers, const app::Rules& rules) {
  const world::SystemTimeZones zones;
  const world::WorldTelephones telephones;
  const world::LargeMemory memory;
  const synth::SyntheticBase base(1, customers);
  const StandingClock clock(base.as_of());
  ledger::CarrierFile carrier = synth_index::synthetic_carrier(base);
  service::IndexScope scope;
  for (const app::RulePack& each : rules.packs.all()) service::add_pack(scope, *each.regime, each.text);
  index::Footprints footprints;
  for (const std::string& each : scope.footprints) footprints.push_back(zones.find(each));
  index::Index made = synth_index::index_of(base, carrier, zones, footprints, memory,
                                            std::max(2U, std::thread::hardware_concurrency()));
  service::LeasedIndex index(service::LiveIndex(std::move(made), std::move(carrier), zones, std::move(scope)));
  SyntheticLedger ledger(base);
  if (!ledger.whole()) std::exit(1);
  const app::Engine engine({ledger, zones, telephones, clock, &index}, std::make_shared<const app::Rules>(rules),
                           "tra");

  std::vector<std::string> accounts;
  for (std::uint64_t i = 0; i < customers; ++i) {
    const service::LeasedIndex::Lease lease = index.read();
    accounts.push_back(lease->index().account(static_cast<index::RowNumber>(index::spread(i + 1) % customers)));
  }
  const std::vector<std::string_view> names(accounts.begin(), accounts.end());

  app::Query query;
  query.use.offer = "long_distance";
  query.use.information = {"services", "usage"};
  query.at = base.as_of();

  index::Sweep sweep;
  std::uint64_t rows = 0;
  const auto look_up = [&] {
    for (std::size_t from = 0; from < names.size(); from += kPiece) {
      const service::LeasedIndex::Lease lease = index.read();
      const std::span piece(names.data() + from, std::min(kPiece, names.size() - from));
      sweep.accounts(lease->index(), piece, [&](std::size_t, index::RowNumber row) { rows += row; });
    }
  };
  std::vector<std::uint8_t> reasons(names.size());
  bool by_index = false;
  const auto decide_all = [&] {
    auto many = must(app::ManyDecisions::prepare(engine, query));
    by_index = many->by_index();
    service::Judgements judged;
    for (std::size_t from = 0; from < names.size(); from += kPiece) {
      const std::span piece(names.data() + from, std::min(kPiece, names.size() - from));
      many->decide(piece, judged);
      for (std::size_t i = 0; i < piece.size(); ++i) {
        reasons[from + i] = static_cast<std::uint8_t>(judged.each[i].reason);
      }
    }
  };
  look_up();
  decide_all();
  // In turns, because a shared machine is not always equally fast.
  std::vector<double> looked_up;
  std::vector<double> decided;
  std::vector<double> ratios;
  for (int i = 0; i < kTurns; ++i) {
    looked_up.push_back(seconds(look_up));
    decided.push_back(seconds(decide_all));
    ratios.push_back(decided.back() / looked_up.back());
  }
  const double all = static_cast<double>(customers);
  say(customers, "look_ups", all / median(looked_up), "look-ups/s");
  say(customers, "decisions", all / median(decided), "decisions/s");
  say(customers, "decisions_fastest", all / *std::min_element(decided.begin(), decided.end()), "decisions/s");
  say(customers, "decisions_slowest", all / *std::max_element(decided.begin(), decided.end()), "decisions/s");
  say(customers, "time_of_decisions_by_look_ups", median(ratios), "ratio");
  say(customers, "by_index", by_index ? 1 : 0, "yes");
  std::map<std::string_view, std::uint64_t> by_reason;
  for (const std::uint8_t each : reasons) ++by_reason[to_string(static_cast<Reason>(each))];
  for (const auto& [reason, count] : by_reason) {
    say(customers, std::string(reason), static_cast<double>(count), "customers");
  }
  if (rows == 1) std::puts("");
}

}  // namespace

int main(int argc, char** argv) {
  const std::string source = ASSENT_SOURCE_DIR;
  app::Rules rules;
  rules.packs = app::RulePacks::of({{"regimes/tra.toml", must(world::read_file(source + "/regimes/tra.toml"))}});
  rules.catalogue =
      *regime::read_catalogue(must(world::read_file(source + "/catalogues/default.toml")), "default.toml");
  for (int i = 1; i < argc; ++i) measure(std::strtoull(argv[i], nullptr, 10), rules);
  if (argc == 1) measure(1'000'000, rules);
}
