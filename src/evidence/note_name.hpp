// The names that a key may have. Private to this module.
#pragma once

#include <string_view>

namespace assent::evidence {

// Not empty, UTF-8, without Unicode white space, control characters and plus signs.
bool is_key_name(std::string_view name);

}  // namespace assent::evidence
