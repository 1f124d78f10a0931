// An index, as it was built and as it is in its file, as JSON: docs/schema/index-built.schema.json, index.
#pragma once

#include "index/snapshot.hpp"

#include <boost/json/object.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace assent::wire {

struct IndexBuilt {
  std::string_view output;
  std::uint64_t entries = 0;  // that it was built from
  const index::Index& index;
  const index::IndexBinding& binding;
};
boost::json::object json_of(const IndexBuilt& built);

// The state of the index compared with the ledger.
struct IndexStanding {
  bool usable = false;
  std::uint64_t behind = 0;  // entries that it lacks
  std::string why_not;
};
boost::json::object json_of(const index::Snapshot& snapshot, const IndexStanding& standing, std::string_view file);

}  // namespace assent::wire
