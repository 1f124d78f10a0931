#include "wire/campaigns.hpp"

#include "wire/check.hpp"
#include "wire/values.hpp"

namespace assent::wire {

boost::json::object campaign_json(std::string_view id, const service::Campaign& campaign, const Issues& issues) {
  const boost::json::object checked = check_json(id, issues);
  return {{"id", id},
          {"name", campaign.name},
          {"regime", campaign.regime},
          {"purpose", campaign.use.purpose},
          {"offer", text_or_null(campaign.offer)},
          {"recipient", campaign.use.recipient},
          {"party", text_or_null(campaign.use.party)},
          {"information", strings(campaign.use.information)},
          {"contact_channel", text_or_null(campaign.use.channel)},
          {"instant", json_of(campaign.instant)},
          {"ok", checked.at("ok")},
          {"issues", checked.at("issues")}};
}

}  // namespace assent::wire
