// Status: the use case of one question with two known-at instants: the decision as known then and as known now, and the
// entries that make the difference. As thread-safe as the engine.
#pragma once

#include "app/engine.hpp"
#include "app/query.hpp"
#include "base/result.hpp"
#include "service/answers_at_two_times.hpp"
#include "service/customer_file.hpp"

#include <optional>
#include <string_view>

namespace assent::app {

struct StatusQuery {
  Query query;  // `known_at` is the earlier moment; none: the instant decided about, or the later moment if that is
                // sooner
  std::optional<Instant> and_known_at = {};  // the later one; none: everything recorded
  // The names of the two in messages.
  std::string_view known_at_called = "the earlier moment";
  std::string_view and_known_at_called = "the later one";
};

struct StatusTold {
  RegimeInUse regime;
  service::TwoTimes times;
  const TimeZone* zone;           // the customer's; nullptr: unknown. It lives as long as the engine's zones
  std::optional<Instant> erased;  // when what identified the customer was erased, as known at the later moment
};

// Asks the ledger. If something about the customer cannot be established, the decision is a deny, not an error.
//
//   invalid, not_found    the question names something that does not exist (Engine::regime(), use_of()); invalid also:
//   the
//                         later moment is before the earlier one
//   unavailable, damaged  as at_two_times()
Result<StatusTold> status_at_two_times(const Engine& engine, const service::CustomerName& who,
                                       const StatusQuery& asked);

}  // namespace assent::app
