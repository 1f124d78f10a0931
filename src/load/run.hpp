// Run: a load on a server: which requests are sent when, and what became of them. Pure: it is told the time.
//
// With a rate, each request is due at its instant, whether or not the server keeps up, and its latency counts from
// then: so a server that stalls is charged for all who would have waited. Without a rate each connection asks as soon
// as it may, and latency counts from the sending.
#pragma once

#include "client/question.hpp"
#include "http/volley.hpp"
#include "load/histogram.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::load {

struct Plan {
  double rate = 0;                             // requests a second; 0: no rate
  std::optional<std::uint64_t> requests = {};  // as many; else for so long:
  std::chrono::nanoseconds duration = std::chrono::seconds(10);
  std::size_t batch = 1;                                         // decisions in each request; 1: a single evaluation
  bool brief = true;                                             // only the reason is asked for
  std::chrono::nanoseconds patience = std::chrono::seconds(10);  // past the end, for what is not sent yet
  client::Question question = {};
};

struct Results {
  std::uint64_t requests = 0;  // with a response or not
  std::uint64_t decisions = 0;
  std::uint64_t permits = 0;
  std::map<std::string, std::uint64_t> errors = {};  // by kind: `timed_out`, `status_503`, `not_whole`, `not_sent`, …
  Histogram latency = {};                            // of requests without an error
  std::chrono::nanoseconds took{};                   // from the beginning to the last response

  std::uint64_t errors_of_all_kinds() const;
};

class Run final : public http::Volley {
 public:
  // `accounts` are asked about in a random order that is always the same, and again from the beginning. `key`: the API
  // key or token; empty: none is sent. Preconditions: there is an account; batch is 1 to 10,000.
  // `look` is told how far it is, several times in a second; if it says true, the run ends.
  Run(Plan plan, std::vector<std::string> accounts, http::Address address, std::string key,
      std::function<bool(const Results&, std::chrono::nanoseconds now)> look);

  std::optional<std::chrono::nanoseconds> due(std::chrono::nanoseconds now) override;
  void next(std::string& request) override;
  void came(std::chrono::nanoseconds due, std::chrono::nanoseconds now,
            const tl::expected<http::Received, http::Missed>& outcome) override;
  bool ended(std::chrono::nanoseconds now) override;

  const Results& results() const { return results_; }

 private:
  std::uint64_t planned() const;
  void add_error(std::string kind, std::uint64_t count = 1) { results_.errors[std::move(kind)] += count; }

  const Plan plan_;
  std::vector<std::string> accounts_;
  const http::Address address_;
  const std::string key_;
  const std::function<bool(const Results&, std::chrono::nanoseconds)> look_;
  Results results_;
  std::uint64_t sent_ = 0;
  std::size_t account_ = 0;
  bool stopped_ = false;
  std::vector<std::string_view> batch_;
};

}  // namespace assent::load
