// The results of decision cases, as JSON: docs/schema/cases.schema.json.
#pragma once

#include "cases/run.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <string_view>

namespace assent::wire {

// A case that did not pass.
boost::json::object json_of(const cases::CaseResult& result, std::string_view file);
// `differing` are those that did not pass, as above.
boost::json::object cases_json(long passed, long failed, boost::json::array differing);

}  // namespace assent::wire
