// Notice classes: the result of each share of the notices for a use at an instant. Shares with the same result are in
// one class.
#pragma once

#include "consent/history.hpp"
#include "decision/parts.hpp"
#include "index/notice_shares.hpp"
#include "index/side_by_side.hpp"

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

namespace assent::index {

struct NoticeClasses {
  std::vector<std::uint8_t> of_share;
  std::vector<decision::NoticesPart> parts;  // of each class; no two are the same
  // For each share: before that day, after the instant decided about, its result only changes because of agreements.
  std::vector<std::chrono::sys_days> no_turn_before;
  // The first instant at which one of the results may be another, without a new event.
  Instant holds_until = kNever;
};

// The question to every share. `footprint` replaces an unknown zone, or is nullptr; `agreements` are the carrier's.
struct NoticesAsked {
  decision::UnderRegime use;
  Instant at;
  const TimeZone* footprint = nullptr;
  std::span<const Agreement> agreements;
};

// The decision's own code weighs each share. There are a million of them, so what they have in common is computed
// before: the notices checked against the use, and today's date and the agreements for each language and zone.
NoticeClasses weigh_notices(const NoticeShares& shares, const NoticesAsked& asked, const SideBySide& workers);
// The same of the few shares from number `from` on, in the time that these take. `of_share` and `no_turn_before` begin
// with that one; `holds_until` is about these alone.
NoticeClasses weigh_new_notices(const NoticeShares& shares, std::size_t from, const NoticesAsked& asked);

}  // namespace assent::index
