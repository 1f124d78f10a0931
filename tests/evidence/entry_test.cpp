// The laws of the entry's bytes: one entry, one string of bytes; one accepted string of bytes, one entry.
#include "evidence/entry.hpp"
#include "evidence/generators.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace assent::entry_test {

using namespace evidence;
namespace {

// Whatever decode() accepts must be encoded to the same bytes again: else two strings of bytes would be one entry.
void accepts_only_what_it_writes(const Bytes& bytes) {
  const auto decoded = decode(bytes);
  if (!decoded) {
    RC_ASSERT(decoded.error().code == ErrorCode::damaged);
    return;
  }
  RC_ASSERT(check(*decoded).has_value());
  RC_ASSERT(encode(*decoded) == bytes);
}

RC_GTEST_PROP(EntryBytes, DecodingGivesTheEntryBack, (const Entry& entry)) {
  RC_ASSERT(check(entry).has_value());
  const auto decoded = decode(encode(entry));
  RC_ASSERT(decoded.has_value());
  RC_ASSERT(decode_account(encode(entry)).value() == entry.account);
  RC_ASSERT(*decoded == entry);
}

// Two entries that differ in one member, or by chance do not.
RC_GTEST_PROP(EntryBytes, DifferentEntriesHaveDifferentBytes, (const Entry& one, const Entry& other)) {
  std::vector<Entry> changed(6, one);
  changed[0].effective = other.effective;
  changed[1].recorded = other.recorded;
  changed[2].actor = other.actor;
  changed[3].channel = other.channel;
  changed[4].key = other.key;
  changed[5].body = *generate::body(one.kind());
  for (const Entry& each : changed) RC_ASSERT((encode(one) == encode(each)) == (one == each));
}

RC_GTEST_PROP(EntryBytes, NothingCutShortIsAccepted, (const Entry& entry)) {
  Bytes bytes = encode(entry);
  while (!bytes.empty()) {
    bytes.pop_back();
    RC_ASSERT(!decode(bytes).has_value());
  }
}

RC_GTEST_PROP(EntryBytes, NothingLeftOverIsAccepted, (const Entry& entry, std::uint8_t more)) {
  Bytes bytes = encode(entry);
  bytes.push_back(more);
  RC_ASSERT(!decode(bytes).has_value());
}

RC_GTEST_PROP(EntryBytes, RandomBytesAreRefusedOrGivenBack, (const Bytes& bytes)) {
  accepts_only_what_it_writes(bytes);
}

RC_GTEST_PROP(EntryBytes, ChangedBytesAreRefusedOrGivenBack, (const Entry& entry)) {
  const Bytes bytes = encode(entry);
  for (int i = 0; i < 20; ++i) {
    Bytes changed = bytes;
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    const auto offset = static_cast<Bytes::difference_type>(at);
    switch (*rc::gen::inRange(0, 3)) {
      case 0: changed[at] = *rc::gen::arbitrary<std::uint8_t>(); break;
      case 1: changed.erase(changed.begin() + offset); break;
      default: changed.insert(changed.begin() + offset, *rc::gen::arbitrary<std::uint8_t>()); break;
    }
    accepts_only_what_it_writes(changed);
  }
}

}  // namespace
}  // namespace assent::entry_test
