#include "cli/rule_packs.hpp"

#include "cli/words.hpp"
#include "regime/read.hpp"
#include "world/files.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace assent {

Result<RulePacks> RulePacks::in(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (auto at = std::filesystem::directory_iterator(directory, error);
       !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
    if (at->path().extension() == ".toml") files.push_back(at->path());
  }
  if (error) {
    const bool none = error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
    return fail(none ? ErrorCode::not_found : ErrorCode::unavailable,
                fmt::format("the rule packs in {} cannot be read", shown(directory.string())),
                "name their directory with `--regimes`");
  }
  std::sort(files.begin(), files.end());

  RulePacks packs;
  for (const auto& path : files) {
    auto text = read_file(path.string());
    if (!text) return tl::unexpected(text.error());
    auto regime = read_regime(*text, path.string());
    packs.packs_.push_back({path.string(), std::move(*text), std::move(regime)});
  }
  return packs;
}

const RulePack* RulePacks::find(std::string_view id) const {
  for (const RulePack& pack : packs_) {
    if (pack.regime ? pack.regime->id == id : std::filesystem::path(pack.file).stem() == id) return &pack;
  }
  return nullptr;
}

std::vector<std::string> RulePacks::ids() const {
  std::vector<std::string> ids;
  for (const RulePack& pack : packs_) {
    if (pack.regime) ids.push_back(pack.regime->id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace assent
