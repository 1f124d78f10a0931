// Runs as JSON: docs/schema/notice-run.schema.json, notice-runs, notice-run-sent.
#pragma once

#include "outreach/notice_run.hpp"
#include "outreach/sender.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace assent::outreach {

boost::json::object json_of(const NoticeRun& run);
// `waiting` is from letters_waiting().
boost::json::object json_of(const std::vector<NoticeRun>& runs, const std::map<std::string, std::uint64_t>& waiting);
boost::json::object json_of(const NoticeRun& run, const SendCounts& counts);

}  // namespace assent::outreach
