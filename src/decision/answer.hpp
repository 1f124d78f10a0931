// Answer: the decision about a matter at one instant, steps 10 to 15. Internal to decide.
#pragma once

#include "decision/matter.hpp"

#include <boost/container/static_vector.hpp>

#include <optional>

namespace assent::decision {

struct Answer {
  Outcome outcome = Outcome::deny;
  Reason reason = Reason::status_unknown;
  regime::SourceId source = 0;
  boost::container::static_vector<Position, 4> entries;  // what the reason rests on
  bool provisional = false;                              // a refusal that no person has read yet

  bool same_as(const Answer& other) const { return outcome == other.outcome && reason == other.reason; }
};

// Supposed events: they have not happened, but are tried to see whether they would change the decision.
struct Supposed {
  bool agreement = false;                   // an agreement with all clauses is in force
  std::optional<Instant> opt_in;            // a valid opt-in at that instant
  std::optional<NoticeState> notice;        // another notice without defect
  bool verified = false;                    // the opt-out approval was verified
  std::optional<Instant> one_time_consent;  // a call begins then, in which the customer consents
};

Answer answer_at(const Matter& matter, Instant instant, const Supposed& supposed = {});

// The pieces, for explaining the decision.

// The latest refusal received by then; of an opt-out and a withdrawal at one instant, the withdrawal.
const RefusalState* latest_refusal(const Matter& matter, Instant instant);

// The result of the one-time consents (step 10). A refusal since a call began has ended its consent.
struct CallStatus {
  const ConsentState* permitting = nullptr;
  const ConsentState* defective = nullptr;  // live; the one that began last
  const ConsentState* ended = nullptr;      // the one that ended last
};
CallStatus call_status(const Matter& matter, Instant instant, const RefusalState* refusal);

// Steps 12 and 13: the latest opt-in that is valid, and the latest of all.
struct OptInStatus {
  std::optional<Instant> valid_at;
  const OptInState* valid = nullptr;  // nullptr with valid_at set: a supposed one
  const OptInState* latest = nullptr;
  std::optional<Reason> latest_defect;
};
OptInStatus opt_in_status(const Matter& matter, Instant instant, Date today, const Supposed& supposed = {});

// What is wrong with the agreement behind an approval on that local date; nothing: it is in order.
struct AgreementFault {
  Reason reason = Reason::agreement_missing;
  std::optional<Position> entry;
};
std::optional<AgreementFault> agreement_fault(const Matter& matter, Date today);

// The notices that count, as far as each continues the one before, up to the last; and the latest that does not count.
struct Chain {
  const NoticeState* first_matured = nullptr;  // the one from which approval exists; nullptr: no notice counts
  const NoticeState* last = nullptr;
  const NoticeState* defective = nullptr;  // nullptr: none

  // Takes them one after the other by date of sending. A notice sent after `today` does not exist yet.
  void take(const NoticeState& state, Instant instant, Date today) {
    if (state.sent > today) return;
    if (state.defect_at(instant)) {
      defective = &state;
      return;
    }
    const bool anew = last == nullptr || state.sent > last->renewed_by;
    if (anew || state.matures < first_matured->matures) first_matured = &state;
    last = &state;
  }
};
Chain chain_at(const Matter& matter, Instant instant, Date today, const Supposed& supposed = {});

// The result of the chain at that instant: waiting_period, notice_stale, opt_out_unverified or opt_out_deemed; if the
// local date is a guess, status_unknown instead of the last. Precondition: the chain has a notice.
Reason chain_status(const Matter& matter, const Chain& chain, Instant instant, Date today,
                    const Supposed& supposed = {});

}  // namespace assent::decision
