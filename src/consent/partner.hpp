// Partner: who a party is in the carrier's register, from an instant on. Plain values.
#pragma once

#include "base/instant.hpp"
#include "consent/position.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

struct Partner {
  Position entry;
  Instant from;           // when it begins to count
  std::string party;      // as uses and agreements name it
  std::string name;       // as customers will read it
  std::string recipient;  // its relation to the carrier
  std::string country;    // ISO 3166-1 alpha-2; empty: not said
  bool ended = false;     // it is no longer a partner

  friend bool operator==(const Partner&, const Partner&) = default;
};

// In the ledger's order: everything recorded about any party.
using Partners = std::vector<Partner>;

// The partner as at that instant; nullptr: it is not in the register then.
inline const Partner* partner_at(const Partners& partners, std::string_view party, Instant at) {
  const Partner* latest = nullptr;
  for (const Partner& each : partners) {
    if (each.party != party || each.from > at) continue;
    if (latest == nullptr || each.from >= latest->from) latest = &each;
  }
  return latest;
}

// All partners as at that instant, ordered by party.
inline Partners partners_at(const Partners& partners, Instant at) {
  Partners holding;
  for (const Partner& each : partners) {
    if (partner_at(partners, each.party, at) == &each) holding.push_back(each);
  }
  std::sort(holding.begin(), holding.end(), [](const Partner& a, const Partner& b) { return a.party < b.party; });
  return holding;
}

}  // namespace assent
