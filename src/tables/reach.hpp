// The result of counting a base, as a person reads it. Pure.
#pragma once

#include "base/time_zone.hpp"
#include "explanation/language.hpp"
#include "service/reach_counts.hpp"

#include <string>
#include <string_view>

namespace assent::tables {

// The campaign and its rules, and tables of the counts. `campaign` is its name; `zone` is the zone of the days, if days
// were counted. A curve is not empty. `bold` as in Table::text().
std::string reach_text(const service::ReachCounted& counted, std::string_view campaign, const TimeZone* zone,
                       explanation::Language language, bool bold);

}  // namespace assent::tables
