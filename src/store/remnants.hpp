// Remnants: what a destroyed key may leave behind in a file, and in the journal beside it.
#pragma once

#include "store/connection.hpp"

#include <span>

namespace assent {

// Whether any of these keys still stands anywhere in the connection's file, in a row or between rows.
Result<bool> holds_any(const Connection& file, std::span<const Hash> keys);

// Puts zeros over the journal that the last transaction left (`journal_mode=PERSIST`), where there is one. Nobody
// writes the file meanwhile.
Result<void> write_over_journal(Connection& file);

}  // namespace assent
