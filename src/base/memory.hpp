// Memory: the port through which the index gets its large arrays.
//
// Implementations: world/large_memory.hpp (huge pages), and HeapMemory below. Thread-safe.
#pragma once

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>

namespace assent {

class Memory {
 public:
  virtual ~Memory() = default;

  // So many bytes, all zero, aligned to 64; freed with the last owner. Throws std::bad_alloc if there is no memory.
  virtual std::shared_ptr<std::byte> allocate(std::size_t bytes) const = 0;
};

class HeapMemory final : public Memory {
 public:
  std::shared_ptr<std::byte> allocate(std::size_t bytes) const override {
    constexpr std::align_val_t kAlignment{64};
    auto* start = static_cast<std::byte*>(::operator new(bytes, kAlignment));
    std::fill_n(start, bytes, std::byte{});
    return {start, [](std::byte* each) { ::operator delete(each, kAlignment); }};
  }
};

}  // namespace assent
