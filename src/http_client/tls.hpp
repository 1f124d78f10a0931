// Tls: what a client trusts and shows, ready for connections (OpenSSL). Thread-safe.
#pragma once

#include "base/result.hpp"
#include "http/requester.hpp"
#include "socket/tls_connection.hpp"

#include <string>

namespace assent::http_client {

// TLS 1.2 and 1.3; the server's certificate is verified. Errors (`invalid`) say which of the files is wrong.
Result<http::TlsContext> tls_context(const http::ClientTls& files);

// To the host of that name or number, which the server's certificate must have. Null: there is no memory.
http::TlsConnection tls_connection(SSL_CTX& context, int descriptor, const std::string& host);

}  // namespace assent::http_client
