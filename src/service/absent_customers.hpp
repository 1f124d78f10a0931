// Absent customers: who is on record as active and not in a file that has the carrier's whole base.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace assent {

// Whether the file names the account, by its hash (spread(account), index/key.hpp).
using InFile = std::function<bool(std::uint64_t hash)>;

// How many there are up to `heads`. Reads the ledger once, in its own order; memory does not grow with it beyond
// kBytesToRead (service/entries_by_account.hpp), and is needed for absent accounts only.
//
//   unavailable, damaged  as the ledger
Result<std::uint64_t> count_absent(const Ledger& ledger, const std::vector<LogHead>& heads, const InFile& in_file);

// Records that they have left, with all else as it was, from the circumstances' effective instant on; calls `left` with
// some accounts at a time, once that is recorded. Who is no longer active by then is passed over. How many were
// recorded.
//
//   unavailable, damaged  as the ledger; what was recorded before stays
Result<std::uint64_t> record_absent(Ledger& ledger, const std::vector<LogHead>& heads, const InFile& in_file,
                                    const Circumstances& circumstances, Instant effective, const Clock& clock,
                                    const std::function<Result<void>(const std::vector<std::string>&)>& left);

}  // namespace assent
