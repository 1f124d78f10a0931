#include "embed/read_campaigns.hpp"

#include "app/faulty_text.hpp"
#include "wording/words.hpp"
#include "world/file_error.hpp"
#include "world/files.hpp"
#include "written/section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <system_error>
#include <utility>

namespace assent::embed {

Result<app::StoredCampaigns> read_campaigns(const std::filesystem::path& folder) {
  app::StoredCampaigns campaigns;
  std::error_code error;
  for (auto at = std::filesystem::directory_iterator(folder, error);
       !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
    const std::filesystem::path& path = at->path();
    if (path.extension() != ".toml") continue;
    const std::string id = path.stem().string();
    if (!written::is_name(id)) {
      return fail(ErrorCode::invalid,
                  fmt::format("the campaign {} has a name that is no id", wording::shown(path.string())),
                  "name its file in one word, such as `internet-spring.toml`");
    }
    auto text = TRY(world::read_file(path.string()));
    auto campaign = service::read_campaign(text, path.string());
    if (!campaign) return app::faulty_text(campaign.error());
    campaigns.push_back({id, path.string(), std::move(text), *std::move(campaign)});
  }
  if (error) {
    const bool none = error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
    if (!none) return world::file_error("list", "the campaigns in " + wording::shown(folder.string()), error.value());
    return fail(ErrorCode::not_found,
                fmt::format("the campaigns in {} cannot be read", wording::shown(folder.string())),
                "name their directory");
  }
  std::ranges::sort(campaigns, {}, &app::StoredCampaign::id);
  return campaigns;
}

}  // namespace assent::embed
