// Server: answers requests of HTTP/1.1 from the network by a Handler, plain or by TLS.
//
// A few threads read: each waits for many connections at a time (Boost.Asio), and serves what is served `at_once`
// itself. Others serve what is served `aside`. A slow or hostile client costs a place and a little memory until its
// time is over, never a thread. docs/server.md shows the limits.
#pragma once

#include "base/clock.hpp"
#include "base/result.hpp"
#include "http/handler.hpp"
#include "http/request_syntax.hpp"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace assent::http {

// Where the server is reached.
struct Endpoint {
  std::string address = "127.0.0.1";  // of IPv4 or IPv6, in numbers. `::` is IPv6 alone
  std::uint16_t port = 0;             // 0: any that is free
  bool tls = false;
};

enum class ClientCertificates : std::uint8_t {
  not_asked,
  if_shown,  // one that is shown and is not good ends the handshake
  required
};

// What the server shows of itself, as PEM. The caller reads the files.
struct TlsMaterial {
  std::string certificates;  // its own first, then those between it and the root
  std::string key;           // not encrypted
  ClientCertificates clients = ClientCertificates::not_asked;
  std::string client_authorities;  // the roots that a client's certificate must lead to
};

struct Limits {
  HeadLimits head;
  std::size_t connections = 20'000;             // open at a time
  std::size_t connections_of_address = 20'000;  // of one client's address
  std::size_t waiting_aside = 1'000;            // requests that wait for a thread
  std::size_t bodies = std::size_t{256} << 20;  // bytes of all bodies that are not whole yet, or wait for a thread
  std::chrono::seconds head_time{10};           // for the handshake, and from a head's first byte to its last
  std::chrono::seconds idle_time{60};           // between requests
  std::chrono::seconds grace{10};               // for a body to arrive or a response to leave, at any rate; beyond it,
  std::size_t least_rate = 4096;                // so many bytes a second
  std::chrono::seconds linger_time{2};          // from the last response to the client's own end
};

struct ServerSettings {
  std::vector<Endpoint> endpoints;
  std::optional<TlsMaterial> tls;  // there if an endpoint has TLS
  Limits limits;
  unsigned reading_threads = 0;  // 0: as many as processors
  unsigned aside_threads = 32;
  unsigned aside_at_once = 0;    // of these compute, the others wait for a disk; 0: as many as processors, at least 2
  const Clock* clock = nullptr;  // of the field Date, which null leaves out; outlives the server
  std::function<std::chrono::nanoseconds()> elapsed;  // since any moment; steady, thread-safe. Empty: the system's
};

// Since the start, but for those that say `now`. Taken while threads go on: each figure is true, their sum need not be.
struct Counts {
  std::uint64_t connections = 0;      // accepted
  std::uint64_t connections_now = 0;  // open
  std::uint64_t connections_refused = 0;
  std::uint64_t handshakes_failed = 0;
  std::uint64_t requests = 0;        // heads that were whole
  std::uint64_t requests_now = 0;    // of which no response has been written, or not all
  std::uint64_t bytes_received = 0;  // without TLS
  std::uint64_t bytes_sent = 0;
  std::array<std::uint64_t, 6> faults{};  // by Fault
};

// Thread-safe; a handler calls none of it. Destroying it ends all connections, and waits for handlers that are running.
class Server {
 public:
  // Listens, and begins to serve. `handler` outlives the server. Errors: `invalid` for settings that are none (an
  // address that is not one, a certificate without its key), `unavailable` if the system gives no socket or thread.
  static Result<std::unique_ptr<Server>> start(ServerSettings settings, Handler& handler);
  virtual ~Server() = default;

  // Of the endpoints, in their order.
  virtual std::vector<std::uint16_t> ports() const = 0;

  // For connections from now on; those that are open keep what they have. After an error (`invalid`) all is as before.
  virtual Result<void> use(const TlsMaterial& material) = 0;

  // Accepts no more, ends idle connections, answers the requests that are there, each with `Connection: close`. Whether
  // no connection was left within `at_most`. Nothing is taken back: what follows is the end.
  virtual bool drain(std::chrono::milliseconds at_most) = 0;

  virtual Counts counts() const = 0;

  // Ends what is over its time, as each reading thread does every second. Returns when all have.
  virtual void tick() = 0;
};

}  // namespace assent::http
