// The register of partners as JSON: docs/schema/partners.schema.json.
#pragma once

#include "consent/history.hpp"
#include "consent/partner.hpp"

#include <boost/json/object.hpp>

namespace assent::wire {

// As given, in that order.
boost::json::object partners_json(const Partners& partners);
// docs/schema/api/agreements.schema.json.
boost::json::object agreements_json(const std::vector<Agreement>& agreements);

}  // namespace assent::wire
