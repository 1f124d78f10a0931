// What many shapes have: an instant or none, a text or none, names, places in the ledger.
#pragma once

#include "base/instant.hpp"
#include "consent/position.hpp"
#include "ledger/ledger.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::wire {

// Each is null where there is none.
boost::json::value json_of(std::optional<Instant> instant);
boost::json::value json_of(std::optional<Date> day);
boost::json::value json_of(std::optional<Position> entry);
boost::json::value text_or_null(std::string_view text);  // empty: none

boost::json::array strings(const std::vector<std::string>& texts);
boost::json::array json_of(const std::vector<ledger::LogHead>& heads);

}  // namespace assent::wire
