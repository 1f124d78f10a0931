// Result: a value, or the error that kept it from being made.
//
// Functions that can fail for reasons outside the program return a Result. Nothing in this project throws across a
// module's boundary, except when memory is missing or zone data cannot be read (ZoneDataUnreadable): both end the
// command. A violated precondition is a bug and ends the program (assert).
#pragma once

#include <tl/expected.hpp>

#include <string>
#include <type_traits>
#include <utility>

namespace assent {

// What went wrong, for a person and for a script.
//
//   invalid      the input is wrong; nothing was changed; say where and how to mend it (exit status 3)
//   not_found    a thing that the caller named does not exist (exit status 3)
//   conflict     an idempotency key was already used for something else (exit status 3)
//   unavailable  the outside world failed: disk full, file locked, file unreadable (exit status 1)
//   damaged      stored bytes are not what was written; nothing may be decided from them (exit status 1)
enum class ErrorCode { invalid, not_found, conflict, unavailable, damaged };

struct Error {
  ErrorCode code = ErrorCode::invalid;
  std::string message;  // lower case, no full stop, the user's own words in `backticks`; never personal data
  std::string mend;     // what to do about it, as an instruction; may be empty

  friend bool operator==(const Error&, const Error&) = default;
};

template <class T>
using Result = tl::expected<T, Error>;

// Makes the unexpected half of a Result: `return fail(ErrorCode::invalid, "…", "…");`
inline tl::unexpected<Error> fail(ErrorCode code, std::string message, std::string mend = {}) {
  return tl::unexpected<Error>(Error{code, std::move(message), std::move(mend)});
}

namespace detail {
// Nothing, for a Result<void>.
template <class Tried>
auto value_of(Tried&& tried) {
  if constexpr (!std::is_void_v<typename std::remove_cvref_t<Tried>::value_type>) return *std::forward<Tried>(tried);
}
}  // namespace detail

// The value of a Result, or out of this function with its error:
//
//   const auto list = TRY(read_list(file));
//   TRY(check(list));
//
// Use it alone or as the whole initialiser of a variable, never inside a larger expression: other parts of that may
// already be evaluated. The function around it returns a Result.
#define TRY(...) ASSENT_TRY_AS(__COUNTER__, __VA_ARGS__)
#define ASSENT_TRY_AS(number, ...) ASSENT_TRY_WITH(number, __VA_ARGS__)
#define ASSENT_TRY_WITH(number, ...) ASSENT_TRY_NAMED(assent_tried_##number, __VA_ARGS__)
#define ASSENT_TRY_NAMED(tried, ...)                                                 \
  __extension__({                                                                    \
    auto&& tried = __VA_ARGS__;                                                      \
    if (!tried) return tl::unexpected(std::forward<decltype(tried)>(tried).error()); \
    ::assent::detail::value_of(std::forward<decltype(tried)>(tried));                \
  })

// An error's two sentences as one line: "message; mend".
std::string to_string(const Error& error);

}  // namespace assent
