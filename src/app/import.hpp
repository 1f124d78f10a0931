// Import: the use cases of importing a carrier's customers, and the approvals and refusals of an old system.
#pragma once

#include "app/engine.hpp"
#include "base/byte_stream.hpp"
#include "base/result.hpp"
#include "intake/approval_mapping.hpp"
#include "intake/customer_mapping.hpp"
#include "service/circumstances.hpp"
#include "service/import_approvals.hpp"
#include "service/import_customers.hpp"
#include "service/rejects_to.hpp"

#include <optional>
#include <stop_token>
#include <string>

namespace assent::app {

struct ImportRequest {
  std::optional<Instant> effective;  // from when it counts; none: the present
  std::string actor;
  std::string run;       // its name (service/run_name.hpp); empty: a new name
  bool dry_run = false;  // reports what the import would do, and records nothing
  service::ImportOptions options;
};

// Each is used by one import, from the thread that runs it; both outlive it.
struct ImportPorts {
  service::OpenText text;      // the file (CSV)
  service::RejectsTo rejects;  // for the rows that cannot be used as they stand
};

struct CustomersImported {
  service::ImportCounts counts;
  std::string run;
};
struct ApprovalsImported {
  service::ApprovalCounts counts;
  std::string run;
};

// The engine's rules say what customers can have, and which recipients a refusal can name. When a function returns,
// even with an error, every decision of the engine reflects what was recorded. Each reading of the text checks `stop`.
//
//   invalid      the name of the run; else as import_customers() and import_approvals() of `service`
//   unavailable  the same; or `stop` was requested: what was recorded before stays, and you can repeat the import
//   damaged      the same
Result<CustomersImported> import_customers(Engine& engine, const intake::CustomerMapping& mapping,
                                           const ImportRequest& request, const ImportPorts& ports,
                                           const service::OnProgress& on_progress = {},
                                           const std::stop_token& stop = {});
Result<ApprovalsImported> import_approvals(Engine& engine, const intake::ApprovalMapping& mapping,
                                           const ImportRequest& request, const ImportPorts& ports,
                                           const service::OnProgress& on_progress = {},
                                           const std::stop_token& stop = {});

}  // namespace assent::app
