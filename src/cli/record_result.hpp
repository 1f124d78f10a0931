// What recording a choice came to, for people and as JSON.
#pragma once

#include "app/record.hpp"
#include "cli/invocation.hpp"

#include <string>

namespace assent {

// Prints it, with warnings on standard error. `by_number_too`: the customer could have been named by telephone number.
// What was made of a refusal that could not be recorded as given; empty: nothing.
std::string print_recorded(Invocation& call, const RecordOutcome& outcome, bool by_number_too);

}  // namespace assent
