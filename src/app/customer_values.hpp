// CustomerValues: what is filled into a notice for one customer. Internal to the module. Pure.
#pragma once

#include "base/instant.hpp"
#include "evidence/entry.hpp"
#include "ledger/ledger.hpp"
#include "notice_check/variables.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace assent::app {

// The customer's profile in effect then, among the account's entries; nullptr: none was.
const evidence::CustomerRecorded* profile_at(std::span<const ledger::Recorded> entries, Instant at);

// Nothing: it has no value here, such as {page}, which is a secret of the customer's.
std::optional<std::string> value_of_customer(const notice_check::Variable& variable, std::string_view account,
                                             const evidence::CustomerRecorded* profile, std::string_view language);

}  // namespace assent::app
