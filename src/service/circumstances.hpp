// Circumstances: who records something, from when it counts, and under which key. Every recording has them.
#pragma once

#include "base/byte_stream.hpp"
#include "base/clock.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace assent::service {

// Opens a text from its beginning: once, or twice if a run has two passes. Standard input can only be opened once;
// opening it again fails with `unavailable`.
using OpenText = std::function<Result<std::unique_ptr<ByteSource>>()>;

struct Circumstances {
  std::optional<Instant> effective;  // from when it counts; none: the present
  std::string actor;                 // a staff member's id or a system's name; never empty
  std::string channel;               // how it came in: `shop`, `call_centre`, `web`, `cli`, …; never empty
  std::string key;                   // idempotency key; empty: none, and a retry records it again
  std::string run{};                 // the import that records it; empty: not an import
};

// How far a stream has been read. The calling thread calls it, about once for each batch.
struct Progress {
  std::uint64_t rows = 0;
  std::uint64_t bytes = 0;
};
using OnProgress = std::function<void(const Progress&)>;

// Of a run that can be repeated: `unavailable`.
inline tl::unexpected<Error> run_stopped() {
  return fail(ErrorCode::unavailable, "the run was stopped before its end", "run it again: what is recorded stays");
}

}  // namespace assent::service
