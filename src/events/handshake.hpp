// Handshake: asks a receiver whether it wants this server's events, before the first one (CloudEvents, HTTP 1.1 Web
// Hooks 1.0, clause 4: abuse protection). So nobody can have the server send to an address that does not agree.
#pragma once

#include "base/result.hpp"
#include "webhook/sender.hpp"

#include <mutex>
#include <string>
#include <string_view>

namespace assent::events {

// The name of the host in an address: `https://assent.carrier.example:8443/x` gives `assent.carrier.example`. Empty:
// there is none.
std::string host_in(std::string_view address);

// Thread-safe: one question at a time.
class Handshake {
 public:
  // `origin`: the server's name of DNS. `sender` outlives it, and is used by nobody else.
  Handshake(webhook::Sender& sender, std::string origin) : sender_(sender), origin_(std::move(origin)) {}

  const std::string& origin() const { return origin_; }

  // OPTIONS with `WebHook-Request-Origin`. The receiver agrees with 2xx and `WebHook-Allowed-Origin` with that origin,
  // or
  // `*`.
  //
  //   invalid      it does not agree
  //   unavailable  no response
  Result<void> ask(const std::string& address);

 private:
  std::mutex mutex_;
  webhook::Sender& sender_;
  std::string origin_;
};

}  // namespace assent::events
