#include "app/record.hpp"

#include <utility>

namespace assent::app {

Result<RecordOutcome> record_choice(Engine& engine, const RecordRequest& request) {
  RecordOutcome outcome;
  outcome.regime = TRY(engine.regime(request.regime, engine.now()));
  if (request.who.telephone.empty()) {
    outcome.done =
        TRY(engine.record(request.who.account, request.choice, request.circumstances, *outcome.regime, request.as));
  } else {
    outcome.done = TRY(engine.record_of_number(request.who.telephone, request.choice, request.circumstances,
                                               *outcome.regime, request.as));
  }
  return outcome;
}

}  // namespace assent::app
