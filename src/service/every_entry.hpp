// Every entry of a ledger, one after the other.
#pragma once

#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <functional>
#include <stop_token>

namespace assent::service {

// Calls `visit` with each entry, log by log, up to the heads at the time of the call: what `visit` records is not among
// them. What identifies customers is sealed (Ledger::open()). Checks `stop` before each entry.
//
//   unavailable, damaged  as the ledger; unavailable also: `stop` was requested
//
// Else fails as `visit` did.
Result<void> every_entry(const ledger::Ledger& ledger, const OnProgress& on_progress, const std::stop_token& stop,
                         const std::function<Result<void>(ledger::Recorded)>& visit);

}  // namespace assent::service
