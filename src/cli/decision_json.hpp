// Answers as JSON objects. docs/manual.md documents the keys; they are stable.
#pragma once

#include "base/issue.hpp"
#include "base/time_zone.hpp"
#include "consent/position.hpp"
#include "decision/decide.hpp"
#include "explanation/explain.hpp"
#include "regime/regime.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <optional>
#include <string>

namespace assent {

boost::json::object json_of(const Regime& regime, const Decision& decision);
boost::json::object json_of(const Explanation& explanation);
boost::json::array json_of(const Issues& issues);

// Null where there is none.
boost::json::value json_of(std::optional<Instant> instant);
boost::json::array strings(const std::vector<std::string>& texts);

// The version of the time zone data; null where they have none.
boost::json::value zone_data_of(const TimeZones& zones);

std::string_view to_string(RemedyStep step);

}  // namespace assent
