// require: a precondition that is held against in every build, for where going on would decide from, or write down,
// what is not so.
#pragma once

#include <source_location>

namespace assent {

// Says on standard error what does not hold, and where, and ends the process.
[[noreturn]] void stop_for_bug(const char* what, const std::source_location& where);

// `what` says what must hold.
inline void require(bool holds, const char* what, const std::source_location& where = std::source_location::current()) {
  if (!holds) [[unlikely]]
    stop_for_bug(what, where);
}

}  // namespace assent
