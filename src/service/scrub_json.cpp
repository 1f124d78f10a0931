#include "service/scrub.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace assent {

std::string to_json(const ScrubSummary& summary) {
  boost::json::object by_reason;
  for (const auto& [reason, rows] : summary.by_reason) by_reason[to_string(reason)] = rows;

  boost::json::object object;
  object["campaign"] = summary.campaign;
  object["regime"] = summary.regime;
  object["regime_version"] = summary.regime_version;
  object["instant"] = to_string(summary.as_of.at);
  if (summary.as_of.known_at) object["known_at"] = to_string(*summary.as_of.known_at);
  object["rows"] = summary.rows;
  object["permitted"] = summary.permitted;
  object["refused"] = summary.refused;
  object["unreadable"] = summary.unreadable;
  object["by_reason"] = std::move(by_reason);
  return boost::json::serialize(object) + '\n';
}

}  // namespace assent
