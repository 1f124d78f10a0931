#include "http_client/tls.hpp"

#include <openssl/err.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <string_view>

namespace assent::http_client {
namespace {

constexpr unsigned char kHttp11[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

// A key that is encrypted has no password here: nobody is asked at a terminal.
int without_password(char*, int, int, void*) { return -1; }

tl::unexpected<Error> unusable(std::string what, std::string mend) {
  ::ERR_clear_error();
  return fail(ErrorCode::invalid, std::move(what), std::move(mend));
}

bool is_number(std::string_view host) {
  return host.find(':') != std::string_view::npos ||
         std::ranges::all_of(host, [](char c) { return (c >= '0' && c <= '9') || c == '.'; });
}

Result<void> show(SSL_CTX& context, const http::ClientTls& files) {
  if (files.certificate.empty() != files.key.empty()) {
    return unusable("of the client's certificate and its key, only one is named", "name both files, or none");
  }
  if (files.certificate.empty()) return {};
  if (::SSL_CTX_use_certificate_chain_file(&context, files.certificate.c_str()) != 1) {
    return unusable("the client's certificate cannot be read", "name a file as PEM");
  }
  if (::SSL_CTX_use_PrivateKey_file(&context, files.key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      ::SSL_CTX_check_private_key(&context) != 1) {
    return unusable("the key of the client's certificate cannot be read, or is another one's",
                    "name a file as PEM, not encrypted");
  }
  return {};
}

}  // namespace

Result<http::TlsContext> tls_context(const http::ClientTls& files) {
  http::TlsContext context(::SSL_CTX_new(::TLS_client_method()));
  if (!context) return fail(ErrorCode::unavailable, "there is no memory for TLS");
  ::SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  ::SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  ::SSL_CTX_set_mode(context.get(),
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  ::SSL_CTX_set_default_passwd_cb(context.get(), without_password);
  ::SSL_CTX_set_alpn_protos(context.get(), kHttp11, sizeof kHttp11);
  ::SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  const int trusts = files.authorities.empty() ? ::SSL_CTX_set_default_verify_paths(context.get())
                                               : ::SSL_CTX_load_verify_file(context.get(), files.authorities.c_str());
  if (trusts != 1) return unusable("the certificate authorities cannot be read", "name a file as PEM");
  TRY(show(*context, files));
  return context;
}

http::TlsConnection tls_connection(SSL_CTX& context, int descriptor, const std::string& host) {
  http::TlsConnection ssl(::SSL_new(&context));
  if (!ssl || ::SSL_set_fd(ssl.get(), descriptor) != 1) return nullptr;
  ::SSL_set_connect_state(ssl.get());
  const bool named = is_number(host) ? ::X509_VERIFY_PARAM_set1_ip_asc(::SSL_get0_param(ssl.get()), host.c_str()) == 1
                                     : ::SSL_set1_host(ssl.get(), host.c_str()) == 1 &&
                                           ::SSL_ctrl(ssl.get(), SSL_CTRL_SET_TLSEXT_HOSTNAME,
                                                      TLSEXT_NAMETYPE_host_name, const_cast<char*>(host.c_str())) == 1;
  return named ? std::move(ssl) : nullptr;
}

}  // namespace assent::http_client
