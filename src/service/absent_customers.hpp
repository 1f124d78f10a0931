// Absent customers: customers who are on record as active and are not in a file that has the carrier's whole base.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace assent::service {

// Whether the file names the account, by its hash (spread(account), index/key.hpp).
using InFile = std::function<bool(std::uint64_t hash)>;

// How many there are up to `heads`. Reads the ledger once, in its own order. Memory for the ledger is at most
// kBytesToRead (service/entries_by_account.hpp); only absent accounts need more.
//
//   unavailable, damaged  as the ledger
Result<std::uint64_t> count_absent(const ledger::Ledger& ledger, const std::vector<ledger::LogHead>& heads,
                                   const InFile& in_file);

// Records that they have left, from the circumstances' effective instant on; everything else stays as it was. Calls
// `left` with some accounts at a time, after they are recorded. Ignores customers who are no longer active by then.
// Returns how many were recorded.
//
//   unavailable, damaged  as the ledger; what was recorded before stays
Result<std::uint64_t> record_absent(ledger::Ledger& ledger, const std::vector<ledger::LogHead>& heads,
                                    const InFile& in_file, const Circumstances& circumstances, Instant effective,
                                    const Clock& clock,
                                    const std::function<Result<void>(const std::vector<std::string>&)>& left);

}  // namespace assent::service
