// Probe: the port through which the watchdog refuses as a customer does.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"

#include <string>

namespace assent::probes {

// One refusal. Its name is new for each try, so that no way takes it for a repetition.
struct Occasion {
  std::string name;  // letters, digits and hyphens
  Instant now;
};

// For one thread.
class Probe {
 public:
  virtual ~Probe() = default;
  // Sends it, and waits a few seconds for what the other side says at once.
  //
  //   unavailable  the other side is not there, or did not take it. The message has no address and no key
  virtual Result<void> send(const Occasion& occasion) = 0;
};

}  // namespace assent::probes
