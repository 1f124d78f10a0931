// Parts: a decision taken apart, so that what many customers have in common is weighed once.
//
// For one regime, use and instant the answer follows from three parts of the facts that do not look at each other:
//
//   profile   state, kind, services                                   steps 1 to 9, and 11
//   choices   opt-outs, withdrawals, opt-ins, one-time consents       steps 10, 12 and 13
//   notices   notices, verifications, language and zone; agreements   steps 14 and 15
//
// weigh() puts them together by the same order of steps as decide() does (order.hpp), so that
//
//   weigh(use, profile_part(…), choices_part(…), notices_part(…)) == decide(…) in outcome and reason
//
// Pure; thread-safe. The order of choices matters and their instants do not, once all lie in the past; and of an
// opt-in's last day, whether it is over. So customers whose choices came in the same order share a choices part.
#pragma once

#include "consent/facts.hpp"
#include "consent/reason.hpp"
#include "consent/use.hpp"
#include "decision/notice_state.hpp"
#include "regime/regime.hpp"

#include <memory>
#include <optional>
#include <span>

namespace assent {

// A use under a regime: what does not depend on the customer.
struct UnderRegime {
  const Regime* regime = nullptr;
  const Use* use = nullptr;
  Level level = Level::refused;
  bool agreement_required = false;
};
// `regime` and `use` outlive the result.
UnderRegime under(const Regime& regime, const Use& use);

struct Verdict {
  Outcome outcome = Outcome::deny;
  Reason reason = Reason::status_unknown;

  friend bool operator==(const Verdict&, const Verdict&) = default;
};

struct ProfilePart {
  std::optional<Verdict> settled;  // steps 2 to 9
  bool soft_opt_in = false;        // step 11, if there is no refusal

  friend bool operator==(const ProfilePart&, const ProfilePart&) = default;
};

struct ChoicesPart {
  bool call_permits = false;
  std::optional<Reason> refusal;  // opted_out or withdrawn
  bool opt_in_holds = false;      // but for the agreement
  std::optional<Reason> call_defect;
  std::optional<Reason> opt_in_defect;
  bool call_ended = false;

  friend bool operator==(const ChoicesPart&, const ChoicesPart&) = default;
};

struct NoticesPart {
  bool readable = true;                   // false: status_unknown
  std::optional<Reason> chain;            // what the notices that count have come to; none: no notice counts
  std::optional<Reason> defect;           // of the latest notice that does not count
  std::optional<Reason> agreement_fault;  // where the relation needs an agreement

  friend bool operator==(const NoticesPart&, const NoticesPart&) = default;
};

ProfilePart profile_part(const UnderRegime& use, const Customer& customer);

// `facts` need no zone: without one, an opt-in that has a last day has ended. None of its notices, verifications and
// agreements is looked at.
ChoicesPart choices_part(const UnderRegime& use, const Facts& facts, Instant instant);

// None of the choices in `facts` is looked at. A missing zone is not readable.
NoticesPart notices_part(const UnderRegime& use, const Facts& facts, Instant instant);

// The same from notices that were held against the use before, whoever has them: for very many customers whose notices
// are few. Not thread-safe.
class NoticeWeighing {
 public:
  NoticeWeighing(const UnderRegime& use, Instant instant);
  ~NoticeWeighing();

  // What notices_part() says of a customer with these notices, in the ledger's order, but for agreements. Of each
  // `sent` is set, and what follows from it. `zone` is his, and `today` his local date. It stands until the next call.
  const NoticesPart& part(std::span<const NoticeState* const> notices, bool verified, const TimeZone& zone, Date today);

 private:
  struct Room;
  std::unique_ptr<Room> room_;
};

// The first instant after `instant` at which notices_part() says something else; none: never.
std::optional<Instant> notices_turn(const UnderRegime& use, const Facts& facts, Instant instant);

// A day (UTC) before which, after `instant`, nothing comes of a notice that had not come of it then, in whatever zone
// it was given: found at once, and early by some days at most where something does. kNoTurn: nothing ever does.
inline constexpr std::chrono::sys_days kNoTurn = std::chrono::floor<std::chrono::days>(kNever);
std::chrono::sys_days no_turn_before(const UnderRegime& use, const NoticeState& notice, Instant instant);

Verdict weigh(const UnderRegime& use, const ProfilePart& profile, const ChoicesPart& choices,
              const NoticesPart& notices);

}  // namespace assent
