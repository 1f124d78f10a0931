// What a load on a server gave, as JSON: docs/schema/load.schema.json.
#pragma once

#include "load/run.hpp"

#include <boost/json/object.hpp>

#include <cstddef>

namespace assent::wire {

boost::json::object json_of(const load::Plan& plan, std::size_t connections, const load::Results& results);

}  // namespace assent::wire
