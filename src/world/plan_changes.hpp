// Plan changes: national numbers that became longer later than the installed libphonenumber knows. Pure; thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assent {

// The number (E.164) as it is dialled today, where its country's plan is one of those that changed: one of the old form
// gets what was put before it, one of the new form stays, so that both name the same line. Nothing: it is not of such a
// country, or of neither form.
std::optional<std::string> renewed(std::string_view e164);

// Whether the number is of a country whose plan is one of those.
bool has_changed_plan(std::string_view e164);

}  // namespace assent
