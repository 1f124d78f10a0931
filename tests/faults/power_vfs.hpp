// SQLite on a simulated disk: a layer over the system's file access, which becomes SQLite's default. What is written to
// files of one folder is written there, so that others can read it, and recorded in a SimulatedDisk. When the power is
// off, nothing can be read or written.
#pragma once

#include "simulated_disk.hpp"

#include <cstdint>
#include <string>

namespace assent::faults {

struct Power {
  SimulatedDisk disk;
  std::string folder;       // whose files are on the simulated disk
  std::uint64_t steps = 0;  // writes and other changes until the power is lost; 0: it stays on
  bool off = false;
};

// One for the process, which has one thread.
Power& power();

// Call it before anything else asks SQLite for its file access.
void stand_below_sqlite();

}  // namespace assent::faults
