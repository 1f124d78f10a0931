#include "wire/status.hpp"

#include "service/life.hpp"
#include "wire/decision.hpp"
#include "wire/values.hpp"

#include <boost/json/array.hpp>

#include <utility>

namespace assent::wire {
namespace {

namespace json = boost::json;

json::object side_of(Instant known_at, const regime::Regime& regime, const decision::Decision& decision) {
  json::object object{{"known_at", assent::to_string(known_at)}};
  for (auto& member : json_of(regime, decision)) object.insert(std::move(member));
  return object;
}

}  // namespace

json::object json_of(const service::TwoTimes& times, const regime::Regime& regime, std::string_view zone_data,
                     bool simulation, explanation::Language language, std::optional<Instant> erased) {
  json::array learnt;
  for (const service::Learnt& each : times.between) {
    const service::LifeRow row = service::life_row(each.recorded, language);
    learnt.push_back(json::object{{"entry", entry_name(row.position)},
                                  {"recorded", assent::to_string(row.recorded)},
                                  {"effective", assent::to_string(row.effective)},
                                  {"what", row.what},
                                  {"turns", each.turns}});
  }
  return {{"account", times.account},
          {"regime", regime.id},
          {"regime_version", regime.version},
          {"zone_data", text_or_null(zone_data)},
          {"at", assent::to_string(times.at)},
          {"then", side_of(times.first_known_at, regime, times.first)},
          {"now", side_of(times.second_known_at, regime, times.second)},
          {"same", times.same()},
          {"learnt", std::move(learnt)},
          {"others", times.others},
          {"erased", erased ? json::value(json::string(assent::to_string(*erased))) : json::value(nullptr)},
          {"simulation", simulation}};
}

}  // namespace assent::wire
