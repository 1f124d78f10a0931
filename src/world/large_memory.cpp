#include "world/large_memory.hpp"

#include <sys/mman.h>

#include <cstdint>
#include <new>

namespace assent::world {

std::shared_ptr<std::byte> LargeMemory::allocate(std::size_t bytes) const {
  if (bytes == 0) return nullptr;
  // One huge page more than asked for, so that the array can begin with one.
  constexpr std::size_t kHugePage = std::size_t{2} << 20;
  const bool large = bytes >= kHugePage;
  const std::size_t mapped = bytes + (large ? kHugePage : 0);
  void* const start = ::mmap(nullptr, mapped, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (start == MAP_FAILED) throw std::bad_alloc();
  std::size_t offset = 0;
  if (large) {
    offset = (kHugePage - reinterpret_cast<std::uintptr_t>(start) % kHugePage) % kHugePage;
    ::madvise(static_cast<std::byte*>(start) + offset, bytes, MADV_HUGEPAGE);  // a wish: nothing is lost without them
  }
  return {static_cast<std::byte*>(start) + offset, [start, mapped](std::byte*) { ::munmap(start, mapped); }};
}

}  // namespace assent::world
