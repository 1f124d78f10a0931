// ExitStatus: what a script acts on. Stable for ever.
#pragma once

#include "base/result.hpp"
#include "consent/reason.hpp"

namespace assent {

enum class ExitStatus : int { done = 0, failed = 1, denied = 2, invalid = 3 };

inline ExitStatus status_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::invalid:
    case ErrorCode::not_found:
    case ErrorCode::conflict: return ExitStatus::invalid;
    case ErrorCode::unavailable:
    case ErrorCode::damaged: return ExitStatus::failed;
  }
  return ExitStatus::failed;
}

inline ExitStatus status_of(Outcome outcome) {
  return outcome == Outcome::permit ? ExitStatus::done : ExitStatus::denied;
}

}  // namespace assent
