// Proofs about a log as JSON: docs/schema/api/inclusion.schema.json, consistency.
#pragma once

#include "evidence/tree.hpp"
#include "ledger/ledger.hpp"

#include <boost/json/object.hpp>

#include <vector>

namespace assent {

// `bytes`: of the entry, as they are hashed.
boost::json::object inclusion_json(Position entry, ByteView bytes, const LogHead& head, const std::vector<Hash>& path);
boost::json::object consistency_json(const LogHead& first, const LogHead& second, const std::vector<Hash>& path);

}  // namespace assent
