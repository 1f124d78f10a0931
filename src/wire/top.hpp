// What a server did in a while, as JSON: docs/schema/top.schema.json.
#pragma once

#include "watch/reading.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace assent::wire {

// `seconds`: between the two readings, more than 0.
boost::json::object json_of(std::string_view server, const watch::Reading& since, double seconds);
// Of a server that was not reached.
boost::json::object json_of_unreached(std::string_view server, std::string_view trouble);

}  // namespace assent::wire
