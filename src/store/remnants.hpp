// Remnants: what a destroyed key may leave behind in a file, and in the journal beside it.
#pragma once

#include "store/connection.hpp"

#include <span>

namespace assent::store {

// Whether any of these keys is still anywhere in the connection's file, in a row or between rows.
Result<bool> holds_any(const Connection& file, std::span<const evidence::Hash> keys);

// Overwrites the last transaction's journal (`journal_mode=PERSIST`), if any, with zeros. No other connection writes
// the file meanwhile.
Result<void> write_over_journal(Connection& file);

}  // namespace assent::store
