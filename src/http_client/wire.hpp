// Wire: one connection to a server, on which one request follows the other. All on the thread that runs its context.
#pragma once

#include "http/requester.hpp"
#include "socket/socket.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>

namespace assent::http_client {

// What all connections to one server have in common. Outlives them.
struct Peer {
  http::Address address;
  http::TlsContext tls;  // null: plain
  std::size_t body_most = std::size_t{64} << 20;
};

class Wire {
 public:
  using Done = std::function<void(tl::expected<http::Received, http::Missed>)>;

  // After the wire is gone the context runs no more.
  Wire(boost::asio::io_context& context, const Peer& peer);
  ~Wire();
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  // Connects first if need be. `request` stays as it is until `done` is called, which may be before this returns.
  // Precondition: is_free().
  void ask(std::string_view request, Done done);

  bool is_free() const { return !done_; }
  // Nobody waits any more for what was asked: `done` is told `timed_out`, and the connection ends. Free: nothing.
  void give_up();

 private:
  class Reading;
  enum class State : std::uint8_t { none, connecting, handshake, writing, reading, open };

  void connect();
  void try_next();
  void begin();
  void go_on();
  bool shake_hands();
  bool write();
  bool read();
  void wait_for(boost::asio::ip::tcp::socket::wait_type what);
  void finish(tl::expected<http::Received, http::Missed> outcome, bool goes_on);
  void miss(http::Missed why);
  void end();

  boost::asio::io_context& context_;
  const Peer& peer_;
  boost::asio::ip::tcp::resolver resolver_;
  boost::asio::ip::tcp::resolver::results_type places_;
  boost::asio::ip::tcp::resolver::results_type::iterator place_;
  std::optional<http::Socket> socket_;
  State state_ = State::none;
  std::uint64_t round_ = 0;  // what was waited for in an earlier one is forgotten
  std::string_view request_;
  std::size_t written_ = 0;
  Done done_;
  bool used_ = false;       // the connection has answered before
  bool answering_ = false;  // some of the response is there
  std::unique_ptr<Reading> reading_;
};

}  // namespace assent::http_client
