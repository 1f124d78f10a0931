// Customer: an account relationship with the carrier, as it stood at one instant.
//
// Never a telephone number: numbers get new holders, and accounts change hands (47 CFR 64.2003(f)).
#pragma once

#include "consent/coverage.hpp"

#include <string>

namespace assent {

enum class CustomerState { active, former };
enum class CustomerKind { residential, business };

struct Customer {
  std::string account;  // empty: all of the given history is theirs
  CustomerState state = CustomerState::active;
  CustomerKind kind = CustomerKind::residential;
  std::string language;   // BCP 47 tag as the carrier keeps it, such as `ar`; empty: unknown, matches any notice
  std::string time_zone;  // IANA name; empty: unknown, the last zone of the regime's footprint is used
  Names services;         // categories subscribed at that instant
  Names former_services;  // categories held when a former customer left

  friend bool operator==(const Customer&, const Customer&) = default;
};

}  // namespace assent
