// What became of the rows of a list, as JSON: docs/schema/customer-import.schema.json, approval-import, retraction,
// answers, notice-rows.
#pragma once

#include "service/answers.hpp"
#include "service/correct.hpp"
#include "service/import_approvals.hpp"
#include "service/import_customers.hpp"
#include "service/notices.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace assent {

// The file with the rows that need somebody's eyes; none: there is none.
using RejectsNamed = std::optional<std::string>;

// What an import was called, and whether it was only tried.
struct ImportRun {
  std::string run;
  bool dry_run = false;
};

boost::json::object json_of(const ImportCounts& counts, const ImportRun& run, const RejectsNamed& rejects);
boost::json::object json_of(const ApprovalCounts& counts, const ImportRun& run, const RejectsNamed& rejects);
boost::json::object json_of(const RetractionCounts& counts, std::string_view run);
boost::json::object json_of(const AnswerCounts& counts, const RejectsNamed& rejects);
boost::json::object json_of(const NoticeCounts& counts, const RejectsNamed& rejects);

}  // namespace assent
