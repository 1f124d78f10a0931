// Notices as JSON: docs/schema/notice-published.schema.json, notices.
#pragma once

#include "ledger/ledger.hpp"
#include "service/notices.hpp"

#include <boost/json/object.hpp>

#include <span>

namespace assent::wire {

boost::json::object json_of(const service::NoticeReceipt& receipt, const evidence::NoticePublished& notice);
// Those published among the carrier-wide entries, in their order.
boost::json::object notices_json(std::span<const ledger::Recorded> carrier_wide);

}  // namespace assent::wire
