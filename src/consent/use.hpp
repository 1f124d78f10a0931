// Use: what a recipient proposes to do with customer information. The decision permits or denies exactly this.
#pragma once

#include "consent/coverage.hpp"
#include "consent/offer.hpp"

#include <optional>
#include <string>

namespace assent {

// The relation names that the sources define; a regime may add others.
inline constexpr const char* kCarrier = "carrier";

struct Use {
  std::string purpose;  // `marketing`, `winback`, `billing`, …
  std::optional<Offer>
      offer;              // none: nothing is offered; such a use is never free and counts as not communications-related
  std::string recipient;  // the recipient's relation to the carrier: `carrier`, `agent`, …
  std::string party;      // the recipient by name; empty: none named
  Names information;      // types of information used; at least one
  bool supervisor_approved = false;  // a supervisor reviewed and approved it (requests for approval)
  bool soft_opt_in = false;          // made under the soft opt-in: refusal offered at collection and each time
  std::string channel{};  // by which the customer will be contacted: `email`, `sms`, `call`, …; empty: the information
                          // is used or disclosed without a contact

  friend bool operator==(const Use&, const Use&) = default;
};

}  // namespace assent
