#include "boundary.hpp"

#include "base/time_zone.hpp"
#include "explanation/language.hpp"
#include "wording/words.hpp"

#include <exception>
#include <stdexcept>

namespace assent::boundary {
namespace {

struct KeptError : assent_error {
  std::string message_kept;
  std::string mend_kept;
};

assent_status status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid: return ASSENT_INVALID;
    case ErrorCode::not_found: return ASSENT_NOT_FOUND;
    case ErrorCode::conflict: return ASSENT_CONFLICT;
    case ErrorCode::unavailable: return ASSENT_UNAVAILABLE;
    case ErrorCode::damaged: return ASSENT_DAMAGED;
  }
  return ASSENT_INTERNAL;
}

// These need no memory allocation, and are never freed.
assent_error without_memory{sizeof(assent_error), ASSENT_NO_MEMORY, "there is not enough memory",
                            "close other programs or ask about fewer at once, and try again"};
assent_error faulty{sizeof(assent_error), ASSENT_INTERNAL, "the library has a fault",
                    "report the call and the rules to its makers"};

}  // namespace

Result<std::optional<Instant>> instant_in(const std::int64_t* microseconds) {
  if (microseconds == nullptr) return std::nullopt;
  const Instant instant = instant_of(*microseconds);
  if (kEarliest <= instant && instant <= kNever) return instant;
  return fail(ErrorCode::invalid, "an instant is outside the years 1 to 9999",
              "give microseconds since 1970-01-01T00:00:00Z");
}

Result<explanation::Language> language_in(const char* tag) {
  const std::string_view text = text_of(tag);
  if (text.empty()) return explanation::Language::en;
  if (const auto language = explanation::language_named(text)) return *language;
  return fail(ErrorCode::invalid, "the language is " + wording::shown(text), "write `en`, `ar` or `fr`");
}

Result<void> check_said(const char* text, std::string_view what) {
  if (!text_of(text).empty()) return {};
  return fail(ErrorCode::invalid, std::string(what) + " is not named", "name it");
}

Result<void> check_given(const void* engine) {
  if (engine != nullptr) return {};
  return fail(ErrorCode::invalid, "the engine, or the pointer for a result, is NULL",
              "open an engine with assent_open(), and do not give NULL for a result");
}

Result<void> check_here(const assent_engine* engine) {
  TRY(check_given(engine));
  if (engine->opened) return {};
  return fail(ErrorCode::invalid, "a server's engine decides and records, and does nothing else",
              "open an engine on the ledger with assent_open()");
}

assent_status hand_out(const Error& error, assent_error** into) noexcept {
  const assent_status status = status_of(error.code);
  if (into == nullptr) return status;
  try {
    auto kept = std::make_unique<KeptError>();
    kept->message_kept = wording::masked(error.message);
    kept->mend_kept = wording::masked(error.mend);
    static_cast<assent_error&>(*kept) = {sizeof(assent_error), status, kept->message_kept.c_str(),
                                         kept->mend_kept.c_str()};
    *into = kept.release();
    return status;
  } catch (...) {
    return no_memory(into);
  }
}

assent_status no_memory(assent_error** into) noexcept {
  if (into != nullptr) *into = &without_memory;
  return ASSENT_NO_MEMORY;
}

assent_status internal(assent_error** into) noexcept {
  if (into != nullptr) *into = &faulty;
  return ASSENT_INTERNAL;
}

assent_status caught(assent_error** into) noexcept {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return no_memory(into);
  } catch (const std::length_error&) {
    return no_memory(into);
  } catch (const ZoneDataUnreadable& unreadable) {
    return hand_out(unreadable.error(), into);
  } catch (...) {
    return internal(into);
  }
}

}  // namespace assent::boundary

void assent_error_free(assent_error* error) noexcept {
  using namespace assent::boundary;
  if (error == nullptr || error == &without_memory || error == &faulty) return;
  delete static_cast<KeptError*>(error);
}
