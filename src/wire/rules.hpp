// Rule packs and catalogues as JSON: docs/schema/regimes.schema.json, regime, catalogue.
#pragma once

#include "consent/offer.hpp"
#include "regime/regime.hpp"

#include <boost/json/object.hpp>

#include <span>
#include <string>

namespace assent::wire {

// What a rule pack says in one place.
struct RegimeValue {
  std::string key;       // its place in the pack: `notice.waiting_days`, `relation.agent.level`
  std::string value;     // "30", "treatment banned, reason competitor_tracking_banned"; empty: a rule without a value
  std::string standing;  // `law`, `secondary`, `house`
  std::string source;
};

boost::json::object regimes_json(std::span<const regime::Regime* const> regimes);
boost::json::object json_of(const regime::Regime& regime, std::span<const RegimeValue> values);
boost::json::object json_of(const Catalogue& catalogue);

}  // namespace assent::wire
