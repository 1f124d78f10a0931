// A customer's life, from his ledger entries to the versions of a row: at every instant at which one of his events
// begins to count, or the last day of one of his opt-ins is over, what is known of him from then on. Pure.
#pragma once

#include "index/shared_facts.hpp"
#include "index/version.hpp"
#include "ledger/ledger.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

struct Life {
  // In order of `since`; `earlier` is not set. Empty: he is no customer. kAskLedgerRow alone: the packed form
  // cannot say what the ledger does, or the entries are damaged.
  std::vector<Version> versions;
  Names telephones;               // every number that the account ever had
  bool always_one_number = true;  // … and it is one, that every profile has
};

// Zones in which the local date of a sending is needed where the customer's own zone is unknown: the last zones of the
// footprints of the regimes that the index may be asked under. No nullptr.
using Footprints = std::vector<const TimeZone*>;

// `entries` as the ledger has them of the account, all of them.
Life life_of(std::string_view account, std::span<const Recorded> entries, const Surroundings& surroundings,
             const Footprints& footprints, SharedFacts& shared);

// The earliest instant that has the same local date as `sent` in every one of the zones, back to when one of their
// dates last changed: what two sendings must have in common to be alike for customers of unknown zone.
Instant same_dates_since(Instant sent, const Footprints& footprints);

}  // namespace assent
