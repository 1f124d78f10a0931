// Campaigns that a carrier has set up, by their ids, and whether one can be run under the rules in use. Pure.
#pragma once

#include "base/instant.hpp"
#include "base/issue.hpp"
#include "base/time_zone.hpp"
#include "service/campaign.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace assent::app {

struct Rules;

struct StoredCampaign {
  std::string id;    // the file's name without its ending
  std::string file;  // as messages name it
  std::string text;  // that it was read from
  service::Campaign campaign;
};
using StoredCampaigns = std::vector<StoredCampaign>;  // ordered by id, each once

// nullptr: there is none of that id.
const StoredCampaign* campaign_of(const StoredCampaigns& campaigns, std::string_view id);

// Everything that speaks against running it now; empty: nothing does. `file` is its name in issues.
Issues check_campaign(const service::Campaign& campaign, const std::string& file, const Rules& rules,
                      const TimeZones& zones, Instant now);

}  // namespace assent::app
