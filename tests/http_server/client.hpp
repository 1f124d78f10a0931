// Client: one connection to a server on this machine, byte by byte. It waits at most ten seconds for a byte.
#pragma once

#include "http_server/file_descriptor.hpp"

#include <openssl/ssl.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace assent::http {

struct Reply {
  int status = 0;                              // 0: the connection ended before
  std::map<std::string, std::string> headers;  // names in lower case
  std::string body;                            // decoded, if it came in chunks
  bool whole = false;
};

class Client {
 public:
  explicit Client(std::uint16_t port, const std::string& address = "127.0.0.1");
  // With TLS, after its handshake; tls_error() says if it failed.
  Client(std::uint16_t port, SSL_CTX& context, SSL_SESSION* session = nullptr);
  Client(Client&&) = default;
  ~Client();

  void send(std::string_view bytes);
  // Sends as much as fits now. Returns how much that was.
  std::size_t send_what_fits(std::string_view bytes);
  void finish_sending();  // the server sees the end
  void reset();           // the server sees a broken connection

  // The next response. `to_head`: it has no body, whatever its head says.
  Reply read(bool to_head = false);
  // All bytes until the server ends.
  std::string read_all();
  // Whether the server has ended the connection, and sent nothing more.
  bool is_ended();
  // Whether the connection was broken off, so that the last bytes are not a proper end.
  bool was_broken() const { return broken_; }
  bool is_connected() const { return static_cast<bool>(socket_); }

  SSL* tls() const { return ssl_.get(); }
  bool tls_error() const { return tls_error_; }

 private:
  struct Deleter {
    void operator()(SSL* ssl) const { ::SSL_free(ssl); }
  };

  bool more();  // false: the end
  std::string take_line();

  FileDescriptor socket_;
  std::unique_ptr<SSL, Deleter> ssl_;
  bool tls_error_ = false;
  bool broken_ = false;
  std::string received_;
};

}  // namespace assent::http
