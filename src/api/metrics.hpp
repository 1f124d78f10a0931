// Metrics: what the server has done, for those who watch it (OpenMetrics 1.0). Holds no personal data.
//
// Thread-safe. Counting takes no lock.
#pragma once

#include "api/route.hpp"
#include "consent/reason.hpp"

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace assent::api {

inline constexpr std::string_view kOpenMetrics = "application/openmetrics-text; version=1.0.0; charset=utf-8";

class Metrics {
 public:
  // `routes` outlives the metrics.
  explicit Metrics(const Routes& routes);

  // A value that is asked for when the metrics are read. `name` is a metric's, with its unit at the end
  // (`assent_ledger_entries`); `kind` is `gauge` or `counter`. To be called before the server starts.
  void watch(std::string name, std::string kind, std::string help, std::function<double()> value);

  // The same for several things of one kind, each with its name as the label `label`. A name is of letters, digits, `_`
  // and `-`.
  using Labelled = std::vector<std::pair<std::string, double>>;
  void watch_each(std::string name, std::string kind, std::string help, std::string label,
                  std::function<Labelled()> values);

  // A request to the route of that number was served. `reason`: of the one decision that it asked for.
  void served(std::size_t route, unsigned status, std::optional<Reason> reason, std::uint64_t decisions,
              std::chrono::nanoseconds took);
  // A request that came to no route.
  void refused(unsigned status);

  std::string text() const;

 private:
  // Upper bounds, in microseconds; the last one counts all that took longer.
  static constexpr std::array<std::uint64_t, 16> kBounds = {50,      100,       250,       500,       1'000,   2'000,
                                                            5'000,   10'000,    20'000,    50'000,    100'000, 250'000,
                                                            500'000, 1'000'000, 5'000'000, 30'000'000};
  struct Histogram {
    std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> counts{};
    std::atomic<std::uint64_t> nanoseconds = 0;
  };
  static constexpr std::size_t kReasons = 256;  // by code; 0: none, or more than one decision
  struct OfRoute {
    std::array<std::atomic<Histogram*>, kReasons> by_reason{};
    std::array<std::atomic<std::uint64_t>, 600> by_status{};
    std::atomic<std::uint64_t> decisions = 0;
    OfRoute() = default;
    OfRoute(const OfRoute&) = delete;
    OfRoute& operator=(const OfRoute&) = delete;
    ~OfRoute();
    Histogram& histogram(std::size_t reason);
  };
  struct Watched {
    std::string name;
    std::string kind;
    std::string help;
    std::string label;  // empty: one value, without a label
    std::function<Labelled()> values;
  };

  const Routes& routes_;
  std::vector<std::unique_ptr<OfRoute>> of_routes_;
  std::array<std::atomic<std::uint64_t>, 600> refused_{};
  std::vector<Watched> watched_;
};

}  // namespace assent::api
