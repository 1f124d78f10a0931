// Event: one event of a customer's history, of any kind, found by its position in the ledger. Internal to explanation.
#pragma once

#include <optional>
#include <variant>

#include "base/time_zone.hpp"
#include "consent/history.hpp"
#include "explanation/speech.hpp"

namespace assent::explanation {

// monostate: not in that history.
using Event = std::variant<std::monostate, const NoticeGiven*, const OptOut*, const Withdrawal*, const OptIn*,
                           const OneTimeConsent*, const Verification*, const Agreement*>;

Event event_at(const History& history, Position entry);

// Local time, in ISO form: "2026-02-18" if the instant begins a local day, else "2026-02-18 10:20".
std::string moment(Instant instant, const TimeZone& zone);

// The customer's local date of sending.
Date sent_on(const NoticeGiven& notice, const TimeZone& zone);

// "notice of 2026-01-15 (mail)". Precondition for event_date and event_end: the event is not none.
std::string event_phrase(const Event& event, const TimeZone& zone, const Speech& speech);
std::string event_date(const Event& event, const TimeZone& zone);

// Whether it is a refusal that no person has read yet.
bool is_provisional(const Event& event);

// When it ends: a one-time consent's call, an agreement's last day; empty for others.
std::string event_end(const Event& event, const TimeZone& zone);

}  // namespace assent::explanation
