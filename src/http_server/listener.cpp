#include "http_server/listener.hpp"

#include "http_server/connection.hpp"

#include <fcntl.h>
#include <boost/asio/bind_allocator.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace assent::http {
namespace {

namespace ip = boost::asio::ip;
using boost::system::error_code;

constexpr int kBacklog = 4096;
constexpr int kMostAccepted = 64;  // before the others' turn

// Programs that this one starts do not get it.
template <class OfAsio>
void keep_for_this_program(OfAsio& socket) {
  static_cast<void>(::fcntl(socket.native_handle(), F_SETFD, FD_CLOEXEC));
}

// Without the zone of an address that holds on one link only.
std::string text_of(const ip::address& address) {
  if (address.is_v4()) return address.to_string();
  return ip::address_v6(address.to_v6().to_bytes()).to_string();
}

// On the thread that will read it.
void adopt(Admission admission, Socket socket) {
  ReadingThread& thread = admission.thread();
  const auto connection = std::make_shared<Connection>(std::move(admission), std::move(socket));
  thread.open.insert(connection);
  connection->guard([&] { connection->begin(); });
}

}  // namespace

Listener::Listener(Threads& threads, bool tls)
    : threads_(threads), tls_(tls), acceptor_(threads.front()->context), spare_(threads.front()->context) {}

Result<std::shared_ptr<Listener>> Listener::open(const Endpoint& endpoint, Threads& threads) {
  error_code error;
  const ip::address address = ip::make_address(endpoint.address, error);
  if (error) {
    return fail(ErrorCode::invalid, "`" + endpoint.address + "` is not an address to listen at",
                "write one of IPv4 or IPv6 in numbers, such as 127.0.0.1 or ::1");
  }
  const std::shared_ptr<Listener> listener(new Listener(threads, endpoint.tls));
  const Tcp::endpoint at(address, endpoint.port);
  Tcp::acceptor& acceptor = listener->acceptor_;
  acceptor.open(at.protocol(), error);
  if (!error) acceptor.set_option(Tcp::acceptor::reuse_address(true), error);
  if (!error && address.is_v6()) acceptor.set_option(ip::v6_only(true), error);
  // Else accept() would wait for the next connection when one has gone.
  if (!error) acceptor.set_option(boost::asio::socket_base::enable_connection_aborted(true), error);
  if (!error) acceptor.non_blocking(true, error);
  if (!error) acceptor.bind(at, error);
  if (!error) acceptor.listen(kBacklog, error);
  if (error) {
    return fail(ErrorCode::unavailable,
                "the server cannot listen at `" + (address.is_v6() ? "[" + endpoint.address + "]" : endpoint.address) +
                    ":" + std::to_string(endpoint.port) + "`: " + error.message(),
                "give an address of this machine and a port that is free and allowed");
  }
  keep_for_this_program(acceptor);
  listener->spare_.open(Tcp::v4(), error);
  return listener;
}

std::uint16_t Listener::port() const {
  error_code error;
  return acceptor_.local_endpoint(error).port();
}

void Listener::begin() {
  acceptor_.async_wait(
      Tcp::acceptor::wait_read,
      boost::asio::bind_allocator(Room::Allocator<void>(room_), [self = shared_from_this()](const error_code& error) {
        if (error || !self->acceptor_.is_open()) return;
        for (int i = 0; i < kMostAccepted && self->accept_one(); ++i) {
        }
        self->begin();
      }));
}

void Listener::close() {
  error_code error;
  acceptor_.close(error);
}

// Whether there may be another.
bool Listener::accept_one() {
  try {
    ReadingThread& thread = **std::ranges::min_element(
        threads_, {}, [](const auto& each) { return each->connections.load(std::memory_order_relaxed); });
    Tcp::socket socket(thread.context);
    Tcp::endpoint client;
    error_code error;
    acceptor_.accept(socket, client, error);
    if (error.value() == EMFILE || error.value() == ENFILE) return turn_one_away();
    if (error) return error.value() == ECONNABORTED || error.value() == EINTR || error.value() == EPROTO;
    keep_for_this_program(socket);
    socket.set_option(Tcp::no_delay(true), error);
    socket.non_blocking(true, error);
    if (!error) hand_out(thread, std::move(socket), text_of(client.address()));
  } catch (const std::exception&) {
    // There is no memory for it. It is closed, and the listener goes on.
  }
  return true;
}

bool Listener::turn_one_away() {
  error_code error;
  spare_.close(error);
  Tcp::socket socket(here().context);
  acceptor_.accept(socket, error);
  const bool taken = !error;
  if (taken) here().tallies.connections_refused.add();
  socket.close(error);
  spare_.open(Tcp::v4(), error);
  return taken;
}

void Listener::hand_out(ReadingThread& thread, Tcp::socket tcp, std::string address) {
  Shared& shared = thread.shared;
  TlsConnection ssl;
  if (tls_) {
    ssl = tls_connection(*shared.tls(), tcp.native_handle());
    if (!ssl) return;
  }
  const OpenConnections::Entry entry = shared.open.enter(address);
  if (entry == OpenConnections::Entry::turned_away) return here().tallies.connections_refused.add();
  Admission admission(thread, std::move(address), entry);
  Socket socket(std::move(tcp), std::move(ssl));
  if (&thread == &here()) return adopt(std::move(admission), std::move(socket));
  boost::asio::post(thread.context, [admission = std::move(admission), socket = std::move(socket)]() mutable {
    try {
      adopt(std::move(admission), std::move(socket));
    } catch (const std::exception&) {
      // There is no memory for it: it is closed.
    }
  });
}

}  // namespace assent::http
