// A notice checked against one use: its defects, and when silence after it becomes approval. Pure.
#pragma once

#include "consent/history.hpp"
#include "consent/reason.hpp"
#include "consent/use.hpp"
#include "regime/regime.hpp"

#include <optional>
#include <string_view>

namespace assent::decision {

// A notice about this use; or one that covers the recipient's relation but names other parties (`other_party`).
struct NoticeState {
  const NoticeGiven* notice = nullptr;
  Instant undelivered_from = kNotInTime;  // from when it was known that it did not arrive
  Date sent;                              // the customer's local date of sending
  std::optional<Reason> defect;           // except non-delivery, which depends on the instant
  bool other_party = false;

  // Set only if silence can approve; the last only if the regime requires a verification.
  Instant matures = kNotInTime;  // when approval exists, if nothing arrives
  Date renewed_by;   // the last local date on which another notice continues it, and on which it is not stale
  Date verified_by;  // the last local date on which the approval needs no verification

  friend bool operator==(const NoticeState&, const NoticeState&) = default;

  std::optional<Reason> defect_at(Instant instant) const {
    if (defect) return defect;
    if (instant >= undelivered_from) return Reason::notice_undelivered;
    return std::nullopt;
  }
};

// The notice in view of the use, except its date and what depends on the date; nothing: it is not relevant to the use.
// `language` is the customer's. `notice` outlives the state.
std::optional<NoticeState> notice_state(const regime::Regime& regime, const Use& use, std::string_view language,
                                        const NoticeGiven& notice);

// Whether a failure is on record, and from when.
inline Instant undelivered_from(const NoticeGiven& notice) {
  return notice.delivery == Delivery::sent ? kNotInTime : notice.delivery_known.value_or(kEarliest);
}

// The customer's local date of sending.
Date sent_on(const TimeZone& zone, const std::variant<Instant, Date>& sent);

// When silence after it approves, and for how long. Precondition: `state.sent` is set.
void set_maturity(NoticeState& state, const regime::Regime& regime, const TimeZone& zone, std::string_view channel,
                  int waiting_days);

}  // namespace assent::decision
