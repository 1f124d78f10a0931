// Bounds: how long and how deep a text may be before a parser reads it. A parser calls itself once for each level, so a
// text that is too deep would exhaust its stack. Internal to written; pure.
#pragma once

#include "base/issue.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace assent::written {

inline constexpr std::size_t kWrittenBytesMax = std::size_t{4} * 1024 * 1024;

// Levels of lists and tables, including those of a dotted key or header. No format that is read here has more than
// five.
inline constexpr int kWrittenDepthMax = 32;

// The first place where the TOML exceeds a bound; nothing: it may be parsed. A malformed text is read up to its first
// fault as a parser would, and after it by the same rules.
std::optional<Issue> beyond_bounds_of_toml(std::string_view text, std::string_view file);

// Whether a text of any format is too long.
std::optional<Issue> too_long(std::string_view text, std::string_view file);

}  // namespace assent::written
