// Socket: a connection's bytes, plain or by TLS, without ever waiting. Not thread-safe.
#pragma once

#include "http_server/file_descriptor.hpp"
#include "http_server/tls.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace assent::http {

class Socket {
 public:
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

  // `ssl` is null for a plain connection.
  Socket(FileDescriptor descriptor, TlsConnection ssl) : descriptor_(std::move(descriptor)), ssl_(std::move(ssl)) {}

  int number() const { return descriptor_.number(); }
  const SSL* tls() const { return ssl_.get(); }

  Outcome handshake();
  // Reads what is there, and at most what fits. The outcome is `done` if there may be more.
  Moved read(std::span<char> into);
  // Reads past what comes: the bytes are nothing to anybody.
  Outcome skip(std::span<char> room, std::size_t& skipped);
  // `second` follows `first`. Either may be empty. How much was written, of both together. After waits_to_write the
  // same bytes come again, and perhaps more.
  Moved write(std::string_view first, std::string_view second);

  // No more will be written: TLS says so, too.
  void finish();
  // Closing will tell the other side that the bytes are not whole.
  void break_off();

 private:
  Outcome after(int result);

  FileDescriptor descriptor_;
  TlsConnection ssl_;
};

}  // namespace assent::http
