// What a ledger has, as JSON: an entry of a life, the heads, the result of verifying, a new ledger, an upgraded one.
// docs/schema/log-entry.schema.json, ledger-heads, ledger-verification, ledger-made, ledger-upgrade.
#pragma once

#include "ledger/ledger.hpp"
#include "ledger/upgraded.hpp"
#include "service/life.hpp"

#include <boost/json/object.hpp>

#include <string_view>
#include <vector>

namespace assent::wire {

boost::json::object json_of(const service::LifeRow& row);
boost::json::object heads_json(const std::vector<ledger::LogHead>& heads, bool simulation);
boost::json::object json_of(const ledger::Inspection& found);
boost::json::object ledger_made_json(std::string_view ledger, bool simulation);
boost::json::object json_of(const ledger::Upgraded& done);

}  // namespace assent::wire
