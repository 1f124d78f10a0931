#include "cli/command.hpp"
#include "cli/commands.hpp"
#include "wire/zones.hpp"
#include "wording/words.hpp"
#include "world/zone_data.hpp"
#include "world/zones.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <set>
#include <vector>

namespace assent {
namespace {

namespace fs = std::filesystem;

// Other data to hold those in use against, and which zones of them.
struct OtherData {
  std::unique_ptr<const SystemTimeZones> zones;
  std::vector<std::string> names;
};

tl::unexpected<Error> no_zones(const std::string& path) {
  return fail(
      ErrorCode::invalid, fmt::format("{} holds no compiled time zones", shown(path)),
      "name a directory such as `/usr/share/zoneinfo`, or the file of one zone in it; sources are compiled with "
      "`zic -d DIR FILE`");
}

// A directory of compiled zones, its `tzdata.zi`, or the file of one of its zones.
Result<OtherData> data_at(const std::string& path) {
  std::error_code error;
  const fs::path named = fs::absolute(path, error).lexically_normal();
  if (error || !fs::exists(named, error)) {
    return fail(ErrorCode::not_found, fmt::format("there is no {}", shown(path)), "check the path");
  }
  if (fs::is_directory(named, error) || named.filename() == "tzdata.zi") {
    const fs::path directory = fs::is_directory(named, error) ? named : named.parent_path();
    OtherData data{std::make_unique<const SystemTimeZones>(directory.string()), {}};
    auto names = TRY(data.zones->names());
    if (names.empty()) return no_zones(path);
    data.names = std::move(names);
    return data;
  }
  // Of one zone: its name is the end of its path, `America/Argentina/Salta`.
  fs::path directory = named;
  std::string name;
  for (int parts = 0; parts < 3 && directory.has_parent_path(); ++parts) {
    name = directory.filename().string() + (name.empty() ? "" : "/" + name);
    directory = directory.parent_path();
    const bool whole = fs::exists(directory / "tzdata.zi", error) || fs::exists(directory / "+VERSION", error);
    if (parts < 2 && !whole) continue;
    OtherData data{std::make_unique<const SystemTimeZones>(directory.string()), {name}};
    if (data.zones->find(name) == nullptr) return no_zones(path);
    return data;
  }
  return no_zones(path);
}

Names packs_of(Invocation& call, const std::string& zone) {
  Names ids;
  const auto packs = call.packs();
  if (!packs) return ids;
  for (const RulePack& each : (*packs)->all()) {
    if (each.regime && each.regime->footprint_last_zone == zone && !contains(ids, each.regime->id)) {
      ids.push_back(each.regime->id);
    }
  }
  return ids;
}

std::vector<ZoneTold> differing(Invocation& call, const OtherData& other) {
  std::vector<ZoneTold> all;
  for (const std::string& name : other.names) {
    const TimeZone* mine = call.world().zones.find(name);
    const TimeZone* theirs = other.zones->find(name);
    if (theirs == nullptr) continue;
    if (mine == nullptr) all.push_back({name, std::nullopt, packs_of(call, name)});
    else if (const auto found = difference(*mine, *theirs)) {
      all.push_back(
          {name, ZoneTold::Difference{found->from, found->until, found->before, found->after}, packs_of(call, name)});
    }
  }
  return all;
}

void print(Terminal& terminal, const std::vector<ZoneTold>& all) {
  Table table({{"zone"}, {"differs from"}, {"until"}, {"offset"}, {"there"}, {"footprint of"}});
  for (const ZoneTold& each : all) {
    if (!each.difference) {
      table.row({each.zone, "not known", "", "", "", joined(each.packs)});
      continue;
    }
    const ZoneTold::Difference& found = *each.difference;
    table.row({each.zone, to_the_second(found.from), found.until == kNever ? "" : to_the_second(found.until),
               offset_text(found.here), offset_text(found.there), joined(each.packs)});
  }
  terminal.print("\n");
  terminal.print(table);
}

Result<ExitStatus> check_zones(Invocation& call, const std::string& path) {
  const std::string version = call.world().zones.version();
  const auto old = why_old(version, call.world().clock.now());
  std::vector<ZoneTold> all;
  std::string other_version;
  std::size_t compared = 0;
  if (!path.empty()) {
    const auto other = TRY(data_at(path));
    other_version = other.zones->version();
    compared = other.names.size();
    all = differing(call, other);
  }
  const bool in_order = !old && all.empty();
  if (call.json()) {
    ZonesChecked checked{version, kNewestZoneData, old, {}};
    if (!path.empty()) checked.with = ZonesCompared{other_version, compared, all};
    call.terminal().print(json_of(checked));
    return in_order ? ExitStatus::done : ExitStatus::rows_to_look_at;
  }
  call.terminal().print(fmt::format("in use: time zone data {}; newest when this program was made: {}\n",
                                    version.empty() ? "without a version" : shown(version), kNewestZoneData));
  if (old) call.terminal().print(fmt::format("they are old: {}\n", *old));
  if (!path.empty()) {
    call.terminal().print(
        fmt::format("compared with {}: {}, {} from 1970 on\n", shown(other_version), counted(compared, "zone", "zones"),
                    all.empty() ? "none of which differs" : counted(all.size(), "differs", "differ")));
    if (compare_zone_data(other_version, version) == -1) {
      call.terminal().warn(fmt::format("{} is older than what is in use", shown(other_version)));
    }
    if (!all.empty()) print(call.terminal(), all);
  }
  return in_order ? ExitStatus::done : ExitStatus::rows_to_look_at;
}

}  // namespace

void add_zones_commands(Command app, Invocation& call) {
  Command group = app.group("zones", "The time zones by which local days are counted",
                            "  assent zones check\n"
                            "  assent zones check /srv/tzdata-2026f/zoneinfo\n");
  Command check = group.command(
      "check", "Whether the time zone data are old, and where newer data tell other local times: exit status 4",
      "  assent zones check                                        # how old they are\n"
      "  assent zones check /srv/tzdata-2026f/zoneinfo             # which zones differ, and from when\n"
      "  assent zones check /srv/tzdata-2026f/zoneinfo/America/Vancouver\n");
  auto path = std::make_shared<std::string>();
  check.option("PATH", *path, "Other data: a directory of compiled zones, its `tzdata.zi`, or the file of one zone")
      .type_name("FILE|DIR");
  check.callback([&call, path] { call.choose([&call, path] { return check_zones(call, *path); }); });
}

}  // namespace assent
