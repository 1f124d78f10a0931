// Clock: the port to the present. Code that needs the time takes one as an argument.
//
// Implementations: world/clock.hpp (the system's), tests (settable). Thread-safe.
#pragma once

#include "base/instant.hpp"

namespace assent {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

}  // namespace assent
