// Answer: what is decided about a matter at one instant, steps 10 to 15. Internal to decide.
#pragma once

#include "decision/matter.hpp"

#include <boost/container/static_vector.hpp>

#include <optional>

namespace assent {

struct Answer {
  Outcome outcome = Outcome::deny;
  Reason reason = Reason::status_unknown;
  SourceId source = 0;
  boost::container::static_vector<Position, 4> entries;  // what the reason rests on
  bool provisional = false;                              // a refusal that no person has read yet

  bool same_as(const Answer& other) const { return outcome == other.outcome && reason == other.reason; }
};

// What has not happened but is supposed to, to see whether it would turn the answer.
struct Supposed {
  bool agreement = false;                   // an agreement with all clauses is in force
  std::optional<Instant> opt_in;            // a valid opt-in at that instant
  std::optional<NoticeState> notice;        // a further notice without defect
  bool verified = false;                    // the opt-out approval was verified
  std::optional<Instant> one_time_consent;  // a call begins then, in which the customer consents
};

Answer answer_at(const Matter& matter, Instant instant, const Supposed& supposed = {});

// The pieces, for those who explain the answer.

// The latest refusal received by then; of an opt-out and a withdrawal at one instant, the withdrawal.
const RefusalState* latest_refusal(const Matter& matter, Instant instant);

// What the one-time consents come to (step 10). A refusal since a call began has ended it.
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

// What is wrong with the agreement behind an approval on that local date; nothing when it is in order.
struct AgreementFault {
  Reason reason = Reason::agreement_missing;
  std::optional<Position> entry;
};
std::optional<AgreementFault> agreement_fault(const Matter& matter, Date today);

// The notices that count, as far as they continue one another up to the last; and the latest that does not count.
struct Chain {
  const NoticeState* first_matured = nullptr;  // the one from which approval exists; nullptr: no notice counts
  const NoticeState* last = nullptr;
  const NoticeState* defective = nullptr;  // nullptr: none

  // Takes them one after the other by date of sending. What was sent after `today` is not there yet.
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

// What the chain comes to at that instant: waiting_period, notice_stale, opt_out_unverified or opt_out_deemed; instead
// of the last, where the local date is a guess, status_unknown. Precondition: the chain has a notice.
Reason chain_status(const Matter& matter, const Chain& chain, Instant instant, Date today,
                    const Supposed& supposed = {});

}  // namespace assent
