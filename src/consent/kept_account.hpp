// Accounts that are no customer's: what the ledger keeps under a name of its own. Pure.
#pragma once

#include <string_view>

namespace assent {

// Where refusals from telephone numbers that nobody on record has are kept until somebody gets them. Followed by
// figures that tell the number to nobody who has not the ledger's key (service/kept_refusals.hpp).
inline constexpr std::string_view kNumberAccount = "number:";

// Where the carrier keeps records of its own that no decision rests on. So they do not make anybody read anew what is
// carrier-wide and decides.
inline constexpr std::string_view kCarrierAccount = "carrier:";
inline constexpr std::string_view kCampaignRuns = "carrier:campaign_runs";

inline bool is_number_account(std::string_view account) { return account.starts_with(kNumberAccount); }
inline bool is_carrier_account(std::string_view account) { return account.starts_with(kCarrierAccount); }
// Whether a customer may have it.
inline bool is_customers_account(std::string_view account) {
  return !account.empty() && !is_number_account(account) && !is_carrier_account(account);
}

}  // namespace assent
