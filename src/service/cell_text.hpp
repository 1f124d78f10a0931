// The text of a list's cell. Pure.
#pragma once

#include "base/marks.hpp"

#include <string_view>

namespace assent {

inline constexpr std::string_view kNoInstant =
    "this is no instant; write it as `2026-03-01T09:00:00+02:00`, or leave it empty";

// Without the blanks, line ends and invisible marks around it.
inline std::string_view bare_text(std::string_view text) { return trimmed(text); }

}  // namespace assent
