// The boundary between C and the library: structs whose size their maker states, texts that outlive a call, and errors,
// exceptions among them, as values.
#pragma once

#include "assent/c.h"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "embed/opened_engine.hpp"
#include "explanation/language.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <new>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::boundary {
class Remote;
}

// One of the two is there.
struct assent_engine {
  assent_engine();
  ~assent_engine();
  std::unique_ptr<assent::embed::OpenedEngine> opened;
  std::unique_ptr<assent::boundary::Remote> remote;
};

namespace assent::boundary {

// ---- what comes in

inline std::string_view text_of(const char* text) { return text == nullptr ? std::string_view() : text; }
inline std::string string_of(const char* text) { return std::string(text_of(text)); }

inline std::vector<std::string> strings_of(const assent_names& names) {
  std::vector<std::string> strings;
  for (std::size_t i = 0; i < names.count; ++i) strings.push_back(string_of(names.each[i]));
  return strings;
}

// The part of the struct that both sides know. invalid: its size is missing, or it has something that this library does
// not know.
template <class Struct>
Result<Struct> taken(const Struct* given, std::string_view what) {
  Struct known{};
  if (given == nullptr) return known;
  if (given->size < sizeof(std::size_t)) {
    return fail(ErrorCode::invalid, "the size of the " + std::string(what) + " is not set", "set it to its sizeof");
  }
  const auto* bytes = reinterpret_cast<const unsigned char*>(given);
  for (std::size_t i = sizeof(Struct); i < given->size; ++i) {
    if (bytes[i] != 0) {
      return fail(ErrorCode::invalid, "the " + std::string(what) + " says something that this library does not know",
                  "use a later libassent");
    }
  }
  std::memcpy(&known, given, std::min(given->size, sizeof(Struct)));
  return known;
}

Result<std::optional<Instant>> instant_in(const std::int64_t* microseconds);
Result<explanation::Language> language_in(const char* tag);
// invalid: `text` is missing.
Result<void> check_said(const char* text, std::string_view what);
Result<void> check_given(const void* engine);
// invalid: it is NULL, or a server's.
Result<void> check_here(const assent_engine* engine);

// ---- what goes out

// A struct for C, with all that it points to.
template <class Struct>
class Kept : public Struct {
 public:
  Kept() : Struct{} { this->size = sizeof(Struct); }

  const char* text(std::string_view text) { return texts_.emplace_back(text).c_str(); }
  const std::int64_t* instant(const std::optional<Instant>& instant) {
    return instant ? &instants_.emplace_back(microseconds_of(*instant)) : nullptr;
  }
  template <class Texts>
  assent_names names(const Texts& given) {
    auto& pointers = names_.emplace_back();
    for (const auto& each : given) pointers.push_back(text(each));
    return {pointers.data(), pointers.size()};
  }

 private:
  std::deque<std::string> texts_;
  std::deque<std::int64_t> instants_;
  std::deque<std::vector<const char*>> names_;
};

// Gives the object to the caller.
template <class Made, class Struct>
void hand_out(std::unique_ptr<Made>& made, Struct** into) {
  *into = made.release();
}

assent_status hand_out(const Error& error, assent_error** into) noexcept;
assent_status no_memory(assent_error** into) noexcept;
assent_status internal(assent_error** into) noexcept;
// The error for the exception that is being handled.
assent_status caught(assent_error** into) noexcept;

// Runs `act`, which gives a Result<void>. An exception becomes a status.
template <class Act>
assent_status guarded(assent_error** error, Act&& act) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    const Result<void> done = act();
    return done ? ASSENT_OK : hand_out(done.error(), error);
  } catch (...) {
    return caught(error);
  }
}

}  // namespace assent::boundary
