// Appending entries whose keys are made from what they say, so that a run can be repeated.
#pragma once

#include "ledger/ledger.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent {

// "KIND:" and figures that are the same for the same content. `grant` is where the grant stands that came between this
// and the same content before, if one did (key_after()). Preconditions: check(content); it has no key.
std::string key_of_content(std::string_view kind, const Entry& content,
                           const std::optional<Position>& grant = std::nullopt);

// The key of what is said once more, and anew, after that entry: a grant, or a correction that retracted it.
std::string key_after(std::string_view key, Position entry);

// Appends the drafts, all with keys. Nothing in place of a receipt: the key is on record (or on an earlier draft) with
// another content; where keys are made from what they stand for, that is another actor or channel, and it was recorded
// before. Other errors are passed on; drafts before may then be recorded.
//
// A key whose entry was retracted since stands for nothing any more: the draft is recorded anew.
Result<std::vector<std::optional<Receipt>>> append_keyed(Ledger& ledger, std::span<const Draft> drafts, Instant now);

}  // namespace assent
