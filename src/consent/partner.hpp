// Partner: who a party is by the carrier's register, from an instant on. Plain values.
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
  std::string name;       // as customers shall read it
  std::string recipient;  // its relation to the carrier
  std::string country;    // ISO 3166-1 alpha-2; empty: not said
  bool ended = false;     // it is a partner no more

  friend bool operator==(const Partner&, const Partner&) = default;
};

// In the ledger's order: what was said of any party, at any time.
using Partners = std::vector<Partner>;

// What holds of the party at that instant; nullptr: it is not in the register then.
inline const Partner* partner_at(const Partners& partners, std::string_view party, Instant at) {
  const Partner* latest = nullptr;
  for (const Partner& each : partners) {
    if (each.party != party || each.from > at) continue;
    if (latest == nullptr || each.from >= latest->from) latest = &each;
  }
  return latest;
}

// What holds of each party at that instant, in order of party.
inline Partners partners_at(const Partners& partners, Instant at) {
  Partners holding;
  for (const Partner& each : partners) {
    if (partner_at(partners, each.party, at) == &each) holding.push_back(each);
  }
  std::sort(holding.begin(), holding.end(), [](const Partner& a, const Partner& b) { return a.party < b.party; });
  return holding;
}

}  // namespace assent
