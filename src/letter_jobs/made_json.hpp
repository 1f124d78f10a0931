// What was made, as JSON: docs/schema/letters-made.schema.json.
#pragma once

#include "letter_jobs/make.hpp"

#include <boost/json/object.hpp>

namespace assent::letter_jobs {

boost::json::object json_of(const Made& made, const Pile& pile, Date mailing);

}  // namespace assent::letter_jobs
