// The results for the rows of a list, as JSON: docs/schema/customer-import.schema.json, approval-import, retraction,
// answers, notice-rows.
#pragma once

#include "service/answers.hpp"
#include "service/correct.hpp"
#include "service/import_approvals.hpp"
#include "service/import_customers.hpp"
#include "service/notices.hpp"
#include "service/rejects_to.hpp"

#include <boost/json/object.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace assent::wire {

// The rows that a person must look at.
struct RejectsNamed {
  std::optional<std::string> file;    // where they are; none: there is none
  service::TalliedReasons reasons{};  // what is reported about them
};

// The name of an import, and whether it was only tried.
struct ImportRun {
  std::string run;
  bool dry_run = false;
};

boost::json::object json_of(const service::ImportCounts& counts, const ImportRun& run, const RejectsNamed& rejects);
boost::json::object json_of(const service::ApprovalCounts& counts, const ImportRun& run, const RejectsNamed& rejects);
boost::json::object json_of(const service::RetractionCounts& counts, std::string_view run);
boost::json::object json_of(const service::AnswerCounts& counts, const RejectsNamed& rejects);
boost::json::object json_of(const service::NoticeCounts& counts, const RejectsNamed& rejects);

}  // namespace assent::wire
