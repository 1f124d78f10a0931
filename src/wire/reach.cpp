#include "wire/reach.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <utility>

namespace assent::wire {
namespace {

namespace json = boost::json;

void add_counts(json::object& object, const service::Reach& reach) {
  json::object by_reason;
  for (const service::VerdictCount& each : reach.by_reason) {
    json::value& customers = by_reason.emplace(to_string(each.verdict.reason), 0).first->value();
    customers = customers.to_number<std::uint64_t>() + each.customers;
  }
  object["instant"] = assent::to_string(reach.at);
  object["customers"] = reach.customers();
  object["permitted"] = reach.permitted;
  object["refused"] = reach.refused;
  object["not_customers"] = reach.not_customers;
  object["asked_ledger"] = reach.asked_ledger;
  object["by_reason"] = std::move(by_reason);
}

json::object with(json::object object, std::string_view zone_data) {
  if (!zone_data.empty()) object["zone_data"] = zone_data;
  return object;
}

json::object side_of(const service::WhatIf::Side& side) {
  return {{"regime", side.regime}, {"regime_version", side.regime_version}, {"permitted", side.permitted}};
}

}  // namespace

json::object json_of(const service::Reach& reach, std::string_view campaign, std::string_view zone_data) {
  json::object object{{"campaign", campaign}, {"regime", reach.regime}, {"regime_version", reach.regime_version}};
  add_counts(object, reach);
  return with(std::move(object), zone_data);
}

json::object json_of(const service::WhatIf& what_if, std::string_view campaign, std::string_view zone_data) {
  json::array pairs;
  for (const service::WhatIf::Pair& each : what_if.pairs) {
    json::object pair{
        {"before", {{"decision", to_string(each.before.outcome)}, {"reason", to_string(each.before.reason)}}},
        {"after", {{"decision", to_string(each.after.outcome)}, {"reason", to_string(each.after.reason)}}},
        {"customers", each.customers}};
    if (each.changed()) pair["examples"] = json::array(each.examples.begin(), each.examples.end());
    pairs.push_back(std::move(pair));
  }
  json::object object{{"campaign", campaign},
                      {"instant", assent::to_string(what_if.at)},
                      {"before", side_of(what_if.before)},
                      {"after", side_of(what_if.after)},
                      {"customers", what_if.customers},
                      {"changed", what_if.changed},
                      {"gained", what_if.gained},
                      {"lost", what_if.lost},
                      {"not_customers", what_if.not_customers},
                      {"asked_ledger", what_if.asked_ledger},
                      {"pairs", std::move(pairs)}};
  return with(std::move(object), zone_data);
}

json::object json_of(std::span<const service::Reach> curve, std::string_view campaign, const TimeZone& zone,
                     std::string_view zone_data) {
  json::array points;
  for (const service::Reach& each : curve) {
    json::object point{{"day", assent::to_string(zone.date_at(each.at))}};
    add_counts(point, each);
    point["regime_version"] = each.regime_version;
    points.push_back(std::move(point));
  }
  json::object object{{"campaign", campaign},
                      {"regime", curve.front().regime},
                      {"regime_version", curve.front().regime_version},
                      {"points", std::move(points)}};
  return with(std::move(object), zone_data);
}

json::object reach_json(const service::ReachCounted& counted, std::string_view campaign, const TimeZone* zone,
                        std::string_view zone_data) {
  if (const auto* curve = std::get_if<service::ReachByDay>(&counted))
    return json_of(*curve, campaign, *zone, zone_data);
  if (const auto* what_if = std::get_if<service::WhatIf>(&counted)) return json_of(*what_if, campaign, zone_data);
  return json_of(std::get<service::Reach>(counted), campaign, zone_data);
}

}  // namespace assent::wire
