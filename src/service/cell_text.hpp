// The text of a list's cell. Pure.
#pragma once

#include "base/marks.hpp"

#include <string_view>

namespace assent::service {

// Without the blanks, line ends and invisible marks around it.
inline std::string_view bare_text(std::string_view text) { return trimmed(text); }

}  // namespace assent::service
