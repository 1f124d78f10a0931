// Appending entries whose keys are made from what they say, so that a run can be repeated.
#pragma once

#include "ledger/ledger.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

// "KIND:" and figures that are the same for the same content. Precondition: check(content).
std::string key_of_content(std::string_view kind, const Entry& content);

// Appends the drafts, all with keys. Nothing in place of a receipt: the key is on record (or on an earlier draft) with
// another content; where keys are made from what they stand for, that is another actor or channel, and it was recorded
// before. Other errors are passed on; drafts before may then be recorded.
Result<std::vector<std::optional<Receipt>>> append_keyed(Ledger& ledger, std::span<const Draft> drafts, Instant now);

}  // namespace assent
