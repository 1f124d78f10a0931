// How the doors to the file system word what the system said: lower case, the file by name, and how to mend it.
#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>

namespace assent::world {

// "cannot read `list.csv`: …", where `doing` is "read" or "write" of what was named, or any other verb of what happens
// later; `what` names the file as a message shows it, and `number` is errno's. A file that is missing for reading, or
// its folder for writing, is `not_found`, a folder named as a file and a name that can be none `invalid`, anything else
// `unavailable`.
tl::unexpected<Error> file_error(std::string_view doing, const std::string& what, int number);

}  // namespace assent::world
