// Standing: how one customer stands with a carrier's notices: proved, lapsed, failed or none; and the best way to reach
// them. Pure; thread-safe. Days are days of UTC.
#pragma once

#include "base/instant.hpp"
#include "consent/coverage.hpp"
#include "ledger/ledger.hpp"
#include "regime/regime.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace assent::coverage {

// Which givings prove that a customer was told.
struct Proof {
  Names notices;  // the names of the notices; never empty
  const regime::Regime* regime = nullptr;
};

struct Standing {
  bool active = false;
  std::string source_system;      // empty: not stated
  std::optional<Date> activated;  // none: not stated
  std::string language;
  std::optional<Date> covered_from;   // since when without a gap; none: not covered
  std::optional<Date> covered_until;  // the first day on which it is not any more; the renewal is due
  std::string channel;                // of the latest giving that counts; else of the latest at all
  bool failed = false;                // the latest giving bounced or came back, and none counts since
  std::optional<Date> told_by;        // the day of the latest giving at all
  std::string best_channel;           // that has an address, counts, needs no permission that is missing, and has not
                                      // failed last; empty: none is left
};

// From an account's entries, opened (so that addresses are known), as at `at`.
Standing standing_of(std::span<const ledger::Recorded> entries, const Proof& proof, Instant at);

// Why a customer is due for a notice.
enum class Due : std::uint8_t {
  never,      // got none that counts
  failed,     // got one that did not arrive
  lapsed,     // the last one is too old
  renewal_0,  // its last day is today
  renewal_30,
  renewal_90,
};
std::string_view to_string(Due due);
std::optional<Due> due_of(const Standing& standing, Date today);  // none: not now

}  // namespace assent::coverage
