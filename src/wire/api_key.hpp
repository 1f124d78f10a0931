// A new API key as JSON: docs/schema/api-key.schema.json. The one place that shows the key itself.
#pragma once

#include "access/api_key.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace assent::wire {

// `table`: what stands in the file of those who may come in.
boost::json::object json_of(const access::NewApiKey& made, std::string_view table);

}  // namespace assent::wire
