#include "http_server/client.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace assent::http {
namespace {

constexpr int kMostMilliseconds = 10'000;

FileDescriptor connected(std::uint16_t port, const std::string& address) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = htons(port);
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(port);
  const bool is_v4 = ::inet_pton(AF_INET, address.c_str(), &v4.sin_addr) == 1;
  if (!is_v4) ::inet_pton(AF_INET6, address.c_str(), &v6.sin6_addr);
  FileDescriptor socket(::socket(is_v4 ? AF_INET : AF_INET6, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const auto* const to = is_v4 ? reinterpret_cast<const sockaddr*>(&v4) : reinterpret_cast<const sockaddr*>(&v6);
  if (::connect(socket.number(), to, is_v4 ? sizeof v4 : sizeof v6) != 0) socket.reset();
  return socket;
}

}  // namespace

Client::Client(std::uint16_t port, const std::string& address) : socket_(connected(port, address)) {}

Client::Client(std::uint16_t port, SSL_CTX& context, SSL_SESSION* session) : Client(port) {
  ssl_.reset(::SSL_new(&context));
  ::SSL_set_fd(ssl_.get(), socket_.number());
  if (session) ::SSL_set_session(ssl_.get(), session);
  tls_error_ = ::SSL_connect(ssl_.get()) != 1;
}

Client::~Client() = default;

void Client::send(std::string_view bytes) {
  if (ssl_) {
    if (!bytes.empty()) ::SSL_write(ssl_.get(), bytes.data(), static_cast<int>(bytes.size()));
    return;
  }
  while (!bytes.empty()) {
    const ssize_t count = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return;  // the server has ended; its last bytes are still to be read
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
}

std::size_t Client::send_what_fits(std::string_view bytes) {
  const ssize_t count = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  return count < 0 ? 0 : static_cast<std::size_t>(count);
}

void Client::finish_sending() { ::shutdown(socket_.number(), SHUT_WR); }

void Client::reset() {
  const linger at_once{1, 0};
  ::setsockopt(socket_.number(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  socket_.reset();
}

bool Client::more() {
  std::array<char, 65536> room{};
  if (!ssl_ || ::SSL_pending(ssl_.get()) == 0) {
    pollfd waited{socket_.number(), POLLIN, 0};
    if (::poll(&waited, 1, kMostMilliseconds) != 1) {
      ADD_FAILURE() << "the server sends nothing";
      return false;
    }
  }
  const ssize_t count = ssl_ ? ::SSL_read(ssl_.get(), room.data(), static_cast<int>(room.size()))
                             : ::recv(socket_.number(), room.data(), room.size(), 0);
  if (count < 0) broken_ = true;
  if (count <= 0) return false;
  received_.append(room.data(), static_cast<std::size_t>(count));
  return true;
}

std::string Client::take_line() {
  while (received_.find("\r\n") == std::string::npos) {
    if (!more()) return {};
  }
  const std::size_t end = received_.find("\r\n");
  std::string line = received_.substr(0, end);
  received_.erase(0, end + 2);
  return line;
}

Reply Client::read(bool to_head) {
  Reply reply;
  const std::string first = take_line();
  if (first.size() < 12 || !first.starts_with("HTTP/1.1 ")) return reply;
  reply.status = std::stoi(first.substr(9, 3));
  for (std::string line = take_line(); !line.empty(); line = take_line()) {
    const std::size_t colon = line.find(": ");
    std::string name = line.substr(0, colon);
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    EXPECT_EQ(reply.headers.count(name), 0U) << name;
    reply.headers[name] = line.substr(colon + 2);
  }
  reply.whole = true;
  if (to_head || reply.status == 204 || reply.status == 304 || reply.status < 200) return reply;
  const auto take = [&](std::size_t size, std::string& to) {
    while (received_.size() < size) {
      if (!more()) {
        reply.whole = false;
        break;
      }
    }
    size = std::min(size, received_.size());
    to += received_.substr(0, size);
    received_.erase(0, size);
  };
  if (reply.headers.count("content-length")) {
    take(std::stoul(reply.headers["content-length"]), reply.body);
  } else if (reply.headers.count("transfer-encoding")) {
    for (;;) {
      const std::string size = take_line();
      if (size.empty()) {
        reply.whole = false;
        return reply;
      }
      take(std::stoul(size, nullptr, 16), reply.body);
      take_line();
      if (std::stoul(size, nullptr, 16) == 0) return reply;
    }
  } else {
    while (more()) {
    }
    take(received_.size(), reply.body);
  }
  return reply;
}

std::string Client::read_all() {
  while (more()) {
  }
  return std::move(received_);
}

bool Client::is_ended() { return read_all().empty(); }

}  // namespace assent::http
