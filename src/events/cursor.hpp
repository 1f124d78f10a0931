// Cursor: from where on somebody reads the ledger: the next entry of each log. Pure.
#pragma once

#include "base/result.hpp"
#include "consent/position.hpp"
#include "ledger/ledger.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace assent::events {

// By log, the index of the next entry. A log that is not there: from its beginning.
using Cursor = std::map<std::uint32_t, std::uint64_t>;

// "0/12", of several logs "0/12,1/7"; empty: from the beginning.
std::string to_string(const Cursor& cursor);
// invalid: it is not written as to_string() writes it.
Result<Cursor> cursor_of(std::string_view text);

// Behind everything that the ledger has.
Cursor end_of(const std::vector<ledger::LogHead>& heads);
// How many entries there are from the cursor on.
std::uint64_t entries_from(const Cursor& cursor, const std::vector<ledger::LogHead>& heads);
// Whether some log is further in `cursor` than in `other`.
bool is_beyond(const Cursor& cursor, const Cursor& other);

}  // namespace assent::events
