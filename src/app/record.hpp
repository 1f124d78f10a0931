// Record: a customer's choice, or the carrier's agreement. The customer is named by account or by telephone number. As
// thread-safe as the engine.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "service/acknowledgement.hpp"
#include "service/choice.hpp"
#include "service/circumstances.hpp"
#include "service/customer_file.hpp"

#include <string>
#include <variant>

namespace assent::app {

struct RecordRequest {
  // Empty for the carrier's own records (an agreement). By telephone number only if the choice refuses.
  service::CustomerName who;
  service::Choice choice;
  service::Circumstances circumstances;
  std::string regime;  // that checks it; empty: the default one
  service::Acknowledged as = service::Acknowledged::with_changes;
};

struct RecordOutcome {
  RegimeInUse regime;
  std::variant<service::Acknowledgement, service::RefusalsOfNumber> done;  // by account; by telephone number
};

// Records it and reports what that changed. When it returns, every decision of the engine reflects it.
//
//   invalid, not_found, conflict, unavailable, damaged  as Recorder and Engine::regime()
Result<RecordOutcome> record_choice(Engine& engine, const RecordRequest& request);

}  // namespace assent::app
