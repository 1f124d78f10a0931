// Whether a customer permits e-mails at an instant: what the latest permission by then says. Pure; thread-safe.
#pragma once

#include "ledger/ledger.hpp"

#include <span>
#include <string_view>

namespace assent::ledger {

// From entries_of(account), in the ledger's order, as the fold reads them: a correction counts, and taking the
// permission back counts at once. Without a permission: false.
bool email_permitted(std::span<const Recorded> entries, std::string_view account, Instant at);

}  // namespace assent::ledger
