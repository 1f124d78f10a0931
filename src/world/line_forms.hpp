// Line forms: numbers (E.164) that libphonenumber takes for two, or for none, while they name one line. Pure;
// thread-safe.
//
// - National numbers that became longer later than the installed library knows: the old form is the line's, too.
// - A mark before mobile numbers that is dialled from abroad and by messages only, as in Argentina: with it and
// without.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace assent::world {

// The one form in which the line is known here: as it is dialled today, without such a mark. Nothing: it is not of such
// a country, or of neither form.
std::optional<std::string> line_form(std::string_view e164);

// Whether numbers of its country have two forms.
bool has_two_forms(std::string_view e164);

}  // namespace assent::world
