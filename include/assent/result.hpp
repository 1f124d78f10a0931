// Result: a value, or the error that prevented it. Values; nothing here throws except std::bad_alloc.
#pragma once

#include "assent/c.h"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace assent {
inline namespace v0 {

// A point on the UTC time line (years 1 to 9999; no leap seconds).
using Instant = std::chrono::time_point<std::chrono::system_clock, std::chrono::duration<std::int64_t, std::micro>>;

// What went wrong; assent/c.h lists each function's errors.
enum class ErrorCode : std::int32_t {
  invalid = ASSENT_INVALID,
  not_found = ASSENT_NOT_FOUND,
  conflict = ASSENT_CONFLICT,
  unavailable = ASSENT_UNAVAILABLE,
  damaged = ASSENT_DAMAGED,
  no_memory = ASSENT_NO_MEMORY,
  internal = ASSENT_INTERNAL
};

struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;  // lower case, no full stop; no personal data
  std::string mend;     // what to do about it; may be empty
};

// Precondition for reading the value: there is one; for error(): there is none. A program that breaks it is ended, so
// that it never decides from a missing value.
template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

  bool has_value() const { return held_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  T& value() & { return *there(std::get_if<0>(&held_)); }
  const T& value() const& { return *there(std::get_if<0>(&held_)); }
  T&& value() && { return std::move(*there(std::get_if<0>(&held_))); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return there(std::get_if<0>(&held_)); }
  const T* operator->() const { return there(std::get_if<0>(&held_)); }
  const Error& error() const { return *there(std::get_if<1>(&held_)); }

 private:
  template <class Held>
  static Held* there(Held* held) {
    if (held == nullptr) std::abort();
    return held;
  }

  std::variant<T, Error> held_;
};

// For functions that return nothing.
struct Done {};

namespace detail {

template <class Struct>
Struct sized() {
  Struct made{};
  made.size = sizeof(Struct);
  return made;
}

// Takes over what the library gave.
inline Error error_of(assent_status status, assent_error* given) {
  const std::unique_ptr<assent_error, decltype(&assent_error_free)> kept(given, &assent_error_free);
  Error error{static_cast<ErrorCode>(status), {}, {}};
  if (kept) {
    error.message = kept->message;
    error.mend = kept->mend;
  }
  return error;
}

inline std::optional<Instant> instant_of(const std::int64_t* microseconds) {
  if (microseconds == nullptr) return std::nullopt;
  return Instant(Instant::duration(*microseconds));
}

// Keeps an instant while a call reads it.
class GivenInstant {
 public:
  explicit GivenInstant(const std::optional<Instant>& instant)
      : given_(instant.has_value()), microseconds_(given_ ? instant->time_since_epoch().count() : 0) {}
  const std::int64_t* get() const { return given_ ? &microseconds_ : nullptr; }

 private:
  bool given_;
  std::int64_t microseconds_;
};

// Keeps the pointers to names while a call reads them; the names are the caller's.
class GivenNames {
 public:
  explicit GivenNames(const std::vector<std::string>& names) {
    for (const std::string& each : names) each_.push_back(each.c_str());
  }
  assent_names get() const { return {each_.data(), each_.size()}; }

 private:
  std::vector<const char*> each_;
};

inline std::vector<std::string> strings_of(const assent_names& names) {
  return std::vector<std::string>(names.each, names.each + names.count);
}

}  // namespace detail
}  // namespace v0
}  // namespace assent
