// The ledger's entries, account by account: for building what is derived from all of them.
#pragma once

#include "base/result.hpp"
#include "ledger/ledger.hpp"

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace assent {

// Whose entries are wanted, by the accounts' hashes (spread(account)); empty: all of them. It may give some that share
// a hash with one that is wanted.
using AccountsWanted = std::function<bool(std::uint64_t hash)>;

// Calls `visit` once with each account that is wanted and has entries up to `heads`, and with these, in the ledger's
// order; stops early when it returns false. Carrier-wide entries are passed over. Reads the logs several times where
// not all of their entries fit into `bytes_most` of memory at once. `progress` is told how many of how many entries are
// done, now and then; it may be empty.
//
//   unavailable, damaged  as the ledger
Result<void> each_account(const Ledger& ledger, const std::vector<LogHead>& heads,
                          const std::function<bool(const std::string& account, std::span<const Recorded>)>& visit,
                          const std::function<void(std::uint64_t done, std::uint64_t all)>& progress = {},
                          const AccountsWanted& wanted = {}, std::uint64_t bytes_most = std::uint64_t{2} << 30);

}  // namespace assent
