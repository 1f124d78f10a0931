// RealWorld: the system's clock, time zones and telephone numbers. Thread-safe.
#pragma once

#include "world/clock.hpp"
#include "world/telephones.hpp"
#include "world/zones.hpp"

namespace assent {

struct RealWorld {
  SystemClock clock;
  SystemTimeZones zones;
  WorldTelephones telephones;
};

}  // namespace assent
