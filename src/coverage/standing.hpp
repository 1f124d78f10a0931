// Standing: how one customer stands with a carrier's notices, from their ledger entries: proved, lapsed, failed or
// none; and the best way to reach them. Pure; thread-safe. Days are those of the customer's own zone.
#pragma once

#include "base/result.hpp"
#include "coverage/told.hpp"
#include "ledger/fold.hpp"
#include "ledger/ledger.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assent::coverage {

struct Standing {
  bool active = false;
  std::string source_system;      // empty: not stated
  std::optional<Date> activated;  // none: not stated
  std::string language;           // empty: unknown
  Told told;                      // without its channel
  std::string channel;            // that of `told`
  unsigned ways = 0;              // index::Particulars::Way
  std::string best_channel;       // as coverage::best_channel()
};

// Of the account, from its entries, opened (so that addresses are known), in the ledger's order. Corrections, reviews
// and failures count as in a decision. Nothing: no customer at that instant.
//
//   damaged  as ledger::fold_account(): the customer's status cannot be established
Result<std::optional<Standing>> standing_of(std::string_view account, std::span<const ledger::Recorded> entries,
                                            const ledger::CarrierFile& carrier, const TimeZones& zones,
                                            const Question& question);

std::optional<Due> due_of(const Standing& standing, Date today);  // none: not now

}  // namespace assent::coverage
