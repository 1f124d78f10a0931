// A ledger on a simulated disk that loses the power again and again.
#pragma once

#include <cstdint>
#include <string>

namespace assent::faults {

struct PowerTally {
  std::uint64_t losses = 0;        // losses of power
  std::uint64_t acknowledged = 0;  // entries acknowledged, all of which were there afterwards
  std::uint64_t lost_writes = 0;   // old pages that the disk gave back
  std::uint64_t told = 0;          // of those: refused as damaged
};

// The life of one ledger, drawn from the seed. `folder` belongs to it alone. Returns what is wrong; empty: nothing.
std::string power_under_the_store(std::uint64_t seed, const std::string& folder, bool old_pages, PowerTally& tally);

}  // namespace assent::faults
