// What checking a written text found, as JSON: docs/schema/check.schema.json.
#pragma once

#include "base/issue.hpp"

#include <boost/json/object.hpp>

#include <string_view>

namespace assent::wire {

boost::json::object check_json(std::string_view file, const Issues& issues);

}  // namespace assent::wire
