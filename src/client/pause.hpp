// Pause: the port to waiting, for whoever tries again. Thread-safe.
//
// Implementations: bindings/c (the system's), tests (which do not wait).
#pragma once

#include <chrono>
#include <cstdint>

namespace assent::client {

class Pause {
 public:
  virtual ~Pause() = default;
  // Since some moment; never goes back.
  virtual std::chrono::nanoseconds ticks() = 0;
  virtual void wait(std::chrono::nanoseconds time) = 0;
  // Any number, which another process does not also get: for keys of recordings, and so that many who failed together
  // do not all come back together.
  virtual std::uint64_t random() = 0;
};

}  // namespace assent::client
