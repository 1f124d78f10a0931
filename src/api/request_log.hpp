// RequestLog: one line of JSON for each request that is to be seen later. No number, address, token, path or body of a
// request ever stands in it.
#pragma once

#include "base/instant.hpp"
#include "consent/reason.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assent::api {

// Takes finished lines, without the line's end. Thread-safe; never fails: a log that cannot be written stops no
// request.
class LogSink {
 public:
  virtual ~LogSink() = default;
  virtual void write(std::string_view line) = 0;
};

// Which requests are written.
enum class Logged : std::uint8_t {
  all,
  changes,  // all but decisions that went well
  errors    // only statuses of 400 and above
};

struct Served {
  Instant at;
  std::string_view route;  // its id; `none`: the request came to none
  std::string_view method;
  unsigned status = 0;
  std::chrono::nanoseconds took{};
  std::string_view id;      // of the request
  std::string_view trace;   // the trace id of W3C Trace Context, 32 hexadecimal digits; empty: none
  std::string_view caller;  // empty: none was shown
  std::optional<Reason> reason;
};

std::string line_of(const Served& served);

// The trace id in a `traceparent` field (W3C Trace Context, 3.2); empty: it is not well formed.
std::string_view trace_of(std::string_view traceparent);

// Whether an id that a caller gave can be logged: a UUID, or 16 to 64 hexadecimal digits, not all of them decimal.
bool can_be_logged(std::string_view id);

}  // namespace assent::api
