// From when a notice's text has been in use. Pure.
#pragma once

#include "base/time_zone.hpp"
#include "ledger/ledger.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <variant>

namespace assent::service {

// The earliest publication of that version; `version` empty: of any version. Nothing: it was not published.
std::optional<Instant> in_use_from(std::span<const ledger::Recorded> carrier_wide, std::string_view notice,
                                   std::string_view version);

// Whether a sending came before that. A day did if it ended before the text was in use, both in the customer's calendar
// and in UTC. `zone` nullptr: unknown.
bool sent_before_use(const std::variant<Instant, Date>& sent, Instant in_use, const TimeZone* zone);

// Whether it did in every possible zone.
bool sent_before_use_everywhere(const std::variant<Instant, Date>& sent, Instant in_use);

}  // namespace assent::service
