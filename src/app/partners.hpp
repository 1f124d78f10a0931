// Partners: the use case of reading the carrier's register of parties. Thread-safe as the engine is.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "consent/partner.hpp"

#include <optional>

namespace assent {

// What holds of each party at that instant (none: the present), in order of party, with all that is recorded.
//
//   unavailable, damaged  as the ledger
Result<Partners> partners_on_record(const Engine& engine, std::optional<Instant> at = std::nullopt);

}  // namespace assent
