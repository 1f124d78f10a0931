#include "wire/top.hpp"

#include <boost/json/array.hpp>

#include <cmath>
#include <utility>

namespace assent::wire {
namespace {

namespace json = boost::json;

double in_tenths(double value) { return std::round(value * 10) / 10; }

json::value microseconds_or_null(const watch::Latencies& latencies, double part) {
  const auto seconds = latencies.within(part);
  return seconds ? json::value(in_tenths(*seconds * 1e6)) : json::value(nullptr);
}

json::object route_json(const watch::RouteReading& did, double seconds) {
  return {{"requests_per_second", in_tenths(did.requests / seconds)},
          {"decisions_per_second", in_tenths(did.decisions / seconds)},
          {"refused_per_second", in_tenths(did.refused / seconds)},
          {"errors_per_second", in_tenths(did.errors / seconds)},
          {"p50", microseconds_or_null(did.latencies, 0.5)},
          {"p90", microseconds_or_null(did.latencies, 0.9)},
          {"p99", microseconds_or_null(did.latencies, 0.99)}};
}

}  // namespace

json::object json_of(std::string_view server, const watch::Reading& since, double seconds) {
  json::array routes;
  for (const auto& [id, did] : since.routes) {
    if (!(did.requests > 0)) continue;
    json::object route{{"route", id}};
    for (auto& member : route_json(did, seconds)) route.insert(std::move(member));
    routes.push_back(std::move(route));
  }
  json::object reasons;
  for (const auto& [reason, count] : since.reasons) {
    if (count > 0) reasons[reason] = in_tenths(count / seconds);
  }
  return {{"server", server},
          {"trouble", nullptr},
          {"seconds", std::round(seconds * 1000) / 1000},
          {"entries", static_cast<std::uint64_t>(since.entries)},
          {"index_up_to_date", since.behind == 0},
          {"connections", static_cast<std::uint64_t>(since.connections)},
          {"connections_refused", static_cast<std::uint64_t>(since.connections_refused)},
          {"received_bytes_per_second", in_tenths(since.received_bytes / seconds)},
          {"sent_bytes_per_second", in_tenths(since.sent_bytes / seconds)},
          {"all", route_json(since.all, seconds)},
          {"routes", std::move(routes)},
          {"reasons_per_second", std::move(reasons)}};
}

json::object json_of_unreached(std::string_view server, std::string_view trouble) {
  return {{"server", server}, {"trouble", trouble}};
}

}  // namespace assent::wire
