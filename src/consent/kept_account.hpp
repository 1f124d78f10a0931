// Accounts that belong to no customer: the ledger's own records. Pure.
#pragma once

#include <string_view>

namespace assent {

// For refusals from telephone numbers that no account on record has, until an account gets the number. Followed by
// digits that reveal the number only to a holder of the ledger's key (service/kept_refusals.hpp).
inline constexpr std::string_view kNumberAccount = "number:";

// For the carrier's own records that no decision rests on. So they do not make decisions read the carrier-wide entries
// again.
inline constexpr std::string_view kCarrierAccount = "carrier:";
inline constexpr std::string_view kCampaignRuns = "carrier:campaign_runs";
// Of searches and lists: what was read of many customers at once.
inline constexpr std::string_view kReadings = "carrier:readings";

inline bool is_number_account(std::string_view account) { return account.starts_with(kNumberAccount); }
inline bool is_carrier_account(std::string_view account) { return account.starts_with(kCarrierAccount); }
// Whether a customer can have it.
inline bool is_customers_account(std::string_view account) {
  return !account.empty() && !is_number_account(account) && !is_carrier_account(account);
}

}  // namespace assent
