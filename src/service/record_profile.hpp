// Recording one customer's profile as it becomes known, with the refusals that become theirs by it. An import does the
// same for many (service/import_customers.hpp).
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "consent/coverage.hpp"
#include "ledger/ledger.hpp"
#include "service/circumstances.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace assent::service {

struct ProfileReceipts {
  std::vector<ledger::Receipt> receipts;  // of the drafts, in order
  std::uint64_t kept_refusals = 0;        // recorded for the account, because they came from its numbers
  std::uint64_t suspected_links = 0;      // with accounts that left (service/suspected_links.hpp)
  std::uint64_t carried = 0;              // refusals recorded because of these
};

// Appends the drafts, all of that account and together. `telephones` are those of its profile by these drafts, or
// without one among them, on record. What was said from these numbers before is recorded first, as an account on record
// with a number must have it; and again afterwards, for what was said meanwhile. Without drafts, only that is done: so
// a retry completes what was interrupted. Safe to repeat.
//
//   invalid, conflict     as the ledger for the drafts
//   unavailable, damaged  as the ledger; refusals, and then the drafts, may be recorded
Result<ProfileReceipts> record_profile(ledger::Ledger& ledger, const std::string& account, const Names& telephones,
                                       std::span<const ledger::Draft> drafts, const Circumstances& by,
                                       const Clock& clock);

}  // namespace assent::service
