// SQLite on a simulated disk: a layer over the system's own way to files, which becomes the default one. What is
// written to files of one folder is written there, for whoever looks at it in other ways, and noted in a SimulatedDisk.
// When the power is off nothing can be read or written any more.
#pragma once

#include "simulated_disk.hpp"

#include <cstdint>
#include <string>

namespace assent::faults {

struct Power {
  SimulatedDisk disk;
  std::string folder;       // whose files are on the disk
  std::uint64_t steps = 0;  // writes, and whatever else changes something, until the power is off; 0: it stays on
  bool off = false;
};

// One for the process, which has one thread.
Power& power();

// Must be called before anything else asks SQLite for a way to files.
void stand_below_sqlite();

}  // namespace assent::faults
