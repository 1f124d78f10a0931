#include "wire/scrub.hpp"

#include "wire/values.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <utility>

namespace assent::wire {

std::string to_json(const service::ScrubOccasion& occasion, const service::ScrubSummary& summary) {
  boost::json::object by_reason;
  for (const auto& [reason, rows] : summary.by_reason) by_reason[to_string(reason)] = rows;

  boost::json::object object;
  object["campaign"] = occasion.campaign;
  object["regime"] = occasion.regime;
  object["regime_version"] = occasion.regime_version;
  if (!occasion.zone_data.empty()) object["zone_data"] = occasion.zone_data;
  object["instant"] = assent::to_string(occasion.as_of.at);
  if (occasion.as_of.known_at) object["known_at"] = assent::to_string(*occasion.as_of.known_at);
  object["run"] = json_of(occasion.run);
  object["rows"] = summary.rows;
  object["permitted"] = summary.permitted;
  object["refused"] = summary.refused;
  object["unreadable"] = summary.unreadable;
  object["by_reason"] = std::move(by_reason);
  if (summary.unchanged > 0) object["unchanged"] = summary.unchanged;
  if (summary.valid_until) object["valid_until"] = assent::to_string(*summary.valid_until);
  return boost::json::serialize(object) + '\n';
}

}  // namespace assent::wire
