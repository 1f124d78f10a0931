#include "wire/zones.hpp"

#include "wire/values.hpp"

#include <fmt/format.h>
#include <boost/json/array.hpp>

#include <cstdlib>
#include <utility>

namespace assent::wire {
namespace {

namespace json = boost::json;

json::object zone_json(const ZoneTold& each) {
  json::object object{{"zone", each.zone}, {"known", each.difference.has_value()}};
  if (each.difference) {
    const ZoneTold::Difference& found = *each.difference;
    object["from"] = assent::to_string(found.from);
    object["until"] = found.until == kNever ? json::value(nullptr) : json_of(std::optional(found.until));
    object["offset"] = offset_text(found.here);
    object["offset_there"] = offset_text(found.there);
  }
  object["packs"] = strings(each.packs);
  return object;
}

}  // namespace

std::string offset_text(std::chrono::seconds east_of_utc) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(east_of_utc).count();
  return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
}

json::object json_of(const ZonesChecked& checked) {
  json::object object{{"zone_data", text_or_null(checked.zone_data)},
                      {"newest_known", checked.newest_known},
                      {"old", text_or_null(checked.old.value_or(""))}};
  if (checked.with) {
    json::array zones;
    for (const ZoneTold& each : checked.with->differing) zones.push_back(zone_json(each));
    object["compared_with"] = checked.with->version;
    object["compared"] = checked.with->compared;
    object["differing"] = std::move(zones);
  }
  return object;
}

}  // namespace assent::wire
