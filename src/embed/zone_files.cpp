#include "embed/zone_files.hpp"

#include "wording/words.hpp"
#include "world/zones.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

namespace assent::embed {
namespace {

namespace fs = std::filesystem;

tl::unexpected<Error> no_zones(const std::string& path) {
  return fail(
      ErrorCode::invalid, fmt::format("{} has no compiled time zones", wording::shown(path)),
      "name a directory such as `/usr/share/zoneinfo`, or the file of one zone in it; sources are compiled with "
      "`zic -d DIR FILE`");
}

}  // namespace

Result<app::OtherZones> zones_at(const std::string& path) {
  std::error_code error;
  const fs::path named = fs::absolute(path, error).lexically_normal();
  if (error || !fs::exists(named, error)) {
    return fail(ErrorCode::not_found, fmt::format("there is no {}", wording::shown(path)), "check the path");
  }
  if (fs::is_directory(named, error) || named.filename() == "tzdata.zi") {
    const fs::path directory = fs::is_directory(named, error) ? named : named.parent_path();
    auto zones = std::make_unique<const world::SystemTimeZones>(directory.string());
    auto names = TRY(zones->names());
    if (names.empty()) return no_zones(path);
    return app::OtherZones{std::move(zones), std::move(names)};
  }
  // Of one zone: its name is the end of its path, `America/Argentina/Salta`.
  fs::path directory = named;
  std::string name;
  for (int parts = 0; parts < 3 && directory.has_parent_path(); ++parts) {
    name = directory.filename().string() + (name.empty() ? "" : "/" + name);
    directory = directory.parent_path();
    const bool whole = fs::exists(directory / "tzdata.zi", error) || fs::exists(directory / "+VERSION", error);
    if (parts < 2 && !whole) continue;
    app::OtherZones data{std::make_unique<const world::SystemTimeZones>(directory.string()), {name}};
    if (data.zones->find(name) == nullptr) return no_zones(path);
    return data;
  }
  return no_zones(path);
}

}  // namespace assent::embed
