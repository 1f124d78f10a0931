#include "http_server/listener.hpp"

#include "http_server/connection.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

namespace assent::http {
namespace {

constexpr int kBacklog = 4096;
constexpr int kMostAccepted = 64;  // before the others' turn

// An address of either family.
struct Address {
  sockaddr_storage bytes{};
  socklen_t size = sizeof(sockaddr_storage);

  sockaddr* get() { return reinterpret_cast<sockaddr*>(&bytes); }
  sockaddr_in& v4() { return reinterpret_cast<sockaddr_in&>(bytes); }
  sockaddr_in6& v6() { return reinterpret_cast<sockaddr_in6&>(bytes); }
};

Result<Address> address_of(const Endpoint& endpoint) {
  Address address;
  if (::inet_pton(AF_INET, endpoint.address.c_str(), &address.v4().sin_addr) == 1) {
    address.v4().sin_family = AF_INET;
    address.v4().sin_port = htons(endpoint.port);
    address.size = sizeof(sockaddr_in);
    return address;
  }
  address = {};
  if (::inet_pton(AF_INET6, endpoint.address.c_str(), &address.v6().sin6_addr) == 1) {
    address.v6().sin6_family = AF_INET6;
    address.v6().sin6_port = htons(endpoint.port);
    address.size = sizeof(sockaddr_in6);
    return address;
  }
  return fail(ErrorCode::invalid, "`" + endpoint.address + "` is no address to listen at",
              "write one of IPv4 or IPv6 in numbers, such as 127.0.0.1 or ::1");
}

std::string text_of(Address& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const bool v4 = address.bytes.ss_family == AF_INET;
  const void* const number = v4 ? static_cast<void*>(&address.v4().sin_addr) : &address.v6().sin6_addr;
  if (!::inet_ntop(v4 ? AF_INET : AF_INET6, number, text.data(), text.size())) return {};
  return text.data();
}

void set(int socket, int level, int option) {
  const int on = 1;
  static_cast<void>(::setsockopt(socket, level, option, &on, sizeof on));
}

FileDescriptor spare_descriptor() { return FileDescriptor(::open("/dev/null", O_RDONLY | O_CLOEXEC)); }

// On the thread that will read it.
void adopt(Admission admission, Socket socket) {
  EventLoop& loop = *admission.thread().loop;
  const int number = socket.number();
  auto made = std::make_unique<Connection>(std::move(admission), std::move(socket));
  auto* const connection = static_cast<Connection*>(loop.add(number, EPOLLIN, std::move(made)));
  if (connection) connection->begin();
}

}  // namespace

Result<FileDescriptor> listen_at(const Endpoint& endpoint) {
  Address address = TRY(address_of(endpoint));
  const int family = address.bytes.ss_family;
  FileDescriptor socket(::socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (socket) {
    set(socket.number(), SOL_SOCKET, SO_REUSEADDR);
    if (family == AF_INET6) set(socket.number(), IPPROTO_IPV6, IPV6_V6ONLY);
    if (::bind(socket.number(), address.get(), address.size) == 0 && ::listen(socket.number(), kBacklog) == 0) {
      return socket;
    }
  }
  const std::string why = std::generic_category().message(errno);
  const bool numbered_v6 = family == AF_INET6;
  return fail(ErrorCode::unavailable,
              "the server cannot listen at `" + (numbered_v6 ? "[" + endpoint.address + "]" : endpoint.address) + ":" +
                  std::to_string(endpoint.port) + "`: " + why,
              "give an address of this machine and a port that is free and allowed");
}

std::uint16_t port_of(const FileDescriptor& socket) {
  Address address;
  if (::getsockname(socket.number(), address.get(), &address.size) != 0) return 0;
  return ntohs(address.bytes.ss_family == AF_INET ? address.v4().sin_port : address.v6().sin6_port);
}

Listener::Listener(FileDescriptor socket, bool tls, std::vector<std::unique_ptr<ReadingThread>>& threads)
    : socket_(std::move(socket)), tls_(tls), threads_(threads), spare_(spare_descriptor()) {}

void Listener::ready(std::uint32_t) {
  for (int i = 0; i < kMostAccepted && accept_one(); ++i) {
  }
}

// Whether there may be another.
bool Listener::accept_one() {
  Address address;
  FileDescriptor connection(::accept4(socket_.number(), address.get(), &address.size, SOCK_CLOEXEC | SOCK_NONBLOCK));
  if (!connection) {
    if (errno == EMFILE || errno == ENFILE) {
      spare_.reset();
      connection = FileDescriptor(::accept4(socket_.number(), nullptr, nullptr, SOCK_CLOEXEC));
      const bool taken = static_cast<bool>(connection);
      connection.reset();
      spare_ = spare_descriptor();
      if (taken) threads_.front()->tallies.connections_refused.add();
      return taken;
    }
    return errno == ECONNABORTED || errno == EINTR || errno == EPROTO;
  }
  set(connection.number(), IPPROTO_TCP, TCP_NODELAY);
  try {
    hand_out(std::move(connection), text_of(address));
  } catch (const std::exception&) {
    // There is no memory for it. It is closed, and the listener goes on.
  }
  return true;
}

void Listener::hand_out(FileDescriptor connection, std::string address) {
  ReadingThread& here = *threads_.front();
  Shared& shared = here.shared;
  TlsConnection ssl;
  if (tls_) {
    ssl = tls_connection(*shared.tls(), connection.number());
    if (!ssl) return;
  }
  const OpenConnections::Entry entry = shared.open.enter(address);
  if (entry == OpenConnections::Entry::turned_away) return here.tallies.connections_refused.add();
  ReadingThread& thread = **std::ranges::min_element(
      threads_, {}, [](const auto& each) { return each->connections.load(std::memory_order_relaxed); });
  Admission admission(thread, std::move(address), entry);
  Socket socket(std::move(connection), std::move(ssl));
  if (&thread == &here) return adopt(std::move(admission), std::move(socket));
  thread.loop->post_call([admission = std::move(admission), socket = std::move(socket)]() mutable {
    try {
      adopt(std::move(admission), std::move(socket));
    } catch (const std::exception&) {
      // There is no memory for it: it is closed.
    }
  });
}

}  // namespace assent::http
