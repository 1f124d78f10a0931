// UseAsked: a use in the names that people write, and what these names mean under a regime. Pure.
#pragma once

#include "base/result.hpp"
#include "consent/offer.hpp"
#include "consent/use.hpp"
#include "regime/regime.hpp"

#include <string>
#include <vector>

namespace assent::app {

struct UseAsked {
  std::string purpose = "marketing";
  std::string offer;  // in the catalogue; empty: nothing is offered
  std::string recipient = "carrier";
  std::string party;
  std::vector<std::string> information;  // empty: `contact` and `services`
  std::string contact_channel;           // by which the customer will be contacted; empty: not contacted
  bool supervisor_approved = false;
  bool soft_opt_in = false;

  friend bool operator==(const UseAsked&, const UseAsked&) = default;
};

// invalid: the regime has no such purpose or relation, and the error lists them; a type of information is misspelt; the
// channel of contact is not a name.
Result<void> check_names(const Use& use, const regime::Regime& regime);

// invalid: as check_names(); not_found: the catalogue has no such offer. The error lists the offers.
Result<Use> use_of(const UseAsked& asked, const regime::Regime& regime, const Catalogue& catalogue);

}  // namespace assent::app
