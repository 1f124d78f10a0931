// SystemClock: the present, as the machine has it. Thread-safe.
#pragma once

#include "base/clock.hpp"

namespace assent::world {

class SystemClock : public Clock {
 public:
  Instant now() const override;
};

}  // namespace assent::world
