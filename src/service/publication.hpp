// From when on a notice's text has been in use. Pure.
#pragma once

#include "base/time_zone.hpp"
#include "ledger/ledger.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <variant>

namespace assent {

// From the earliest publication of that version on; `version` empty: of any. Nothing: it was not published.
std::optional<Instant> in_use_from(std::span<const Recorded> carrier_wide, std::string_view notice,
                                   std::string_view version);

// Whether a sending came before that. Of a day it did where it was over before the text was in use, by the customer's
// calendar as well as in UTC. `zone` nullptr: unknown.
bool sent_before_use(const std::variant<Instant, Date>& sent, Instant in_use, const TimeZone* zone);

// Whether it did wherever the customer may be.
bool sent_before_use_everywhere(const std::variant<Instant, Date>& sent, Instant in_use);

}  // namespace assent
