// Particulars: what reports count a customer by, and by which ways they can be reached, in eight bytes. No decision
// reads them, so they stand apart from the rows.
//
// They hold from a second on. What was before is not kept: the ledger knows.
#pragma once

#include "base/instant.hpp"
#include "index/version.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <optional>

namespace assent::index {

struct Particulars {
  enum Way : std::uint16_t { email = 1, sms = 2, mail = 4, email_permitted = 8 };
  static constexpr unsigned kWayBits = 4;
  static constexpr std::uint16_t kWays = (1U << kWayBits) - 1;
  static constexpr std::uint32_t kSourcesMost = 1U << (16 - kWayBits);
  static constexpr std::uint16_t kNoDay = 0xFFFF;

  std::uint32_t since = kNoSecond;    // the first whole second from which they hold; kNoSecond: ask the ledger
  std::uint16_t activated = 0;        // as packed_day() has it
  std::uint16_t source_and_ways = 0;  // the number of the source system, then Way

  std::uint16_t source() const { return static_cast<std::uint16_t>(source_and_ways >> kWayBits); }
  std::uint16_t ways() const { return source_and_ways & kWays; }
  bool holds(const AskedAt& at) const { return since <= at.second; }

  friend bool operator==(const Particulars&, const Particulars&) = default;
};
static_assert(sizeof(Particulars) == 8);

// A day as days since the beginning of 1950; an earlier one is that one, and one after early 2129 the last one. kNoDay:
// not stated.
inline constexpr Date kDayZero{std::chrono::local_days{std::chrono::year{1950} / 1 / 1}};
inline std::uint16_t packed_day(std::optional<Date> day) {
  if (!day) return Particulars::kNoDay;
  const auto days = (*day - kDayZero).count();
  return static_cast<std::uint16_t>(std::clamp<std::int64_t>(days, 0, Particulars::kNoDay - 1));
}

inline std::optional<Date> unpacked_day(std::uint16_t packed) {
  if (packed == Particulars::kNoDay) return std::nullopt;
  return kDayZero + std::chrono::days{packed};
}

}  // namespace assent::index
