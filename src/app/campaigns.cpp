#include "app/campaigns.hpp"

#include "app/rules.hpp"
#include "app/use_asked.hpp"

#include <algorithm>

namespace assent::app {

const StoredCampaign* campaign_of(const StoredCampaigns& campaigns, std::string_view id) {
  const auto at = std::ranges::find_if(campaigns, [&](const StoredCampaign& each) { return each.id == id; });
  return at == campaigns.end() ? nullptr : &*at;
}

Issues check_campaign(const service::Campaign& campaign, const std::string& file, const Rules& rules,
                      const TimeZones& zones, Instant now) {
  Issues issues;
  const auto add = [&](const Error& error) { issues.push_back({file, 0, 0, error.message, error.mend}); };
  const auto pack = rules.packs.find_sound(campaign.regime, campaign.instant.value_or(now), zones);
  if (!pack) add(pack.error());
  else if (const auto known = check_names(campaign.use, *(*pack)->regime); !known) add(known.error());
  if (const auto use = service::use_of(campaign, rules.catalogue); !use) add(use.error());
  return issues;
}

}  // namespace assent::app
