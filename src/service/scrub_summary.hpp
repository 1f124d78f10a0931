// What a scrub found, as values. docs/scrub.md gives its JSON (wire/scrub.hpp).
#pragma once

#include "base/instant.hpp"
#include "consent/position.hpp"
#include "consent/reason.hpp"
#include "service/as_of.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace assent {

struct ScrubSummary {
  std::uint64_t rows = 0;
  std::uint64_t permitted = 0;
  std::uint64_t refused = 0;
  std::uint64_t unreadable = 0;  // of the refused: rows that are not well-formed
  std::uint64_t unchanged = 0;   // of both: what an earlier scrub said, so that they are in neither result
  std::map<Reason, std::uint64_t> by_reason;
  // The first instant at which a permitted row becomes refused with no new event; none: never.
  std::optional<Instant> valid_until;

  friend bool operator==(const ScrubSummary&, const ScrubSummary&) = default;
};

// What it was a scrub for, and under which rules.
struct ScrubOccasion {
  std::string campaign;
  std::string regime;
  std::string regime_version;
  AsOf as_of;
  std::optional<Position> run = {};  // the entry that records it; none: a trial
  std::string zone_data = {};        // the version of the time zone data; empty: none that has versions
};

}  // namespace assent
