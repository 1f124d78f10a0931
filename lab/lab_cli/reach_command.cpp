#include "cli/index_access.hpp"
#include "cli/progress_line.hpp"
#include "cli/reach_count.hpp"
#include "lab_cli/commands.hpp"
#include "synth_index/synthetic_index.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace assent::lab_cli {
namespace {

struct SyntheticReach : cli::ReachOptions {
  std::uint64_t customers = 0;
  std::uint64_t seed = 1;
};

// The zones in which the footprints of the rule packs end.
Result<index::Footprints> footprints_of(const service::IndexScope& scope, const TimeZones& zones) {
  index::Footprints footprints;
  for (const std::string& each : scope.footprints) {
    const TimeZone* zone = zones.find(each);
    if (zone == nullptr) {
      return fail(ErrorCode::invalid,
                  fmt::format("a rule pack's footprint ends in {}, which is not a time zone", wording::shown(each)),
                  "name an IANA time zone in the pack");
    }
    footprints.push_back(zone);
  }
  return footprints;
}

Result<service::LiveIndex> synthetic_index(cli::Invocation& call, const SyntheticReach& asked, const Memory& memory,
                                           service::IndexScope scope) {
  if (asked.customers == 0 || asked.customers > index::kRowsMost) {
    return fail(ErrorCode::invalid,
                fmt::format("`--customers` {} is out of range", wording::thousands(asked.customers)),
                fmt::format("write a number from 1 to {}", wording::thousands(index::kRowsMost)));
  }
  const TimeZones& zones = call.world().zones;
  const auto footprints = TRY(footprints_of(scope, zones));
  const synth::SyntheticBase base(asked.seed, asked.customers);
  ledger::CarrierFile carrier = synth_index::synthetic_carrier(base);
  cli::ProgressLine line(call.world(), call.terminal(), "inventing customers", 0, "customers");
  index::Index index = synth_index::index_of(base, carrier, zones, footprints, memory, cli::index_threads(),
                                             [&](std::uint64_t done) { line.show_share(done, base.size()); });
  line.clear();
  return service::LiveIndex(std::move(index), std::move(carrier), zones, std::move(scope));
}

std::string duration_text(std::chrono::microseconds duration) {
  const double seconds = std::chrono::duration<double>(duration).count();
  return seconds < 1 ? fmt::format("{:.1f} ms", 1000 * seconds) : fmt::format("{:.1f} s", seconds);
}

Result<cli::ExitStatus> count_synthetic(cli::Invocation& call, const SyntheticReach& asked) {
  std::chrono::microseconds making{};
  std::chrono::microseconds made{};
  cli::ReachSource source;
  source.open = [&](service::IndexScope scope) -> Result<app::BaseToCount> {
    const auto started = call.world().stopwatch();
    auto index = TRY(synthetic_index(call, asked, embed::index_memory(), std::move(scope)));
    made = call.world().stopwatch();
    making = made - started;
    return app::BaseToCount{std::move(index), nullptr};
  };
  source.mark = [&](boost::json::object& object, std::string& text) {
    const auto counting = call.world().stopwatch() - made;
    object["synthetic"] = true;
    object["seed"] = asked.seed;
    object["making_microseconds"] = making.count();
    object["counting_microseconds"] = counting.count();
    text.insert(0, fmt::format("synthetic base: {}, seed {}; invented, nobody's data\nmade in {}, counted in {}\n\n",
                               wording::counted(asked.customers, "customer", "customers"), asked.seed,
                               duration_text(making), duration_text(counting)));
  };
  return cli::count_reach(call, asked, synth::kSyntheticDay, source);
}

}  // namespace

void add_synthetic_reach_command(cli::Command app, cli::Invocation& call) {
  cli::Command command = app.command(
      "reach", "Count how many invented customers a campaign may contact, and how long that takes",
      "  assent-lab reach internet.toml --customers 10000000            # no ledger needed: how fast is it?\n"
      "  assent-lab reach internet.toml --customers 100000 --against strict-opt-in\n"
      "  assent-lab reach internet.toml --customers 100000 --from 2026-01-01 --to 2026-06-30 --every 7\n");
  auto asked = std::make_shared<SyntheticReach>();
  cli::add_reach_options(command, *asked);
  command.option("--customers", asked->customers, "How many customers to invent").type_name("N").required();
  command.option("--seed", asked->seed, "Which invented customers (default: 1)").type_name("N");
  command.callback([&call, asked] { call.choose([&call, asked] { return count_synthetic(call, *asked); }); });
}

}  // namespace assent::lab_cli
