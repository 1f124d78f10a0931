#include "http_server/tls.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>
#include <string>
#include <string_view>

namespace assent::http {
namespace {

struct OpenSslDeleter {
  void operator()(BIO* bio) const { ::BIO_free_all(bio); }
  void operator()(X509* certificate) const { ::X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { ::EVP_PKEY_free(key); }
};
using Bio = std::unique_ptr<BIO, OpenSslDeleter>;
using Certificate = std::unique_ptr<X509, OpenSslDeleter>;
using Key = std::unique_ptr<EVP_PKEY, OpenSslDeleter>;

constexpr unsigned char kAlpn[] = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
constexpr unsigned char kSessions[] = "assent";

Bio bytes_of(std::string_view text) { return Bio(::BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

// A key that is encrypted has no password here: no person is asked at a terminal.
int no_password(char*, int, int, void*) { return -1; }

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* size, const unsigned char* offered,
                    unsigned offered_size, void*) {
  unsigned char* found = nullptr;
  if (::SSL_select_next_proto(&found, size, kAlpn, sizeof kAlpn, offered, offered_size) != OPENSSL_NPN_NEGOTIATED) {
    return SSL_TLSEXT_ERR_ALERT_FATAL;
  }
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

// Calls `each` with every certificate of a text as PEM. How many there were; -1: one is none.
template <class Each>
int for_certificates(std::string_view pem, Each each) {
  const Bio bio = bytes_of(pem);
  int count = 0;
  for (; bio; ++count) {
    Certificate certificate(::PEM_read_bio_X509(bio.get(), nullptr, no_password, nullptr));
    if (!certificate) {
      const unsigned long error = ::ERR_peek_last_error();
      ::ERR_clear_error();
      return ERR_GET_REASON(error) == PEM_R_NO_START_LINE ? count : -1;
    }
    if (!each(std::move(certificate), count)) return -1;
  }
  return -1;
}

tl::unexpected<Error> wrong(std::string what, std::string mend) {
  ::ERR_clear_error();
  return fail(ErrorCode::invalid, std::move(what), std::move(mend));
}

Result<void> use_certificates(SSL_CTX& context, const TlsMaterial& material) {
  const int count = for_certificates(material.certificates, [&](Certificate certificate, int at) {
    if (at == 0) return ::SSL_CTX_use_certificate(&context, certificate.get()) == 1;
    return ::SSL_CTX_add1_chain_cert(&context, certificate.get()) == 1;
  });
  if (count < 1) {
    return wrong("the server's certificate cannot be read",
                 "give it as PEM: its own certificate first, then those between it and the root");
  }
  const Bio bio = bytes_of(material.key);
  const Key key(bio ? ::PEM_read_bio_PrivateKey(bio.get(), nullptr, no_password, nullptr) : nullptr);
  if (!key) return wrong("the server's private key cannot be read", "give it as PEM, not encrypted");
  if (::SSL_CTX_use_PrivateKey(&context, key.get()) != 1 || ::SSL_CTX_check_private_key(&context) != 1) {
    return wrong("the server's private key does not belong to its certificate",
                 "give the private key of the first certificate");
  }
  return {};
}

Result<void> use_authorities(SSL_CTX& context, const TlsMaterial& material) {
  if (material.clients == ClientCertificates::not_asked) return {};
  const int count = for_certificates(material.client_authorities, [&](Certificate certificate, int) {
    return ::X509_STORE_add_cert(::SSL_CTX_get_cert_store(&context), certificate.get()) == 1 &&
           ::SSL_CTX_add_client_CA(&context, certificate.get()) == 1;
  });
  if (count < 1) {
    return wrong("the authorities of client certificates cannot be read", "give at least one certificate as PEM");
  }
  const int required = material.clients == ClientCertificates::required ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0;
  ::SSL_CTX_set_verify(&context, SSL_VERIFY_PEER | required, nullptr);
  return {};
}

std::string base64url(const unsigned char* bytes, std::size_t size) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::string out;
  unsigned bits = 0;
  int held = 0;
  for (std::size_t i = 0; i < size; ++i) {
    bits = (bits << 8 | bytes[i]) & 0xFFFF;
    for (held += 8; held >= 6; held -= 6) out += kDigits[bits >> (held - 6) & 63U];
  }
  if (held > 0) out += kDigits[bits << (6 - held) & 63U];
  return out;
}

}  // namespace

Result<TlsContext> tls_context(const TlsMaterial& material) {
  TlsContext context(::SSL_CTX_new(::TLS_server_method()));
  if (!context) return fail(ErrorCode::unavailable, "there is no memory for TLS");
  ::SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  ::SSL_CTX_set_cipher_list(context.get(), "ECDHE+AESGCM:ECDHE+CHACHA20");
  ::SSL_CTX_set_options(context.get(), SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                           SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA |
                                           SSL_OP_IGNORE_UNEXPECTED_EOF);
  ::SSL_CTX_set_mode(context.get(),
                     SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER | SSL_MODE_RELEASE_BUFFERS);
  ::SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);  // tickets need none
  ::SSL_CTX_set_session_id_context(context.get(), kSessions, sizeof kSessions - 1);
  ::SSL_CTX_set_num_tickets(context.get(), 1);
  ::SSL_CTX_set_alpn_select_cb(context.get(), choose_protocol, nullptr);
  TRY(use_certificates(*context, material));
  TRY(use_authorities(*context, material));
  return context;
}

TlsConnection tls_connection(SSL_CTX& context, int descriptor) {
  TlsConnection ssl(::SSL_new(&context));
  if (!ssl || ::SSL_set_fd(ssl.get(), descriptor) != 1) return nullptr;
  ::SSL_set_accept_state(ssl.get());
  return ssl;
}

void read_certificate(const SSL& ssl, Peer& peer) {
  X509* const certificate = ::SSL_get0_peer_certificate(&ssl);
  if (!certificate || ::SSL_get_verify_result(&ssl) != X509_V_OK) return;
  const Bio text(::BIO_new(::BIO_s_mem()));
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  if (!text || ::X509_digest(certificate, ::EVP_sha256(), hash.data(), &size) != 1 ||
      ::X509_NAME_print_ex(text.get(), ::X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253) < 0) {
    return;
  }
  char* subject = nullptr;
  const long length = ::BIO_get_mem_data(text.get(), &subject);
  peer.certificate_subject.assign(subject, static_cast<std::size_t>(length));
  peer.certificate_sha256 = base64url(hash.data(), size);
}

}  // namespace assent::http
