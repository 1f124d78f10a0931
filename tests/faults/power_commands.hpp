// The commands on a simulated disk: each is run once and its changes to files are written down. Then the power is lost
// at any moment, chosen by seeds, as often as you like.
#pragma once

#include "judge.hpp"
#include "simulated_disk.hpp"
#include "trace.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace assent::faults {

struct Event {
  TraceKind kind;
  std::uint64_t file;    // its inode
  std::uint64_t offset;  // or the size
  std::string name;
  std::string bytes;  // or the second name
};

std::vector<Event> read_trace(const std::filesystem::path& file);

// The disk after the first `count` events.
SimulatedDisk disk_after(const Contents& before, const std::vector<Event>& events, std::size_t count);

}  // namespace assent::faults
