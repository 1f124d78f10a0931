// The campaigns of a folder.
#pragma once

#include "app/campaigns.hpp"
#include "base/result.hpp"

#include <filesystem>

namespace assent::embed {

// Every `.toml` of the folder. not_found: there is no such folder; invalid: one has issues, or a name that is no id;
// unavailable: the folder or a file cannot be read.
Result<app::StoredCampaigns> read_campaigns(const std::filesystem::path& folder);

}  // namespace assent::embed
