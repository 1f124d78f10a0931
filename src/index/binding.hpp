// What an index was built from: a ledger up to certain positions, rule packs, time zones. Another binding means another
// index. Pure.
#pragma once

#include "base/time_zone.hpp"
#include "evidence/hash.hpp"
#include "index/shared_facts.hpp"
#include "ledger/ledger.hpp"

#include <string>
#include <vector>

namespace assent::index {

struct IndexBinding {
  std::vector<ledger::LogHead> heads;  // of the ledger; entries up to there are in it
  struct Pack {
    std::string id;
    std::string version;
    evidence::Hash text;  // SHA-256

    friend bool operator==(const Pack&, const Pack&) = default;
  };
  std::vector<Pack> packs;  // in order of id
  struct Zone {
    std::string name;
    evidence::Hash periods;  // zone_hash()

    friend bool operator==(const Zone&, const Zone&) = default;
  };
  std::vector<Zone> zones;              // of the customers and the packs' footprints, in order of name
  std::vector<std::string> footprints;  // names of zones
};

// The hash of a zone's offsets over time: local dates in an index come from exactly this table.
evidence::Hash zone_hash(const TimeZone& zone);
// The zones that an index with those shares is bound to, without unknown names.
std::vector<IndexBinding::Zone> zones_of(const SharedFacts& shared, const std::vector<std::string>& footprints,
                                         const TimeZones& zones);

}  // namespace assent::index
