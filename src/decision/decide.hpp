// decide: may this use be made of this customer's information, at this instant, under this regime?
//
// A pure function. It reads no clock, file, database or global. The same inputs give the same decision, byte for byte,
// on every machine. Its steps are numbered in docs/decision.md, which states the rules in words. Any doubt denies.
//
// Thread-safe: inputs are only read.
#pragma once

#include "consent/facts.hpp"
#include "consent/reason.hpp"
#include "consent/use.hpp"
#include "regime/regime.hpp"

#include <boost/container/small_vector.hpp>

#include <optional>
#include <string>

namespace assent::decision {

// Something found on the way to the decision that did not decide it: a defective notice beside a valid opt-in, an
// opt-out that does not stop a free use.
struct Finding {
  Reason reason = Reason::status_unknown;
  std::optional<Position> entry;   // the ledger entry it is about
  std::optional<Instant> instant;  // when it takes or took effect, if known

  friend bool operator==(const Finding&, const Finding&) = default;
};

// One thing that must happen for a deny to become a permit.
//
//   wait               only time must pass: `instant` is when the decision changes
//   supervisor_review  a supervisor approves the request
//   name_party         the use names the party that receives the information
//   agreement          an agreement with the party, with all clauses, in force from today until `day` at least (from
//                      `day`, if clocks set back across midnight make `day` the earlier)
//   verification       the opt-out approval is verified with the customer
//   opt_in             the owner gives an opt-in, after a notice and with evidence, that covers the use
//   notice             an opt-out notice without defect is given today, and no refusal arrives until `instant`
//   one_time_consent   the customer consents in a telephone call, for its duration
enum class RemedyStep : std::uint8_t {
  wait,
  supervisor_review,
  name_party,
  agreement,
  verification,
  opt_in,
  notice,
  one_time_consent
};

// Every step of `steps` is needed, and together they are enough.
struct Remedy {
  boost::container::small_vector<RemedyStep, 4> steps;
  std::optional<Instant> instant;  // when the decision changes; none: at once
  std::optional<Date> day;         // agreement: the last day on which it must still be in force

  friend bool operator==(const Remedy&, const Remedy&) = default;
};

struct Decision {
  Outcome outcome = Outcome::deny;
  Reason reason = Reason::status_unknown;
  regime::SourceId source = 0;  // index into the regime's provenance
  bool provisional = false;     // no person has read the deciding refusal yet; it counts all the same

  // The entries that the reason rests on, in the ledger's order; and everything else that was found.
  boost::container::small_vector<Position, 4> entries;
  boost::container::small_vector<Finding, 6> findings;

  // The first instant after the one decided about at which outcome or reason differs without a new event; none: never.
  // Exact: the decision is valid until the microsecond before it.
  std::optional<Instant> valid_until;

  // On a deny: the ways to a permit, the nearest first. Empty: there is none.
  boost::container::small_vector<Remedy, 4> remedies;

  friend bool operator==(const Decision&, const Decision&) = default;
};

Decision decide(const regime::Regime& regime, const Facts& facts, const Use& use, Instant instant);

}  // namespace assent::decision
