// Sender: the port through which text messages go out. The gateway's implementation: sms_gateway/kannel_sender.hpp.
#pragma once

#include "base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace assent::sms {

struct Outgoing {
  std::string to;      // E.164
  std::string text;    // UTF-8
  std::string report;  // where delivery reports go: an identifier of ours, never a number; empty: none is asked for
};

// What became of a message when it was handed over.
enum class Handed : std::uint8_t {
  accepted,  // the gateway has it
  queued,    // the gateway has it, and has no connection to the network now
  refused,   // it never will: a wrong number or user, a text that it does not take
  again      // not now: it may take it later
};
std::string_view to_string(Handed handed);

class Sender {
 public:
  virtual ~Sender() = default;
  // Hands it over, once. Thread-safe.
  //
  //   invalid      the text is empty, is not UTF-8, or has more parts than the gateway sends: it would be cut
  //   unavailable  the gateway cannot be reached, or did not respond: nobody knows whether it has the message
  virtual Result<Handed> send(const Outgoing& message) = 0;
};

}  // namespace assent::sms
