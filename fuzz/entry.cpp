// Any bytes as an entry: they are refused, or they are the encoding of exactly the entry that was read. Bytes of format
// 1 are never written again: the entry that they are read as has its own encoding. Once what identifies a customer was
// sealed and opened, that encoding is read as the same entry.
#include "evidence/identity.hpp"

#include <algorithm>
#include <cstdlib>
#include <variant>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const assent::evidence::ByteView bytes{data, size};
  const auto entry = assent::evidence::decode(bytes);
  if (!entry) return 0;
  if (!assent::evidence::check(*entry)) std::abort();
  const bool of_format_1 = bytes[1] == 1;
  const assent::evidence::IdentityKey key{1, {}};
  assent::evidence::Entry written = *entry;
  auto* customer = std::get_if<assent::evidence::CustomerRecorded>(&written.body);
  if (of_format_1 && customer != nullptr) assent::evidence::seal(*customer, written.account, key, {});
  const assent::evidence::Bytes again = assent::evidence::encode(written);
  if (of_format_1) {
    auto same = assent::evidence::decode(again);
    if (!same) std::abort();
    auto* read = std::get_if<assent::evidence::CustomerRecorded>(&same->body);
    if (read != nullptr && read->sealed && !assent::evidence::open(*read, same->account, key)) std::abort();
    if (*same != *entry) std::abort();
  } else if (!std::equal(again.begin(), again.end(), bytes.begin(), bytes.end())) {
    std::abort();
  }
  return 0;
}
