// The name of a ledger's file: it is made plain before SQLite sees it, and the file with that name is checked.
//
// SQLite gives some names a meaning of their own (`:memory:`, `file:…`, the empty one) and finds the write-ahead log by
// the name. So a ledger has one name, an absolute one without links, and the log and the index beside it have theirs
// from that.
#pragma once

#include "base/result.hpp"

#include <string>

namespace assent::store {

// The plain name. Fails with `invalid` for names that mean something else to SQLite, `unavailable` where the folder is
// not there or cannot be searched. The file itself need not exist.
Result<std::string> plain_name(const std::string& named);

// Checks the file with a name and those beside it. `not_found`: there is no file; `invalid`: it is not a file, or has
// several names (hard links), or has a rollback journal from another program, and as plain_name(); `unavailable`: the
// system does not say.
Result<void> check_files(const std::string& named);

}  // namespace assent::store
