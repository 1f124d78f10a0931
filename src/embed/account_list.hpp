// Accounts by the name of a file, for code that may not open files itself.
#pragma once

#include "base/result.hpp"

#include <string>
#include <vector>

namespace assent::embed {

// One account a line; blanks around it and empty lines do not count. invalid: a line that is longer than an account may
// be or not UTF-8 (it is named by its number), or no account. Fails also as text_in() does, which reads `-`, too.
Result<std::vector<std::string>> accounts_in(const std::string& file);

}  // namespace assent::embed
