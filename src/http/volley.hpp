// Volley: requests that many connections send to one server, and what becomes of each. Pure.
#pragma once

#include "http/requester.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace assent::http {

// All instants are since the beginning. Called by one thread.
class Volley {
 public:
  virtual ~Volley() = default;
  // When the next request is to be sent: at once if it is not after `now`. Nothing: none follows.
  virtual std::optional<std::chrono::nanoseconds> due(std::chrono::nanoseconds now) = 0;
  // The bytes of the next request, in place of what is in `request`. Precondition: due() gave an instant.
  virtual void next(std::string& request) = 0;
  // What became of a request that was due then.
  virtual void came(std::chrono::nanoseconds due, std::chrono::nanoseconds now,
                    const tl::expected<Received, Missed>& outcome) = 0;
  // Several times in a second. True: no more requests are sent, and those on their way are given up.
  virtual bool ended(std::chrono::nanoseconds now) = 0;
};

}  // namespace assent::http
