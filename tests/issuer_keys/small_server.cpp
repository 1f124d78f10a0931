#include "issuer_keys/small_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <utility>

namespace assent {

std::string http_answer(const std::string& status, const std::string& body, const std::string& more) {
  return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n" +
         more + "\r\n" + body;
}

SmallServer::SmallServer(Speaks speaks, std::string answer) : speaks_(speaks), answer_(std::move(answer)) {
  if (speaks_ == Speaks::https) make_certificate();
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in name{};
  name.sin_family = AF_INET;
  name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof name;
  EXPECT_EQ(::bind(socket_, reinterpret_cast<sockaddr*>(&name), size), 0);
  EXPECT_EQ(::listen(socket_, 8), 0);
  EXPECT_EQ(::getsockname(socket_, reinterpret_cast<sockaddr*>(&name), &size), 0);
  port_ = ntohs(name.sin_port);
  thread_ = std::thread([this] { serve(); });
}

SmallServer::~SmallServer() {
  ended_ = true;
  ::shutdown(socket_, SHUT_RDWR);
  thread_.join();
  ::close(socket_);
  if (!authority_file_.empty()) std::remove(authority_file_.c_str());
}

std::string SmallServer::address(const std::string& host) const {
  return (speaks_ == Speaks::https ? "https://" : "http://") + host + ':' + std::to_string(port_) + "/jwks?v=1";
}

std::string SmallServer::last_request() const {
  const std::lock_guard lock(mutex_);
  return last_request_;
}

void SmallServer::answer_with(std::string answer) {
  const std::lock_guard lock(mutex_);
  answer_ = std::move(answer);
}

void SmallServer::hold_back() { held_back_ = true; }

void SmallServer::make_certificate() {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
  const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
  X509_set_version(certificate.get(), 2);
  ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
  X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
  X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
  X509_set_pubkey(certificate.get(), key.get());
  X509_NAME* name = X509_get_subject_name(certificate.get());
  X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, reinterpret_cast<const unsigned char*>("localhost"), -1, -1, 0);
  X509_set_issuer_name(certificate.get(), name);
  X509V3_CTX context;
  X509V3_set_ctx(&context, certificate.get(), certificate.get(), nullptr, nullptr, 0);
  for (const auto& [kind, value] :
       {std::pair{NID_subject_alt_name, "DNS:localhost"}, {NID_basic_constraints, "CA:TRUE"}}) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    X509_add_ext(certificate.get(), extension, -1);
    X509_EXTENSION_free(extension);
  }
  EXPECT_GT(X509_sign(certificate.get(), key.get(), EVP_sha256()), 0);

  tls_ = std::shared_ptr<SSL_CTX>(SSL_CTX_new(TLS_server_method()), SSL_CTX_free);
  EXPECT_EQ(SSL_CTX_use_certificate(tls_.get(), certificate.get()), 1);
  EXPECT_EQ(SSL_CTX_use_PrivateKey(tls_.get(), key.get()), 1);
  authority_file_ = testing::TempDir() + "authority-" + std::to_string(::getpid()) + ".pem";
  std::FILE* file = std::fopen(authority_file_.c_str(), "w");
  EXPECT_EQ(PEM_write_X509(file, certificate.get()), 1);
  std::fclose(file);
}

void SmallServer::serve() {
  while (!ended_) {
    const int connection = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) continue;
    serve_one(connection);
    ::close(connection);
  }
}

void SmallServer::serve_one(int connection) {
  std::unique_ptr<SSL, decltype(&SSL_free)> tls(nullptr, SSL_free);
  if (tls_) {
    tls.reset(SSL_new(tls_.get()));
    SSL_set_fd(tls.get(), connection);
    if (SSL_accept(tls.get()) != 1) return;
  }
  std::string request;
  std::array<char, 4096> buffer{};
  while (request.find("\r\n\r\n") == std::string::npos) {
    const auto got = tls ? SSL_read(tls.get(), buffer.data(), static_cast<int>(buffer.size()))
                         : static_cast<int>(::recv(connection, buffer.data(), buffer.size(), 0));
    if (got <= 0) return;
    request.append(buffer.data(), static_cast<std::size_t>(got));
  }
  ++requests_;
  std::string answer;
  {
    const std::lock_guard lock(mutex_);
    last_request_ = std::move(request);
    answer = answer_;
  }
  if (held_back_) {  // until the other side has had enough
    pollfd waiting{connection, POLLIN, 0};
    ::poll(&waiting, 1, 5000);
    return;
  }
  if (tls) {
    SSL_write(tls.get(), answer.data(), static_cast<int>(answer.size()));
    SSL_shutdown(tls.get());
  } else {
    for (std::size_t sent = 0; sent < answer.size();) {
      const auto more = ::send(connection, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
      if (more <= 0) return;
      sent += static_cast<std::size_t>(more);
    }
    ::shutdown(connection, SHUT_WR);
  }
}

}  // namespace assent
