// Stamp: which of two notifications is the later one, whatever the order in which they come. Pure; a value.
#pragma once

#include "base/instant.hpp"

#include <compare>
#include <string>

namespace assent::tmf_listener {

// Later is greater. Of two notifications of one time, the greater name wins, so that all orders end alike.
struct Stamp {
  Instant time{};
  std::string event;  // its name

  friend auto operator<=>(const Stamp&, const Stamp&) = default;
};

}  // namespace assent::tmf_listener
