// Offer: something that is marketed, as the carrier's catalogue describes it. Categories and classes are open
// lists: they are data of the catalogue and the regime, not of this program.
#pragma once

#include "consent/coverage.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

struct Offer {
  std::string id;
  std::string offer_class;  // `telecom`, `adjunct`, `information_service`, `equipment`, `other`, …
  std::string category;     // the service category it belongs to; empty: none
  Names enhances;           // the categories whose customers it enhances

  friend bool operator==(const Offer&, const Offer&) = default;
};

// The carrier's offers. Immutable once read; thread-safe.
struct Catalogue {
  Names categories;
  std::vector<Offer> offers;  // sorted by id, each id once

  // nullptr: no such offer.
  const Offer* find(std::string_view id) const {
    const auto at = std::lower_bound(offers.begin(), offers.end(), id,
                                     [](const Offer& offer, std::string_view wanted) { return offer.id < wanted; });
    return at != offers.end() && at->id == id ? &*at : nullptr;
  }
};

}  // namespace assent
