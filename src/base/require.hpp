// require: a precondition that is checked in every build. It is for code that would otherwise decide from, or write,
// something untrue.
#pragma once

#include <source_location>

namespace assent {

// Says on standard error what is not true, and where, and ends the process.
[[noreturn]] void stop_for_bug(const char* what, const std::source_location& where);

// `what` says what must be true.
inline void require(bool holds, const char* what, const std::source_location& where = std::source_location::current()) {
  if (!holds) [[unlikely]]
    stop_for_bug(what, where);
}

}  // namespace assent
