// The result of a scrub, as values. docs/scrub.md gives its JSON (wire/scrub.hpp).
#pragma once

#include "base/instant.hpp"
#include "consent/position.hpp"
#include "consent/reason.hpp"
#include "service/as_of.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace assent::service {

struct ScrubSummary {
  std::uint64_t rows = 0;
  std::uint64_t permitted = 0;
  std::uint64_t refused = 0;
  std::uint64_t unreadable = 0;  // of the refused: rows that are not well-formed
  std::uint64_t unchanged = 0;   // of both: the same as in an earlier scrub, so they are in neither result
  std::map<Reason, std::uint64_t> by_reason;
  // The first instant at which a permitted row becomes refused without a new event; none: never.
  std::optional<Instant> valid_until;

  friend bool operator==(const ScrubSummary&, const ScrubSummary&) = default;
};

// The scrub's use, and its rules.
struct ScrubOccasion {
  std::string campaign;
  std::string regime;
  std::string regime_version;
  AsOf as_of;
  std::optional<Position> run = {};  // the entry that records it; none: a trial
  std::string zone_data = {};        // the version of the time zone data; empty: data without versions
};

// Something that the caller should know. It does not prevent any row from being judged.
struct ScrubNotice {
  enum class Kind : std::uint8_t {
    results_cannot_be_resumed,  // the scrub begins again, because these results keep no marks
    nothing_to_resume,          // the scrub begins again, because no interrupted one left these results
    rules_not_in_effect,        // at the instant asked about
    instant_of_the_past,        // what counts from a later one on is not in the answers
    permits_have_lapsed,        // while the list for use from now on was made
    numbers_of_nobody           // most rows are: their country is likely to be missing
  };
  Kind kind;
  std::uint64_t rows = 0;  // affected, for numbers_of_nobody

  friend bool operator==(const ScrubNotice&, const ScrubNotice&) = default;
};

}  // namespace assent::service
