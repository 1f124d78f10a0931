#include "decision/decide.hpp"

#include "decision/answer.hpp"
#include "decision/findings.hpp"
#include "decision/horizon.hpp"
#include "decision/matter.hpp"
#include "decision/remedies.hpp"

namespace assent::decision {
namespace {

struct Outlook {
  std::optional<Instant> changes;  // the first instant with another decision
  std::optional<Instant> permits;  // the first instant with a permit
};

// Looks ahead from one turning point to the next, as far as needed.
Outlook outlook(const Matter& matter, Instant instant, const Answer& now) {
  Outlook found;
  for (const Instant point : turning_points(matter, instant)) {
    const Answer then = answer_at(matter, point);
    if (!found.changes && !then.same_as(now)) found.changes = point;
    if (then.outcome == Outcome::permit) found.permits = point;
    if (found.changes && (now.outcome == Outcome::permit || found.permits)) break;
  }
  return found;
}

}  // namespace

Decision decide(const regime::Regime& regime, const Facts& facts, const Use& use, Instant instant) {
  const Matter matter = matter_of(regime, facts, use);
  const Answer answer = answer_at(matter, instant);

  Decision decision;
  decision.outcome = answer.outcome;
  decision.reason = answer.reason;
  decision.source = answer.source;
  decision.provisional = answer.provisional;
  decision.entries.assign(answer.entries.begin(), answer.entries.end());
  add_findings(matter, instant, decision);

  const Outlook ahead = outlook(matter, instant, answer);
  decision.valid_until = ahead.changes;
  if (decision.outcome == Outcome::deny) add_remedies(matter, instant, ahead.permits, decision);
  return decision;
}

}  // namespace assent::decision
