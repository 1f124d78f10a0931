#include "embed/read_rule_packs.hpp"

#include "wording/words.hpp"
#include "world/file_error.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

namespace assent::embed {

Result<app::RulePacks> read_rule_packs(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (auto at = std::filesystem::directory_iterator(folder, error);
       !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
    if (at->path().extension() == ".toml") files.push_back(at->path());
  }
  if (error) {
    const bool none = error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
    if (!none) return world::file_error("list", "the rule packs in " + wording::shown(folder.string()), error.value());
    return fail(ErrorCode::not_found,
                fmt::format("the rule packs in {} cannot be read", wording::shown(folder.string())),
                "name their directory with `--regimes`");
  }
  if (files.empty()) {
    return fail(ErrorCode::not_found, fmt::format("there are no rule packs in {}", wording::shown(folder.string())),
                "name their directory with `--regimes`");
  }
  std::sort(files.begin(), files.end());

  std::vector<app::PackText> packs;
  for (const auto& path : files) {
    auto text = TRY(world::read_file(path.string()));
    packs.push_back({path.string(), std::move(text)});
  }
  return app::RulePacks::of(std::move(packs));
}

}  // namespace assent::embed
