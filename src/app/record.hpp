// Record: what a customer decided, or the carrier agreed, by whichever name the customer is known. Thread-safe as the
// engine is.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "service/acknowledgement.hpp"
#include "service/choice.hpp"
#include "service/circumstances.hpp"
#include "service/customer_file.hpp"

#include <string>
#include <variant>

namespace assent {

struct RecordRequest {
  // Of the carrier's own (an agreement): empty. By telephone number only where the choice refuses.
  CustomerName who;
  Choice choice;
  Circumstances circumstances;
  std::string regime;  // that it is checked under; empty: the one that counts by default
};

struct RecordOutcome {
  RegimeInUse regime;
  std::variant<Acknowledgement, RefusalsOfNumber> done;  // by account; by telephone number
};

// Records it, and says what that changed. When it returns, every answer of the engine reflects it.
//
//   invalid, not_found, conflict, unavailable, damaged  as Recorder and Engine::regime()
Result<RecordOutcome> record_choice(Engine& engine, const RecordRequest& request);

}  // namespace assent
