// Runs as JSON: docs/schema/notice-run.schema.json, notice-runs, notice-run-sent.
#pragma once

#include "outreach/notice_run.hpp"
#include "outreach/sender.hpp"

#include <boost/json/object.hpp>

#include <vector>

namespace assent::outreach {

boost::json::object json_of(const NoticeRun& run);
boost::json::object json_of(const std::vector<NoticeRun>& runs);
boost::json::object json_of(const NoticeRun& run, const SendCounts& counts);

}  // namespace assent::outreach
