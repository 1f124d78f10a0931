// Tls: what a server shows of itself, ready for connections (OpenSSL). Thread-safe.
#pragma once

#include "base/result.hpp"
#include "http/message.hpp"
#include "http_server/server.hpp"
#include "socket/tls_connection.hpp"

namespace assent::http {

// TLS 1.2 and 1.3, with forward secrecy and authenticated ciphers only (RFC 9325), and ALPN `http/1.1` (RFC 7301).
// Connections are resumed by tickets, never renegotiated; nothing is read before the handshake is over. Errors
// (`invalid`) say which part of `material` is wrong, and nothing of the key.
Result<TlsContext> tls_context(const TlsMaterial& material);

// Null: there is no memory.
TlsConnection tls_connection(SSL_CTX& context, int descriptor);

// Sets what a verified certificate of the client says of them; nothing if there is none.
void read_certificate(const SSL& ssl, Peer& peer);

}  // namespace assent::http
