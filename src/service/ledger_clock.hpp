// What a ledger says about time. A recorded instant is never earlier than those before it. So a ledger written with a
// clock that was ahead stays ahead of every right clock until that clock reaches the same instant.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"

namespace assent::service {

// The recorded instant of the last entry of all; kEarliest where there is none.
//
//   unavailable, damaged  as the ledger
Result<Instant> last_recorded(const ledger::Ledger& ledger);

// When an entry would be recorded: by the caller's clock, or by the ledger if that is ahead. An undated entry counts
// from there.
//
//   unavailable, damaged  as the ledger
Result<Instant> recording_instant(const ledger::Ledger& ledger, Instant now);

// Whether the ledger is a simulation: its first entry says so. It accepts any clock, and proves nothing.
//
//   unavailable, damaged  as the ledger
Result<bool> is_simulation(const ledger::Ledger& ledger);

}  // namespace assent::service
