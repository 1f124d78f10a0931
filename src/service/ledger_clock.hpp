// What a ledger says of time. Each entry's recorded instant is never earlier than those before it; so a ledger that was
// written by a clock that was ahead stays ahead of every right one, until that has come as far.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"

namespace assent {

// The recorded instant of the last entry of all; kEarliest where there is none.
//
//   unavailable, damaged  as the ledger
Result<Instant> last_recorded(const Ledger& ledger);

// When something would be recorded: by the caller's clock, or by the ledger where that is ahead of it. What nobody
// dated counts from there.
//
//   unavailable, damaged  as the ledger
Result<Instant> recording_instant(const Ledger& ledger, Instant now);

// Whether the ledger was made for trying things out: its first entry says so. It takes any clock, and proves nothing.
//
//   unavailable, damaged  as the ledger
Result<bool> is_simulation(const Ledger& ledger);

}  // namespace assent
