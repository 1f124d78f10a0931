// A compiled time zone (TZif, RFC 9636) as a value. Pure.
#pragma once

#include "base/time_zone.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace assent::world {

// The zone, with the changes that the file lists and, after the last of them, those of its rule for the years to come
// up to the end of `last_year`. Where clocks go on changing it is known until then; where the file gives no rule, until
// its last change. Nothing: the bytes are no TZif of version 2 or later, or count leap seconds. Any bytes may be given.
std::optional<TimeZone> parse_tzif(std::string_view bytes, std::string name, std::chrono::year last_year);

}  // namespace assent::world
