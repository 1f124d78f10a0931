// Import: the use cases of bringing in a carrier's customers, and the approvals and refusals of an old system.
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

namespace assent {

struct ImportRequest {
  std::optional<Instant> effective;  // when it counts from; none: the present
  std::string actor;
  std::string run;       // its name (service/run_name.hpp); empty: one that nobody has had
  bool dry_run = false;  // says what the import would do, and records nothing
  ImportOptions options;
};

// Each is used by one import, from the thread that runs it; both outlive it.
struct ImportPorts {
  OpenText text;      // the file (CSV)
  RejectsTo rejects;  // where the rows go that cannot be used, or not as they stand
};

struct CustomersImported {
  ImportCounts counts;
  std::string run;
};
struct ApprovalsImported {
  ApprovalCounts counts;
  std::string run;
};

// What customers can have, and whom a refusal can name, is as the engine's rules have it. When they return, also with
// an error, every answer of the engine reflects what was recorded. `stop` is looked at whenever some of the text is
// read.
//
//   invalid      the name of the run; else as import_customers() and import_approvals() of `service`
//   unavailable  likewise; or `stop` was asked for: what was recorded before stays, and the import can be repeated
//   damaged      likewise
Result<CustomersImported> import_customers(Engine& engine, const CustomerMapping& mapping, const ImportRequest& request,
                                           const ImportPorts& ports, const OnProgress& on_progress = {},
                                           const std::stop_token& stop = {});
Result<ApprovalsImported> import_approvals(Engine& engine, const ApprovalMapping& mapping, const ImportRequest& request,
                                           const ImportPorts& ports, const OnProgress& on_progress = {},
                                           const std::stop_token& stop = {});

}  // namespace assent
