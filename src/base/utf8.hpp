// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing past U+10FFFF. Pure.
#pragma once

#include <cstddef>
#include <string_view>

namespace assent {

// Where the first sequence begins that is not UTF-8; npos when all of `text` is.
std::size_t first_not_utf8(std::string_view text);

inline bool is_utf8(std::string_view text) { return first_not_utf8(text) == std::string_view::npos; }

}  // namespace assent
