// Version: what is known about one customer from a second on, in sixteen bytes.
//
// Two numbers name what the customer has in common with others (shared_facts.hpp); the version before counts until
// then. A row of the index is a customer's latest version, which may begin in the future.
#pragma once

#include "base/instant.hpp"

#include <cstdint>
#include <limits>
#include <optional>

namespace assent::index {

struct Version {
  std::uint32_t notices = 0;
  std::uint32_t stance = 0;
  std::uint32_t since = 0;    // the first whole second from which it holds, since 1970 (UTC); 0: it always did
  std::uint32_t earlier = 0;  // where the one before stands, or kNobody

  friend bool operator==(const Version&, const Version&) = default;
};
static_assert(sizeof(Version) == 16);

// `earlier`: not a customer before that.
inline constexpr std::uint32_t kNobody = 0xFFFF'FFFF;

// A row whose customer the packed form cannot describe exactly, so the ledger must be asked. It begins at no second at
// all, so that one comparison finds both rows that do not count yet and rows that cannot say.
inline constexpr std::uint32_t kNoSecond = std::numeric_limits<std::uint32_t>::max();
inline constexpr Version kAskLedgerRow{0, 0, kNoSecond, kNobody};
inline bool asks_ledger(const Version& row) { return row.since == kNoSecond; }

// The instants at which the index can be asked: from 1970 (included) to early 2106 (not included).
inline constexpr std::int64_t kMicroseconds = 1'000'000;
inline constexpr Instant kIndexFrom = instant_of(0);
inline constexpr Instant kIndexUntil = instant_of(std::int64_t{kNoSecond - 1} * kMicroseconds);

// The first whole second at or after the instant: never kNoSecond. Precondition: kIndexFrom <= instant < kIndexUntil.
inline std::uint32_t second_from(Instant instant) {
  return static_cast<std::uint32_t>((microseconds_of(instant) + kMicroseconds - 1) / kMicroseconds);
}

// The instant decided about, in whole seconds. Within a second events are not distinguished: if one is in the same
// second as the instant, the ledger must be asked.
struct AskedAt {
  std::uint32_t second = 0;  // the whole second at or before it
  bool divides = false;      // it lies behind that second's beginning

  // Precondition: kIndexFrom <= instant < kIndexUntil.
  static AskedAt of(Instant instant) {
    const std::int64_t count = microseconds_of(instant);
    return {static_cast<std::uint32_t>(count / kMicroseconds), count % kMicroseconds != 0};
  }
  bool holds(const Version& version) const { return version.since <= second; }
  bool cannot_tell(const Version& version) const { return divides && version.since == second + 1; }
};

}  // namespace assent::index
