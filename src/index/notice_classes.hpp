// Notice classes: what each share of the notices comes to for a use at an instant, shares that come to the same in one
// class.
#pragma once

#include "consent/history.hpp"
#include "decision/parts.hpp"
#include "index/notice_shares.hpp"
#include "index/side_by_side.hpp"

#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

namespace assent {

struct NoticeClasses {
  std::vector<std::uint8_t> of_share;
  std::vector<NoticesPart> parts;  // of each class; no two are the same
  // Of each share: before that day, after the instant asked about, it comes to nothing else but for agreements.
  std::vector<std::chrono::sys_days> no_turn_before;
};

// What is asked of every share. `footprint` is the zone where it is unknown, or nullptr; `agreements` the carrier's.
struct NoticesAsked {
  UnderRegime use;
  Instant at;
  const TimeZone* footprint = nullptr;
  std::span<const Agreement> agreements;
};

// Each share is weighed by the decision's own code, one by one: there are a million of them, and what they have in
// common (the notices, held against the use; a place's today and agreements) is found before.
NoticeClasses weigh_notices(const NoticeShares& shares, const NoticesAsked& asked, const SideBySide& workers);

}  // namespace assent
