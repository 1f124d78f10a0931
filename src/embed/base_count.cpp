#include "embed/base_count.hpp"

#include "embed/named_files.hpp"
#include "regime/read.hpp"
#include "service/campaign.hpp"

#include <memory>
#include <utility>

namespace assent::embed {
namespace {

bool names_file(const std::string& pack) { return pack.find('/') != std::string::npos || pack.ends_with(".toml"); }

Result<app::PackAsked> pack_named(const std::string& name, Instant at, const app::RulePacks& packs,
                                  const TimeZones& zones, const app::OnIssues& on_issues) {
  if (!names_file(name)) {
    const auto pack = TRY(packs.find(name, at, zones));
    if (!pack->regime) return tl::unexpected(on_issues(pack->file, pack->regime.error()));
    return app::PackAsked{name};
  }
  auto text = TRY(text_in(name));
  auto regime = regime::read_regime(text, name);
  if (!regime) return tl::unexpected(on_issues(name, regime.error()));
  return app::PackAsked{{}, std::make_shared<const regime::Regime>(*std::move(regime)), std::move(text)};
}

}  // namespace

std::vector<std::string> files_read(const FilesToCount& files) {
  std::vector<std::string> read{files.campaign};
  for (const std::string& pack : {files.regime, files.against}) {
    if (names_file(pack)) read.push_back(pack);
  }
  return read;
}

Result<app::ReachRequest> reach_request(const app::RulePacks& packs, const TimeZones& zones, const FilesToCount& files,
                                        app::ReachManner manner, const app::OnIssues& on_issues) {
  manner.compared = !files.against.empty();
  const auto text = TRY(text_in(files.campaign));
  auto campaign = service::read_campaign(text, files.campaign);
  if (!campaign) return tl::unexpected(on_issues(files.campaign, campaign.error()));
  auto request = TRY(app::reach_request(*std::move(campaign), manner));
  const std::string& regime = files.regime.empty() ? request.campaign.regime : files.regime;
  request.pack = TRY(pack_named(regime, app::pack_chosen_at(request), packs, zones, on_issues));
  if (manner.compared) request.against = TRY(pack_named(files.against, request.at, packs, zones, on_issues));
  return request;
}

}  // namespace assent::embed
