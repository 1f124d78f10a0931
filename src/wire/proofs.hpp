// Proofs about a log as JSON: docs/schema/api/inclusion.schema.json, consistency.
#pragma once

#include "evidence/tree.hpp"
#include "ledger/ledger.hpp"

#include <boost/json/object.hpp>

#include <vector>

namespace assent::wire {

// `bytes`: of the entry, as they are hashed.
boost::json::object inclusion_json(Position entry, evidence::ByteView bytes, const ledger::LogHead& head,
                                   const std::vector<evidence::Hash>& path);
boost::json::object consistency_json(const ledger::LogHead& first, const ledger::LogHead& second,
                                     const std::vector<evidence::Hash>& path);

}  // namespace assent::wire
