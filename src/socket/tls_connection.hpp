// A connection's TLS, and what connections have in common, as OpenSSL has them.
#pragma once

#include <openssl/ssl.h>

#include <memory>

namespace assent::http {

struct TlsDeleter {
  void operator()(SSL* ssl) const { ::SSL_free(ssl); }
  void operator()(SSL_CTX* context) const { ::SSL_CTX_free(context); }
};
using TlsConnection = std::unique_ptr<SSL, TlsDeleter>;
using TlsContext = std::unique_ptr<SSL_CTX, TlsDeleter>;

}  // namespace assent::http
