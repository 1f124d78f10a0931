#include "wire/partners.hpp"

#include "wire/values.hpp"

#include <boost/json/array.hpp>

#include <utility>

namespace assent::wire {

boost::json::object partners_json(const Partners& partners) {
  boost::json::array listed;
  for (const Partner& each : partners) {
    listed.push_back(boost::json::object{{"entry", entry_name(each.entry)},
                                         {"party", each.party},
                                         {"name", each.name},
                                         {"recipient", each.recipient},
                                         {"country", text_or_null(each.country)},
                                         {"state", each.ended ? "ended" : "active"},
                                         {"effective", assent::to_string(each.from)}});
  }
  return {{"partners", std::move(listed)}};
}

boost::json::object agreements_json(const std::vector<Agreement>& agreements) {
  boost::json::array listed;
  for (const Agreement& each : agreements) {
    listed.push_back(boost::json::object{{"entry", entry_name(each.entry)},
                                         {"party", each.party},
                                         {"from", assent::to_string(each.from)},
                                         {"to", assent::to_string(each.to)},
                                         {"clauses", strings(each.clauses)}});
  }
  return {{"agreements", std::move(listed)}};
}

}  // namespace assent::wire
