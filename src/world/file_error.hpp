// How the doors to the file system word what the system said: lower case, the file by name, and how to mend it.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace assent {

// "cannot read `list.csv`: …", where `doing` is "read" or "write", `what` names the file as a message shows it, and
// `number` is errno's. A file that is missing for reading is `not_found`, a folder named as a file `invalid`,
// anything else `unavailable`.
tl::unexpected<Error> file_error(std::string_view doing, const std::string& what, int number);

}  // namespace assent
