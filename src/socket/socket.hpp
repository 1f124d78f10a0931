// Socket: a connection's bytes, plain or by TLS, without ever waiting. Not thread-safe.
//
// TLS is OpenSSL on the socket itself: boost::asio::ssl::stream would keep 34 KiB of buffers for each connection.
#pragma once

#include "socket/tls_connection.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace assent::http {

class Socket {
 public:
  using Tcp = boost::asio::ip::tcp::socket;

  enum class Outcome : std::uint8_t {
    done,
    waits_to_read,   // nothing more until the system can read
    waits_to_write,  // nothing more until the system can write
    ended,           // the other side sends no more
    broken
  };
  struct Moved {
    Outcome outcome = Outcome::done;
    std::size_t bytes = 0;
  };

  // `ssl` is null for a plain connection. `tcp` does not block.
  Socket(Tcp tcp, TlsConnection ssl) : tcp_(std::move(tcp)), ssl_(std::move(ssl)) {}

  // To wait with.
  Tcp& tcp() { return tcp_; }
  const SSL* tls() const { return ssl_.get(); }

  Outcome handshake();
  // Reads what is there, and at most what fits. The outcome is `done` if there may be more.
  Moved read(std::span<char> into);
  // Reads past what comes: the bytes are ignored.
  Outcome skip(std::span<char> room, std::size_t& skipped);
  // `second` follows `first`. Either may be empty. How much was written, of both together. After waits_to_write the
  // same bytes come again, and perhaps more.
  Moved write(std::string_view first, std::string_view second);

  // Whether the other side has broken the connection.
  bool is_broken();

  // No more will be written: TLS says so, too.
  void finish();
  // Closing will tell the other side that the bytes are not whole.
  void break_off();
  void close();

 private:
  Outcome after(int result);
  Moved receive(std::span<char> into);

  Tcp tcp_;
  TlsConnection ssl_;
};

}  // namespace assent::http
