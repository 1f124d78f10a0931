// LargeMemory: arrays straight from the system, in huge pages where it has them, so that a look-up in gigabytes does
// not first look for the page. Thread-safe.
#pragma once

#include "base/memory.hpp"

namespace assent::world {

class LargeMemory final : public Memory {
 public:
  std::shared_ptr<std::byte> allocate(std::size_t bytes) const override;
};

}  // namespace assent::world
