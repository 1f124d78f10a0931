// Matter: the facts held against one use, as far as that can be done without knowing the instant. Internal to decide.
//
// Every event that bears on the use is here with what is wrong with it, so that the answer at an instant
// (answer.hpp) compares only times. Points into the regime, facts and use that it was made from.
#pragma once

#include "consent/facts.hpp"
#include "consent/reason.hpp"
#include "consent/use.hpp"
#include "decision/notice_state.hpp"
#include "regime/regime.hpp"

#include <boost/container/small_vector.hpp>

#include <optional>

namespace assent {

struct RefusalState {
  Instant at;
  Position entry;
  Reason reason = Reason::opted_out;  // or withdrawn
  bool provisional = false;
};

struct OptInState {
  const OptIn* opt_in = nullptr;
  std::optional<Reason> defect;  // other than its end, which depends on the day

  // Whether `today` is the customer's local date or a guess of it (`today_known`): on a guess no approval rests that
  // ends one day.
  std::optional<Reason> defect_on(Date today, bool today_known) const {
    if (defect || !opt_in->until) return defect;
    if (today > *opt_in->until) return Reason::consent_expired;
    if (!today_known) return Reason::status_unknown;
    return std::nullopt;
  }
};

struct ConsentState {
  const OneTimeConsent* consent = nullptr;
  std::optional<Reason> defect;
};

// The answer of the steps that do not depend on time.
struct Settled {
  Outcome outcome = Outcome::deny;
  Reason reason = Reason::status_unknown;
  SourceId source = 0;
};

struct Matter {
  const Regime* regime = nullptr;
  const Facts* facts = nullptr;
  const Use* use = nullptr;

  std::optional<Settled> settled;  // steps 1 to 9
  bool approvals_read = false;     // false: settled before any approval was looked at; nothing below is filled

  const RelationRule* relation = nullptr;
  Level level = Level::refused;
  SourceId level_source = 0;
  Instant dates_known_until = kNotInTime;  // from then on local dates are a guess, and no permit rests on one

  boost::container::small_vector<NoticeState, 4> notices;    // by local date of sending, then in the ledger's order
  boost::container::small_vector<RefusalState, 4> refusals;  // those whose scope reaches the recipient
  boost::container::small_vector<OptInState, 4> opt_ins;
  boost::container::small_vector<ConsentState, 2> consents;              // granted ones
  boost::container::small_vector<const Agreement*, 4> agreements;        // with the use's party
  boost::container::small_vector<const Verification*, 2> verifications;  // that prove something
};

Matter matter_of(const Regime& regime, const Facts& facts, const Use& use);

// Parts of it: only the choices, only the notices and what backs an approval. Neither is settled by anything.
// Precondition of notices_of: readable(facts).
Matter choices_of(const Regime& regime, const Facts& facts, const Use& use);
Matter notices_of(const Regime& regime, const Facts& facts, const Use& use);

// False: status_unknown (step 1).
bool readable(const Facts& facts);

}  // namespace assent
