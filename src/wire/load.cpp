#include "wire/load.hpp"

#include <boost/json/array.hpp>

#include <cmath>

namespace assent::wire {
namespace {

namespace json = boost::json;

double microseconds_in(std::chrono::nanoseconds time) {
  return std::round(static_cast<double>(time.count()) / 100) / 10;
}

double per_second(std::uint64_t count, std::chrono::nanoseconds took) {
  return took.count() <= 0 ? 0 : std::round(static_cast<double>(count) / static_cast<double>(took.count()) * 1e10) / 10;
}

json::object latency_of(const load::Histogram& latency) {
  return {{"count", latency.count()},
          {"mean", microseconds_in(latency.mean())},
          {"p50", microseconds_in(latency.within(0.5))},
          {"p90", microseconds_in(latency.within(0.9))},
          {"p99", microseconds_in(latency.within(0.99))},
          {"p999", microseconds_in(latency.within(0.999))},
          {"most", microseconds_in(latency.most())}};
}

}  // namespace

json::object json_of(const load::Plan& plan, std::size_t connections, const load::Results& results) {
  json::array spread;
  std::chrono::nanoseconds from{-1};
  for (std::int64_t to = 1024; to / 2 < results.latency.most().count() && to > 0; to *= 2) {
    const std::uint64_t count = results.latency.between(from, std::chrono::nanoseconds(to));
    if (count > 0) {
      spread.push_back(json::object{{"microseconds", microseconds_in(std::chrono::nanoseconds(to))}, {"count", count}});
    }
    from = std::chrono::nanoseconds(to);
  }
  json::object errors;
  for (const auto& [kind, count] : results.errors) errors[kind] = count;
  json::object object{{"connections", connections},
                      {"rate", plan.rate > 0 ? json::value(plan.rate) : json::value(nullptr)},
                      {"batch", plan.batch},
                      {"detail", plan.brief ? "reason" : "full"},
                      {"seconds", std::round(static_cast<double>(results.took.count()) / 1e6) / 1e3},
                      {"requests", results.requests},
                      {"decisions", results.decisions},
                      {"permits", results.permits},
                      {"errors", std::move(errors)},
                      {"error_count", results.errors_of_all_kinds()},
                      {"requests_per_second", per_second(results.requests, results.took)},
                      {"decisions_per_second", per_second(results.decisions, results.took)},
                      {"latency", latency_of(results.latency)},
                      {"spread", std::move(spread)}};
  return object;
}

}  // namespace assent::wire
