// Bytes of an entry from anywhere: refused, or the encoding of exactly the entry that they are read as. Bytes of format
// 1 are never written again: the entry that they are read as has its own encoding, from which it is read unchanged.
#include "evidence/entry.hpp"

#include <algorithm>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assent::ByteView bytes{data, size};
  const auto entry = assent::decode(bytes);
  if (!entry) return 0;
  if (!assent::check(*entry)) std::abort();
  const assent::Bytes again = assent::encode(*entry);
  const bool of_format_1 = bytes[1] == 1;
  if (of_format_1) {
    const auto same = assent::decode(again);
    if (!same || *same != *entry) std::abort();
  } else if (!std::equal(again.begin(), again.end(), bytes.begin(), bytes.end())) {
    std::abort();
  }
  return 0;
}
