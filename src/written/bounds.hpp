// Bounds: how long a text may be, and how deep what is written in it, before it is given to a parser. A parser calls
// itself once for each level, so what is deep enough would leave it no room. Internal to written; pure.
#pragma once

#include "base/issue.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace assent {

inline constexpr std::size_t kWrittenBytesMax = std::size_t{4} * 1024 * 1024;

// Levels of lists and tables, those of a dotted key or header included. Nothing that is read here has more than five.
inline constexpr int kWrittenDepthMax = 32;

// The first place at which the TOML goes beyond a bound; nothing: it may be parsed. A text that is not well formed is
// looked at up to its first fault as a parser would, and further on by the same rules.
std::optional<Issue> beyond_bounds_of_toml(std::string_view text, std::string_view file);

// Whether a text of any format is too long.
std::optional<Issue> too_long(std::string_view text, std::string_view file);

}  // namespace assent
