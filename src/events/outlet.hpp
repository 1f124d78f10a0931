// Outlet: the port by which an event leaves. Webhooks implement it (webhook_outlet.hpp); a broker may.
#pragma once

#include "events/feed.hpp"
#include "events/subscription.hpp"

#include <chrono>
#include <cstdint>
#include <string>

namespace assent::events {

enum class Outcome : std::uint8_t {
  taken,    // the receiver has it
  wait,     // not now: the receiver cannot be reached, or cannot take anything
  refused,  // it takes this one not, whatever the reason
  gone      // it wants no events any more
};

struct Sent {
  Outcome outcome = Outcome::wait;
  unsigned status = 0;                  // of HTTP; 0: there was none
  std::string why;                      // for the log: no address, nothing of the event
  std::chrono::seconds retry_after{0};  // as the receiver asks
};

// Used by one thread at a time.
class Outlet {
 public:
  virtual ~Outlet() = default;
  // Sends it once. Whatever becomes of it is an outcome.
  virtual Sent send(const Subscription& subscription, const Event& event) = 0;
};

}  // namespace assent::events
