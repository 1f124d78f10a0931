// Failures as JSON, for programs.
#pragma once

#include "watchdog/failure.hpp"

#include <boost/json/object.hpp>

#include <vector>

namespace assent::probes {

boost::json::object json_of(const watchdog::Failure& failure);
boost::json::object json_of(const std::vector<watchdog::Failure>& failures);

}  // namespace assent::probes
