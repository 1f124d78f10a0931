// Failure: a way to refuse that did not work, from its alarm to its remedy, as the ledger has it. Values; thread-safe.
#pragma once

#include "base/instant.hpp"
#include "base/result.hpp"
#include "ledger/ledger.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::watchdog {

// Where they are kept: one of the carrier's own accounts.
inline constexpr std::string_view kFailures = "carrier:watchdog_failures";
inline constexpr std::string_view kFailureType = "watchdog_failure";
// Among a failure's campaigns: all of them.
inline constexpr std::string_view kEveryCampaign = "*";

struct Failure {
  std::string id;             // channel and moment: `web-20260601T090000Z`
  std::uint64_t version = 0;  // of its record: each change makes the next one
  std::string channel;
  std::string mechanism;          // in words
  std::string what;               // went wrong
  std::optional<Instant> worked;  // when a probe was sent that was seen, the last time before
  Instant opened;                 // when it was noticed
  Date due{};                     // of the letter: five business days after `opened`
  std::string calendar;           // by which they were counted
  bool due_is_certain = true;     // the calendar has the holidays of that year
  std::vector<std::string> campaigns;

  std::optional<Instant> recovered;  // when a probe was seen again
  std::optional<Instant> released;   // campaigns run all the same: who decided so, and why
  std::string released_by;
  std::string release_reason;
  std::optional<Instant> closed;
  std::string closed_by;
  std::string remedy;
  std::optional<Date> remedied;  // when the remedy was or will be in place
  // Why it was judged to be an anomaly, so that no letter is due; empty: it was not.
  std::string anomaly;

  bool is_open() const { return !closed; }
  // Nobody has seen the channel work since.
  bool is_failing() const { return !closed && !recovered; }
  bool holds(std::string_view campaign) const;

  friend bool operator==(const Failure&, const Failure&) = default;
};

// As it stands in the ledger (JSON).
std::string text_of(const Failure& failure);
// Nothing: it is no text of text_of().
std::optional<Failure> failure_in(std::string_view id, std::string_view text);

// Of the entries of kFailures: each failure as it is now, in the order in which they were opened.
//
//   damaged  one cannot be read
Result<std::vector<Failure>> failures_in(std::span<const ledger::Recorded> entries);

// Whether the campaign may use customers' information now.
//
//   conflict              a failure holds it: says which, and how it is lifted
//   unavailable, damaged  as the ledger: what cannot be read holds every campaign
Result<void> check_not_held(const ledger::Ledger& ledger, std::string_view campaign);

}  // namespace assent::watchdog
