// Reach as JSON, as docs/reach.md gives it: docs/schema/reach.schema.json, docs/schema/reach-comparison.schema.json,
// docs/schema/reach-curve.schema.json. `campaign` is its name, for people; `zone_data` the version of the time zone
// data, empty where they have none.
#pragma once

#include "base/time_zone.hpp"
#include "service/reach_counts.hpp"

#include <boost/json/object.hpp>

#include <span>
#include <string_view>

namespace assent::wire {

boost::json::object json_of(const service::Reach& reach, std::string_view campaign, std::string_view zone_data = {});
boost::json::object json_of(const service::WhatIf& what_if, std::string_view campaign, std::string_view zone_data = {});
// Of one regime; `curve` is not empty, and its days are the local ones in `zone`.
boost::json::object json_of(std::span<const service::Reach> curve, std::string_view campaign, const TimeZone& zone,
                            std::string_view zone_data = {});

// Any of them; `zone` is the zone of the days, if days were counted.
boost::json::object reach_json(const service::ReachCounted& counted, std::string_view campaign, const TimeZone* zone,
                               std::string_view zone_data);

}  // namespace assent::wire
