// RealWorld: the system's clock, time zones and telephone numbers. Thread-safe.
#pragma once

#include "world/clock.hpp"
#include "world/telephones.hpp"
#include "world/zones.hpp"

namespace assent::embed {

struct RealWorld {
  world::SystemClock clock;
  world::SystemTimeZones zones;
  world::WorldTelephones telephones;
};

}  // namespace assent::embed
