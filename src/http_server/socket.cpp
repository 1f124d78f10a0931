#include "http_server/socket.hpp"

#include <openssl/err.h>
#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>

namespace assent::http {
namespace {

Socket::Outcome after_error(Socket::Outcome waits) {
  return errno == EAGAIN || errno == EINTR ? waits : Socket::Outcome::broken;
}

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

Socket::Moved Socket::read(std::span<char> into) {
  Moved moved;
  if (!ssl_) {
    const ssize_t count = ::recv(descriptor_.number(), into.data(), into.size(), 0);
    if (count < 0) return {after_error(Outcome::waits_to_read), 0};
    moved.bytes = static_cast<std::size_t>(count);
    if (count == 0) moved.outcome = Outcome::ended;
    if (count > 0 && moved.bytes < into.size()) moved.outcome = Outcome::waits_to_read;
    return moved;
  }
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
  const ssize_t count = ::recv(descriptor_.number(), room.data(), room.size(), 0);
  if (count < 0) return after_error(Outcome::waits_to_read);
  skipped += static_cast<std::size_t>(count);
  return count == 0 ? Outcome::ended : Outcome::done;
}

Socket::Moved Socket::write(std::string_view first, std::string_view second) {
  Moved moved;
  if (!ssl_) {
    std::array<iovec, 2> parts{};
    parts[0] = {const_cast<char*>(first.data()), first.size()};
    parts[1] = {const_cast<char*>(second.data()), second.size()};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = second.empty() ? 1 : 2;
    const ssize_t count = ::sendmsg(descriptor_.number(), &message, MSG_NOSIGNAL);
    if (count < 0) return {after_error(Outcome::waits_to_write), 0};
    moved.bytes = static_cast<std::size_t>(count);
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

void Socket::finish() {
  if (ssl_ && ::SSL_is_init_finished(ssl_.get())) ::SSL_shutdown(ssl_.get());
  ::ERR_clear_error();
  ::shutdown(descriptor_.number(), SHUT_WR);
}

void Socket::break_off() {
  const linger at_once{1, 0};
  ::setsockopt(descriptor_.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

}  // namespace assent::http
