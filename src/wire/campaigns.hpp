// A campaign as JSON: docs/schema/api/campaign.schema.json.
#pragma once

#include "base/issue.hpp"
#include "service/campaign.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace assent::wire {

// `issues`: what speaks against running it.
boost::json::object campaign_json(std::string_view id, const service::Campaign& campaign, const Issues& issues);

}  // namespace assent::wire
