// Partners: the use case of reading the carrier's register of parties, and its agreements with them. As thread-safe as
// the engine.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "consent/history.hpp"
#include "consent/partner.hpp"

#include <optional>
#include <vector>

namespace assent::app {

// What counts for each party at that instant (none: the present), ordered by party, with everything recorded.
//
//   unavailable, damaged  as the ledger
Result<Partners> partners_on_record(const Engine& engine, std::optional<Instant> at = std::nullopt);

// All on record, in the ledger's order: those that are over, too.
//
//   unavailable, damaged  as the ledger
Result<std::vector<Agreement>> agreements_on_record(const Engine& engine);

}  // namespace assent::app
