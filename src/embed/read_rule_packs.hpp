// The rule packs of a folder.
#pragma once

#include "app/rule_packs.hpp"
#include "base/result.hpp"

#include <filesystem>

namespace assent::embed {

// Every `.toml` of the folder, in order of name. not_found: there is no such folder, or no pack in it; unavailable: the
// folder or a file cannot be read.
Result<app::RulePacks> read_rule_packs(const std::filesystem::path& folder);

}  // namespace assent::embed
