// AsOf: of which instant, by whose knowledge.
#pragma once

#include "base/instant.hpp"

#include <optional>

namespace assent {

// The instant asked about, and the instant whose knowledge is used (none: all that is recorded).
struct AsOf {
  Instant at;
  std::optional<Instant> known_at;

  friend bool operator==(const AsOf&, const AsOf&) = default;
};

}  // namespace assent
