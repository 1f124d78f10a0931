// Changes: what one entry of a customer's account changed, for each kind of recipient.
#pragma once

#include "ledger/ledger.hpp"
#include "regime/regime.hpp"
#include "service/acknowledgement.hpp"
#include "service/customer_file.hpp"

#include <vector>

namespace assent::service {

// The decisions just before and just after `recorded`, at its recorded instant and as known then (StatusChange says
// about which uses). `entries` are those of its account; later ones have no effect, so the same entry always gives the
// same, under the same rules. As thread-safe as `file`.
std::vector<StatusChange> changes_by(const CustomerFile& file, const CustomerFile::Entries& entries,
                                     const ledger::Recorded& recorded, const regime::Regime& regime);

}  // namespace assent::service
