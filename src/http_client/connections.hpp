// Connections: the product's client of HTTP/1.1 and TLS. Implements http/requester.hpp.
#pragma once

#include "base/result.hpp"
#include "http/requester.hpp"

#include <memory>

namespace assent::http_client {

// Connections stay open for the next question; as many are kept as were used at the same time, 64 at most. A process
// that was forked makes its own. invalid: a file for TLS cannot be used.
Result<std::unique_ptr<http::Requester>> connections(const http::Address& address, const http::ClientTls& tls);

}  // namespace assent::http_client
