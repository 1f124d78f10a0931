#include "socket/socket.hpp"

#include <openssl/err.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/detail/socket_option.hpp>

#include <array>

namespace assent::http {
namespace {

namespace asio = boost::asio;
using AsioError = boost::system::error_code;

}  // namespace

Socket::Outcome Socket::after(int result) {
  switch (::SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_NONE: return Outcome::done;
    case SSL_ERROR_WANT_READ: return Outcome::waits_to_read;
    case SSL_ERROR_WANT_WRITE: return Outcome::waits_to_write;
    case SSL_ERROR_ZERO_RETURN: return Outcome::ended;
    default: ::ERR_clear_error(); return Outcome::broken;
  }
}

Socket::Outcome Socket::handshake() {
  ::ERR_clear_error();
  return after(::SSL_do_handshake(ssl_.get()));
}

Socket::Moved Socket::receive(std::span<char> into) {
  AsioError error;
  const std::size_t count = tcp_.read_some(asio::buffer(into.data(), into.size()), error);
  if (error == asio::error::eof) return {Outcome::ended, 0};
  if (error == asio::error::would_block || error == asio::error::interrupted) return {Outcome::waits_to_read, 0};
  if (error) return {Outcome::broken, 0};
  return {count < into.size() ? Outcome::waits_to_read : Outcome::done, count};
}

Socket::Moved Socket::read(std::span<char> into) {
  if (!ssl_) return receive(into);
  Moved moved;
  // What OpenSSL holds the system does not announce: all of it is read.
  ::ERR_clear_error();
  while (moved.outcome == Outcome::done && moved.bytes < into.size()) {
    std::size_t count = 0;
    moved.outcome = after(::SSL_read_ex(ssl_.get(), into.data() + moved.bytes, into.size() - moved.bytes, &count));
    moved.bytes += count;
  }
  return moved;
}

Socket::Outcome Socket::skip(std::span<char> room, std::size_t& skipped) {
  const Moved moved = receive(room);
  skipped += moved.bytes;
  return moved.outcome;
}

Socket::Moved Socket::write(std::string_view first, std::string_view second) {
  Moved moved;
  if (!ssl_) {
    const std::array parts = {asio::buffer(first), asio::buffer(second)};
    AsioError error;
    moved.bytes = tcp_.write_some(parts, error);
    const bool waits = !error || error == asio::error::would_block || error == asio::error::interrupted;
    if (!waits) return {Outcome::broken, 0};
    if (moved.bytes < first.size() + second.size()) moved.outcome = Outcome::waits_to_write;
    return moved;
  }
  ::ERR_clear_error();
  for (std::string_view part : {first, second}) {
    while (!part.empty()) {
      std::size_t count = 0;
      moved.outcome = after(::SSL_write_ex(ssl_.get(), part.data(), part.size(), &count));
      if (moved.outcome != Outcome::done) return moved;
      moved.bytes += count;
      part.remove_prefix(count);
    }
  }
  return moved;
}

bool Socket::is_broken() {
  asio::detail::socket_option::integer<SOL_SOCKET, SO_ERROR> broken;
  AsioError error;
  tcp_.get_option(broken, error);
  return error || broken.value() != 0;
}

void Socket::finish() {
  if (ssl_ && ::SSL_is_init_finished(ssl_.get())) ::SSL_shutdown(ssl_.get());
  ::ERR_clear_error();
  AsioError error;
  tcp_.shutdown(Tcp::shutdown_send, error);
}

void Socket::break_off() {
  AsioError error;
  tcp_.set_option(asio::socket_base::linger(true, 0), error);
}

void Socket::close() {
  AsioError error;
  tcp_.close(error);
}

}  // namespace assent::http
