// Number accounts: where refusals from telephone numbers that nobody on record has are kept until somebody gets them.
// They are no customers' accounts. Pure.
#pragma once

#include <string_view>

namespace assent {

// Followed by figures that tell the number to nobody who has not the ledger's key (service/kept_refusals.hpp).
inline constexpr std::string_view kNumberAccount = "number:";

inline bool is_number_account(std::string_view account) { return account.starts_with(kNumberAccount); }

}  // namespace assent
