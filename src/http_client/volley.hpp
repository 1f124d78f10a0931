// Sends a volley: many connections, one thread, which is the caller's.
#pragma once

#include "base/result.hpp"
#include "http/requester.hpp"
#include "http/volley.hpp"

#include <chrono>
#include <cstddef>

namespace assent::http_client {

struct Volleying {
  std::size_t connections = 1;
  std::chrono::nanoseconds timeout = std::chrono::seconds(10);  // of each request, after it was sent
};

// Returns when every request has had its outcome, or when the volley wants to end. Requests for which no connection is
// free wait for one. invalid: a file for TLS cannot be used.
Result<void> send_volley(const http::Address& address, const http::ClientTls& tls, const Volleying& how,
                         http::Volley& volley);

}  // namespace assent::http_client
