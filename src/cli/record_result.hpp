// The result of recording a choice, for people and as JSON.
#pragma once

#include "app/record.hpp"
#include "cli/invocation.hpp"

#include <string>

namespace assent::cli {

// Prints it, with warnings on standard error. `by_number_too`: the customer could have been named by telephone number.
// Returns how a refusal that could not be recorded as given was mended; empty: nothing was mended.
std::string print_recorded(Invocation& call, const app::RecordOutcome& outcome, bool by_number_too);

}  // namespace assent::cli
