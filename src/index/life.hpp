// A customer's life: turns ledger entries into the versions of a row. At every instant at which an event begins to
// count, or the last day of an opt-in is over, a version says what is known from then on. Pure.
#pragma once

#include "index/particulars.hpp"
#include "index/shared_facts.hpp"
#include "index/version.hpp"
#include "ledger/ledger.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::index {

struct Life {
  // In order of `since`; `earlier` is not set. Empty: not a customer. Only kAskLedgerRow: the packed form cannot say
  // what the ledger does, or the entries are damaged.
  std::vector<Version> versions;
  Particulars particulars;        // those that hold to the end of time, as far as the ledger knows
  Names telephones;               // every number that the account ever had
  bool always_one_number = true;  // … and it is one, that every profile has
};

// If the customer's own zone is unknown, the local date of a sending is needed in these zones: the last zones of the
// footprints of the index's regimes. No nullptr.
using Footprints = std::vector<const TimeZone*>;

// `entries` are all of the account's entries, as the ledger has them.
Life life_of(std::string_view account, std::span<const ledger::Recorded> entries, const Surroundings& surroundings,
             const Footprints& footprints, SharedFacts& shared);

// The earliest instant that has the same local date as `sent` in all of the zones: the last change of date in one of
// them. For customers of unknown zone, two sendings with the same result are equal.
Instant same_dates_since(Instant sent, const Footprints& footprints);

}  // namespace assent::index
