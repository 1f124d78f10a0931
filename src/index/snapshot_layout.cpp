#include "index/snapshot_layout.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace assent::index::snapshot {

std::uint64_t sum_of(std::span<const std::byte> bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

void put(evidence::Bytes& out, std::uint64_t value) {
  for (unsigned i = 0; i < 8; ++i) out.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

std::uint64_t number_at(const std::byte* bytes) {
  std::uint64_t value = 0;
  for (unsigned i = 0; i < 8; ++i) value |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
  return value;
}

Error broken(const char* what) {
  return Error{ErrorCode::damaged, std::string("the index file is damaged: ") + what, "build the index again"};
}

std::uint64_t rows_in_order(std::span<const AccountTable::Line> lines) {
  return lines.empty() ? 0 : std::uint64_t{lines.back().first} + lines.back().count;
}

}  // namespace assent::index::snapshot
