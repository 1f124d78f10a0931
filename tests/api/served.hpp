// A router without a network: requests go in as values, responses come out.
#pragma once

#include "access/gate.hpp"
#include "api/metrics.hpp"
#include "api/router.hpp"
#include "base/clock.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assent::api_test {

class SetClock final : public Clock {
 public:
  Instant now() const override { return now_; }
  void set(Instant now) { now_ = now; }

 private:
  Instant now_ = parse_instant("2026-06-01T08:00:00Z").value();
};

class KeptLog final : public api::LogSink {
 public:
  void write(std::string_view line) override { lines.emplace_back(line); }
  std::vector<std::string> lines;
};

struct Got {
  unsigned status = 0;
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;
  bool admitted = false;  // the body was read

  std::optional<std::string> header(std::string_view name) const;
};

using Fields = std::vector<std::pair<std::string, std::string>>;

// Routes, with a caller who may use each.
class Served {
 public:
  explicit Served(std::vector<api::Route> routes, api::RateLimit rate = {}, api::Logged logged = api::Logged::all);

  // By a caller of that role (but a customer), with all scopes that the role can have.
  Got ask(access::Role role, http::Method method, std::string_view path, std::string_view body = "",
          const Fields& fields = {});
  // By a caller who is not known.
  Got ask(http::Method method, std::string_view path, std::string_view body = "", Fields fields = {});
  // A POST of JSON by the carrier's own system.
  Got post(std::string_view path, std::string_view body, const Fields& fields = {});

  SetClock clock;
  KeptLog log;
  api::Routes routes;
  api::Metrics metrics{routes};
  std::chrono::nanoseconds ticks{0};
  std::optional<api::Router> router;

 private:
  std::vector<std::string> keys_;  // by role
};

}  // namespace assent::api_test
