// Router: from a request's head to the route that serves it: the one handler of the server.
//
// In this order: is there such a path, and with that method; who asks, and may they; are they asking too often; is the
// body of the kind that the route takes. Only then is the body read, and the route's code runs. Every response, also
// one that refuses, bears the request's id, is counted, and is logged if it is to be seen.
//
// Thread-safe.
#pragma once

#include "access/gate.hpp"
#include "api/metrics.hpp"
#include "api/problem.hpp"
#include "api/rate_limit.hpp"
#include "api/request_log.hpp"
#include "api/route.hpp"
#include "base/clock.hpp"
#include "http/handler.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <variant>

namespace assent::api {

// All outlive the router.
struct RouterPorts {
  const Clock& clock;
  std::function<std::chrono::nanoseconds()> ticks;  // since some instant; never goes back
  LogSink& log;
  Logged logged = Logged::changes;
  std::uint64_t seed = 0;  // random: of the ids that requests without one are given
};

class Router final : public http::Handler {
 public:
  // `routes` and `metrics` outlive the router; the metrics are of these routes.
  Router(RouterPorts ports, const Routes& routes, Metrics& metrics, std::shared_ptr<const access::Gate> gate,
         RateLimit rate);

  std::variant<http::Admitted, http::Response> admit(const http::RequestHead& head) override;
  http::Response refuse(http::Fault fault, const http::RequestHead* head) override;

  // From now on these may come in. Keys of issuers that the gate before has fetched are kept.
  void use(std::shared_ptr<const access::Gate> gate);

 private:
  // One request on its way.
  struct Asked {
    Instant at;
    std::chrono::nanoseconds began{};
    Face face = Face::own;
    const Route* route = nullptr;  // null: it came to none
    std::size_t number = 0;
    std::vector<std::string> parts;
    access::Caller caller;
    std::string id;          // X-Request-ID, or one of our own
    std::string correlator;  // of CAMARA: x-correlator; empty: none was sent
    std::string trace;
    std::string method;
    std::optional<Reason> reason;
    std::uint64_t decisions = 0;
  };
  class Served;

  Asked asked_of(const http::RequestHead& head);
  // Where the request goes. False: its `x-correlator` is not well formed.
  bool find_route(Asked& asked, const http::RequestHead& head, std::string& allowed) const;
  std::optional<http::Response> turned_away(Asked& asked, const http::RequestHead& head);
  http::Response serve(Asked& asked, const http::Request& request);
  http::Response finish(const Asked& asked, http::Response response);
  http::Response finish(const Asked& asked, const Problem& problem);
  std::shared_ptr<const access::Gate> gate() const;
  std::string new_id();

  RouterPorts ports_;
  const Routes& routes_;
  Metrics& metrics_;
  RateLimits rates_;
  std::atomic<std::uint64_t> count_ = 0;
  mutable std::mutex mutex_;  // guards gate_
  std::shared_ptr<const access::Gate> gate_;
};

}  // namespace assent::api
