// What a scrub found, as JSON: docs/schema/scrub.schema.json.
#pragma once

#include "service/scrub_summary.hpp"

#include <string>

namespace assent::wire {

// One object, with a line feed at the end.
std::string to_json(const service::ScrubOccasion& occasion, const service::ScrubSummary& summary);

}  // namespace assent::wire
