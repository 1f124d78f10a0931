// Random ledgers that are often at boundaries: few instants, telephone numbers and parties, so that things coincide.
#pragma once

#include "consent/use.hpp"
#include "ledger/ledger.hpp"
#include "twin/random_draw.hpp"

#include <string>
#include <vector>

namespace assent::index_test {

// Notices in several languages and with several faults, agreements with two parties.
std::vector<ledger::Draft> random_carrier_wide(twin::Draw& draw);

// One of few instants, most of them in the first half of 2026, some a fraction of a second apart.
Instant random_instant(twin::Draw& draw);

// Records some accounts with some events each. Returns their names; one or two have no entries at all.
std::vector<std::string> fill(twin::Draw& draw, ledger::Ledger& ledger, std::size_t accounts);
// One to three further entries of one of the accounts; now and then an agreement, a further notice or version of one,
// or one that was published before.
void add_more(twin::Draw& draw, ledger::Ledger& ledger, const std::vector<std::string>& accounts);

Use random_use(twin::Draw& draw, const Catalogue& catalogue);

// One of few telephone numbers, in E.164.
std::string random_telephone(twin::Draw& draw);

}  // namespace assent::index_test
