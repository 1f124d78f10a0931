// Circumstances: who records something, when it counts from, and under which key. Common to all that is recorded.
#pragma once

#include "base/instant.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace assent {

// Tells the present. Long-running work asks it once a batch, so that an entry's recorded instant is the truth.
using Clock = std::function<Instant()>;

struct Circumstances {
  std::optional<Instant> effective;  // when it counts from; none: the present
  std::string actor;                 // a staff member's id or a system's name; never empty
  std::string channel;               // by which way it came in: `shop`, `call_centre`, `web`, `cli`, …; never empty
  std::string key;                   // idempotency key; empty: none, so that a retry records it again
};

// How far a stream has been read; called from the thread that called the service, about once a batch.
struct Progress {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
};
using OnProgress = std::function<void(const Progress&)>;

}  // namespace assent
