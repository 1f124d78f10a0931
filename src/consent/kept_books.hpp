// The accounts in which the carrier keeps who is told of changes, and how far each was told: no change that anybody is
// told of. Pure.
#pragma once

#include <string_view>

namespace assent {

// Of privacy documents (TMF644).
inline constexpr std::string_view kPrivacySubscriptions = "carrier:privacy_subscriptions";
inline constexpr std::string_view kPrivacyTold = "carrier:privacy_told";
// Of all events. What it is about follows.
inline constexpr std::string_view kEventBooks = "carrier:event_";

inline bool is_book_of_the_told(std::string_view account) {
  return account.starts_with(kEventBooks) || account.starts_with(kPrivacySubscriptions) ||
         account.starts_with(kPrivacyTold);
}

}  // namespace assent
