#include "app/zones.hpp"
#include "base/zone_data.hpp"
#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "embed/zone_files.hpp"
#include "wire/zones.hpp"
#include "wording/words.hpp"

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

namespace assent::cli {
namespace {

void print(Terminal& terminal, const std::vector<wire::ZoneTold>& all) {
  tables::Table table({{"zone"}, {"differs from"}, {"until"}, {"offset"}, {"there"}, {"footprint of"}});
  for (const wire::ZoneTold& each : all) {
    if (!each.difference) {
      table.row({each.zone, "not known", "", "", "", wording::joined(each.packs)});
      continue;
    }
    const wire::ZoneTold::Difference& found = *each.difference;
    table.row({each.zone, wording::to_the_second(found.from),
               found.until == kNever ? "" : wording::to_the_second(found.until), wire::offset_text(found.here),
               wire::offset_text(found.there), wording::joined(each.packs)});
  }
  terminal.print("\n");
  terminal.print(table);
}

Result<ExitStatus> zones_checked(Invocation& call, const std::string& path) {
  const TimeZones& in_use = call.world().zones;
  app::OtherZones other;
  const app::RulePacks* packs = nullptr;
  if (!path.empty()) {
    other = TRY(embed::zones_at(path));
    packs = call.packs().value_or(nullptr);
  }
  const app::ZonesHeld held =
      app::check_zones(in_use, call.world().clock.now(), path.empty() ? nullptr : &other, packs);
  const ExitStatus status = held.in_order() ? ExitStatus::done : ExitStatus::rows_to_look_at;
  const auto& compared = held.compared;
  if (call.json()) {
    wire::ZonesChecked checked{held.version, kNewestZoneData, held.old, {}};
    if (compared) checked.with = wire::ZonesCompared{compared->version, compared->zones, compared->differing};
    call.terminal().print(wire::json_of(checked));
    return status;
  }
  call.terminal().print(fmt::format("in use: time zone data {}; newest when this program was built: {}\n",
                                    held.version.empty() ? "without a version" : wording::shown(held.version),
                                    kNewestZoneData));
  if (held.old) call.terminal().print(fmt::format("they are old: {}\n", *held.old));
  if (!compared) return status;
  const auto& differing = compared->differing;
  call.terminal().print(fmt::format(
      "compared with {}: {}, {} from 1970 on\n", wording::shown(compared->version),
      wording::counted(compared->zones, "zone", "zones"),
      differing.empty() ? "none of them differs" : wording::counted(differing.size(), "differs", "differ")));
  if (compared->older) {
    call.terminal().warn(fmt::format("{} is older than what is in use", wording::shown(compared->version)));
  }
  if (!differing.empty()) print(call.terminal(), differing);
  return status;
}

}  // namespace

void add_zones_commands(Command app, Invocation& call) {
  Command group = app.group("zones", "The time zones by which local days are counted",
                            "  assent zones check\n"
                            "  assent zones check /srv/tzdata-2026f/zoneinfo\n");
  Command check = group.command(
      "check", "Check whether the time zone data are old, and where newer data give other local times: exit status 4",
      "  assent zones check                                        # how old they are\n"
      "  assent zones check /srv/tzdata-2026f/zoneinfo             # which zones differ, and from when\n"
      "  assent zones check /srv/tzdata-2026f/zoneinfo/America/Vancouver\n");
  auto path = std::make_shared<std::string>();
  check.option("PATH", *path, "Other data: a directory of compiled zones, its `tzdata.zi`, or the file of one zone")
      .type_name("FILE|DIR");
  check.callback([&call, path] { call.choose([&call, path] { return zones_checked(call, *path); }); });
}

}  // namespace assent::cli
