// Appending entries with keys made from their content, so that a run can be repeated.
#pragma once

#include "ledger/ledger.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assent::service {

// "KIND:" and digits that are the same for the same content. `grant` is the position of a grant that came between this
// and the same content before, if any (key_after()). Preconditions: check(content); it has no key.
std::string key_of_content(std::string_view kind, const evidence::Entry& content,
                           const std::optional<Position>& grant = std::nullopt);

// The key of content that is repeated, and counts as new, after that entry: a grant, or a correction that retracted the
// content.
std::string key_after(std::string_view key, Position entry);

// Appends the drafts, all with keys. Nothing instead of a receipt: the key is on record (or on an earlier draft) with
// other content. For keys made from content this means another actor or channel: it was recorded before. Other errors
// are passed on; earlier drafts may then be recorded.
//
// If the entry of a key was retracted, the key no longer stands for it: the draft is recorded again.
Result<std::vector<std::optional<ledger::Receipt>>> append_keyed(ledger::Ledger& ledger,
                                                                 std::span<const ledger::Draft> drafts, Instant now);

}  // namespace assent::service
