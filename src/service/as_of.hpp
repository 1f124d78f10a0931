// AsOf: the instant decided about, and the known-at instant.
#pragma once

#include "base/instant.hpp"

#include <optional>

namespace assent::service {

// The instant decided about, and the instant whose knowledge is used (none: everything recorded).
struct AsOf {
  Instant at;
  std::optional<Instant> known_at;

  friend bool operator==(const AsOf&, const AsOf&) = default;
};

}  // namespace assent::service
