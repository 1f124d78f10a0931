// Matter: the facts checked against one use, as far as possible without the instant. Internal to decide.
//
// Every event that is relevant to the use is here with its defects, so that the decision at an instant (answer.hpp)
// only compares times. Points into the regime, facts and use from which it was made.
#pragma once

#include "consent/facts.hpp"
#include "consent/reason.hpp"
#include "consent/use.hpp"
#include "decision/notice_state.hpp"
#include "regime/regime.hpp"

#include <boost/container/small_vector.hpp>

#include <optional>

namespace assent::decision {

struct RefusalState {
  Instant at;
  Position entry;
  Reason reason = Reason::opted_out;  // or withdrawn
  bool provisional = false;
};

struct OptInState {
  const OptIn* opt_in = nullptr;
  std::optional<Reason> defect;  // other than its end, which depends on the day

  // Whether `today` is the customer's known local date or a guess (`today_known`): no approval with a last day rests on
  // a guess.
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

// The result of the steps that do not depend on time.
struct Settled {
  Outcome outcome = Outcome::deny;
  Reason reason = Reason::status_unknown;
  regime::SourceId source = 0;
};

struct Matter {
  const regime::Regime* regime = nullptr;
  const Facts* facts = nullptr;
  const Use* use = nullptr;

  std::optional<Settled> settled;  // steps 1 to 9
  bool approvals_read = false;     // false: decided before any approval was examined; nothing below is filled

  const regime::RelationRule* relation = nullptr;
  regime::Level level = regime::Level::refused;
  regime::SourceId level_source = 0;
  Instant dates_known_until = kNotInTime;  // from then on local dates are a guess, and no permit rests on a guess

  boost::container::small_vector<NoticeState, 4> notices;    // by local date of sending, then in the ledger's order
  boost::container::small_vector<RefusalState, 4> refusals;  // those whose scope covers the recipient
  boost::container::small_vector<OptInState, 4> opt_ins;
  boost::container::small_vector<ConsentState, 2> consents;              // granted ones
  boost::container::small_vector<const Agreement*, 4> agreements;        // with the use's party
  boost::container::small_vector<const Verification*, 2> verifications;  // that prove something
};

Matter matter_of(const regime::Regime& regime, const Facts& facts, const Use& use);

// Parts of it: only the choices; only the notices and what an approval needs. Both are filled in any case. Precondition
// of notices_of: readable(facts).
Matter choices_of(const regime::Regime& regime, const Facts& facts, const Use& use);
Matter notices_of(const regime::Regime& regime, const Facts& facts, const Use& use);

// False: status_unknown (step 1).
bool readable(const Facts& facts);

}  // namespace assent::decision
