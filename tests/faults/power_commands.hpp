// The commands on a simulated disk: each is run once and what it does to files written down; then the power goes at any
// moment of it, by seeds, as often as one likes.
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
