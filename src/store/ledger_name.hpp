// The name of a ledger's file: made plain before SQLite sees it, and what stands under it looked at.
//
// SQLite gives some names a meaning of their own (`:memory:`, `file:…`, the empty one) and finds the write-ahead log by
// the name. So a ledger has one name, an absolute one without links, and the log and the index beside it have theirs
// from that.
#pragma once

#include "base/result.hpp"

#include <string>

namespace assent {

// The plain name. Fails with `invalid` for names that mean something else to SQLite, `unavailable` where the folder is
// not there or cannot be searched. The file itself need not exist.
Result<std::string> plain_name(const std::string& named);

// Looks at the file under a name and at those beside it. Fails with `not_found` where there is no file, `invalid` where
// something stands there that is no file, or that has several names (hard links), or a rollback journal that another
// program left, and as plain_name(); `unavailable` where the system does not say.
Result<void> check_files(const std::string& named);

}  // namespace assent
