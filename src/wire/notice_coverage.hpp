// Who was told, and who is due for a notice, as JSON: docs/schema/notice-coverage.schema.json, notice-due.
#pragma once

#include "consent/coverage.hpp"
#include "coverage/count.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>

namespace assent::wire {

using CountOfDay = std::pair<Date, coverage::Count>;

boost::json::object notice_coverage_json(Date day, const Names& notices, const coverage::Report& report,
                                         std::span<const CountOfDay> trend, std::uint64_t unclear);

boost::json::object notices_due_json(std::uint64_t customers, const std::map<std::string, std::uint64_t>& by_reason,
                                     const std::map<std::string, std::uint64_t>& by_channel,
                                     const std::map<std::string, Date>& first_day, std::uint64_t unclear,
                                     const std::string& list);

}  // namespace assent::wire
