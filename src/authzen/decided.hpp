// What AuthZEN's `decision` and `context` say of a decision of ours, as JSON (docs/schema/authzen-context.schema.json).
// Pure.
#pragma once

#include "app/query.hpp"
#include "authzen/asked.hpp"

#include <string>
#include <string_view>

namespace assent::authzen {

// Adds {"decision":…,"context":{…}}.
void append_decision(std::string& out, const app::Answered& answered, const UseQuestion& question);

// Adds the same with the reason only.
void append_brief(std::string& out, Outcome outcome, Reason reason);

// Adds {"decision":false,"context":{"error":{…}}}: any doubt denies, and says so.
void append_fault(std::string& out, const AskedFault& fault);

// What names a decision: the same question, asked of the same state of the ledger under the same rules about the same
// instant, has the same id. 32 hexadecimal digits.
std::string decision_id(const app::Answered& answered);

}  // namespace assent::authzen
