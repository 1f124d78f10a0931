// Served: a test's own server, on this machine and at any port, with a time that the test sets.
#pragma once

#include "http_server/client.hpp"
#include "http_server/server.hpp"
#include "world/settable_clock.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace assent::http {

inline Response text(unsigned status, std::string body) {
  Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

// Pieces of a body, one for each call.
class Pieces final : public Chunks {
 public:
  explicit Pieces(std::function<bool(std::string&, Pieces&)> next) : next_(std::move(next)) {}
  bool next(std::string& out) override { return next_(out, *this); }

 private:
  const std::function<bool(std::string&, Pieces&)> next_;
};

// Responses by a function. Paths that begin with `/aside` are served aside; `/refused` is refused by its head. For a
// fault, the response has a status of HTTP and the fault's number as body.
class TestHandler final : public Handler {
 public:
  using Answer = std::function<Response(const Request&)>;

  explicit TestHandler(Answer answer) : answer_(std::move(answer)) {}

  std::variant<Admitted, Response> admit(const RequestHead& head) override;
  Response refuse(Fault fault, const RequestHead* head) override;

  std::atomic<std::size_t> most_body_bytes{1000};
  std::atomic<bool> refusing_throws{false};

 private:
  class OneExchange;

  const Answer answer_;
};

class Served {
 public:
  using Change = std::function<void(ServerSettings&)>;

  // Listens at 127.0.0.1, with two reading threads and two aside. `change` changes these settings.
  explicit Served(TestHandler::Answer answer, const Change& change = {});

  std::uint16_t port(std::size_t endpoint = 0) const { return server->ports().at(endpoint); }
  Client client() const { return Client(port()); }

  // Time passes, and the server notices.
  void pass(std::chrono::nanoseconds time) {
    elapsed_ += time.count();
    server->tick();
  }

  // Waits until the server's counts are like this. If they never are, the test fails.
  void await(const std::function<bool(const Counts&)>& so) const;
  void await_received(std::uint64_t bytes) const {
    await([&](const Counts& counts) { return counts.bytes_received >= bytes; });
  }
  // Waits until `count` connections are open.
  void await_open(std::uint64_t count) const {
    await([&](const Counts& counts) { return counts.connections_now == count; });
  }
  std::uint64_t faults(Fault fault) const { return server->counts().faults.at(static_cast<std::size_t>(fault)); }

  TestHandler handler;
  SettableClock clock{Instant{std::chrono::sys_days{std::chrono::year{2026} / 2 / 18}}};

 private:
  std::atomic<std::int64_t> elapsed_{1'000'000'000};

 public:
  std::unique_ptr<Server> server;
};

}  // namespace assent::http
