// Parts: a decision divided into parts, so that what many customers have in common is decided once.
//
// For one regime, use and instant the decision follows from three independent parts of the facts:
//
//   profile   state, kind, services                                   steps 1 to 9, and 11
//   choices   opt-outs, withdrawals, opt-ins, one-time consents       steps 10, 12 and 13
//   notices   notices, verifications, language and zone; agreements   steps 14 and 15
//
// weigh() combines them in decide()'s order of steps (order.hpp), so that
//
//   weigh(use, profile_part(…), choices_part(…), notices_part(…)) == decide(…) in outcome and reason
//
// Pure; thread-safe. After all choices are in the past, only their order matters, and whether an opt-in's last day is
// over; their instants do not matter. So customers whose choices came in the same order have the same choices part.
#pragma once

#include "consent/facts.hpp"
#include "consent/reason.hpp"
#include "consent/use.hpp"
#include "decision/notice_state.hpp"
#include "regime/regime.hpp"

#include <memory>
#include <optional>
#include <span>

namespace assent::decision {

// A use under a regime: what does not depend on the customer.
struct UnderRegime {
  const regime::Regime* regime = nullptr;
  const Use* use = nullptr;
  regime::Level level = regime::Level::refused;
  bool agreement_required = false;
};
// `regime` and `use` outlive the result.
UnderRegime under(const regime::Regime& regime, const Use& use);

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
  bool opt_in_holds = false;      // except the agreement
  std::optional<Reason> call_defect;
  std::optional<Reason> opt_in_defect;
  bool call_ended = false;

  friend bool operator==(const ChoicesPart&, const ChoicesPart&) = default;
};

struct NoticesPart {
  bool readable = true;                   // false: status_unknown
  std::optional<Reason> chain;            // the result of the notices that count; none: no notice counts
  std::optional<Reason> defect;           // of the latest notice that does not count
  std::optional<Reason> agreement_fault;  // if the relation needs an agreement

  friend bool operator==(const NoticesPart&, const NoticesPart&) = default;
};

ProfilePart profile_part(const UnderRegime& use, const Customer& customer);

// `facts` need no zone: without one, an opt-in that has a last day has ended. Its notices, verifications and agreements
// are not read.
ChoicesPart choices_part(const UnderRegime& use, const Facts& facts, Instant instant);

// The choices in `facts` are not read. A missing zone is not readable.
NoticesPart notices_part(const UnderRegime& use, const Facts& facts, Instant instant);

// The same from notices that were already checked against the use, for any customer: for very many customers with few
// notices. Not thread-safe.
class NoticeWeighing {
 public:
  NoticeWeighing(const UnderRegime& use, Instant instant);
  ~NoticeWeighing();

  // notices_part() for a customer with these notices, in the ledger's order, without agreements. In each, `sent` is
  // set, and what follows from it. `zone` is the customer's, and `today` their local date. Valid until the next call.
  const NoticesPart& part(std::span<const NoticeState* const> notices, bool verified, const TimeZone& zone, Date today);

 private:
  struct Room;
  std::unique_ptr<Room> room_;
};

// The first instant after `instant` at which notices_part() changes; none: never.
std::optional<Instant> notices_turn(const UnderRegime& use, const Facts& facts, Instant instant);

// A day (UTC) before which, after `instant`, the notice changes nothing more, in any zone. It is found quickly, and is
// at most some days too early. kNoTurn: it never changes anything more.
inline constexpr std::chrono::sys_days kNoTurn = std::chrono::floor<std::chrono::days>(kNever);
std::chrono::sys_days no_turn_before(const UnderRegime& use, const NoticeState& notice, Instant instant);

// The first instant after `instant` at which the notice may change something for a customer in that zone; kNever: none.
Instant notice_turns(const UnderRegime& use, const NoticeState& notice, const TimeZone& zone, Instant instant);

Verdict weigh(const UnderRegime& use, const ProfilePart& profile, const ChoicesPart& choices,
              const NoticesPart& notices);

}  // namespace assent::decision
