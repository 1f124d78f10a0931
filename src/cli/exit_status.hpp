// ExitStatus: what a script acts on. It never changes.
#pragma once

#include "base/result.hpp"
#include "consent/reason.hpp"

namespace assent::cli {

//   done             done, or permitted
//   failed           the same call may succeed another time
//   denied           the answer is no
//   invalid          the call or its input is wrong; nothing was changed
//   rows_to_look_at  done; some rows of the input were mended, not used, or are for accounts that are not on record.
//                    Each of them is reported. `done` means that every row was used as it stands. For a single refusal:
//                    a part of it was mended
enum class ExitStatus : int { done = 0, failed = 1, denied = 2, invalid = 3, rows_to_look_at = 4 };

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

}  // namespace assent::cli
