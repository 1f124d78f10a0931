// Telephone numbers that a spreadsheet took for quantities. Pure; thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace assent {

// A telephone number as a person reads it, without invisible marks. A fraction of zeros, such as `3123456.0`, comes
// from a spreadsheet that took the number for a quantity, and is left out.
std::string number_text(std::string_view text);
// Whether a spreadsheet wrote it as a quantity, with a fraction of zeros or an exponent. Read digit by digit it would
// be another number.
bool is_quantity(std::string_view text);

}  // namespace assent
