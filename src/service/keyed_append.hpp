// Appending entries whose keys are made from what they say, so that a run can be repeated.
#pragma once

#include "ledger/ledger.hpp"

#include <optional>
#include <span>
#include <vector>

namespace assent {

// Appends the drafts, all with keys that differ. Nothing in place of a receipt: the key is on record with another actor
// or channel, so what it stands for was recorded before. Other errors are passed on; drafts before may then be
// recorded.
Result<std::vector<std::optional<Receipt>>> append_keyed(Ledger& ledger, std::span<const Draft> drafts, Instant now);

}  // namespace assent
