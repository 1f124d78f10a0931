#include "watch/reading.hpp"

#include "base/number.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace assent::watch {
namespace {

// A counter that was set back counts from nothing.
double more(double earlier, double later) { return later >= earlier ? later - earlier : later; }

std::optional<double> bound_of(std::string_view text) {
  if (text == "+Inf") return std::numeric_limits<double>::infinity();
  const auto bound = number_in<double>(text);
  return bound && std::isfinite(*bound) ? bound : std::nullopt;
}

void add_route(RouteReading& to, const RouteReading& what) {
  to.requests += what.requests;
  to.errors += what.errors;
  to.refused += what.refused;
  to.decisions += what.decisions;
  to.latencies.add(what.latencies);
}

RouteReading between_routes(const RouteReading& earlier, const RouteReading& later) {
  return {more(earlier.requests, later.requests), more(earlier.errors, later.errors),
          more(earlier.refused, later.refused), more(earlier.decisions, later.decisions),
          later.latencies.since(earlier.latencies)};
}

void add_requests(Reading& reading, const Sample& sample) {
  RouteReading& route = reading.routes[std::string(sample.label("route"))];
  route.requests += sample.value;
  const std::string_view status = sample.label("status");
  if (status.starts_with('5')) route.errors += sample.value;
  if (status.starts_with('4')) route.refused += sample.value;
}

}  // namespace

void Latencies::add(const Latencies& other) {
  for (const auto& [bound, count] : other.up_to_) up_to_[bound] += count;
}

Latencies Latencies::since(const Latencies& earlier) const {
  Latencies since;
  if (count() < earlier.count()) return *this;
  for (const auto& [bound, count] : up_to_) {
    const auto before = earlier.up_to_.find(bound);
    since.up_to_[bound] = std::max(0.0, count - (before == earlier.up_to_.end() ? 0 : before->second));
  }
  return since;
}

std::optional<double> Latencies::within(double part) const {
  if (!(count() > 0)) return std::nullopt;
  const double wanted = std::clamp(part, 0.0, 1.0) * count();
  double from = 0;
  double below = 0;
  for (const auto& [bound, up_to] : up_to_) {
    if (up_to >= wanted && up_to > below) {
      if (!std::isfinite(bound)) return from;
      return from + (bound - from) * std::clamp((wanted - below) / (up_to - below), 0.0, 1.0);
    }
    from = std::isfinite(bound) ? bound : from;
    below = up_to;
  }
  return from;
}

Reading reading_of(const std::vector<Sample>& samples) {
  Reading reading;
  reading.servers = 1;
  for (const Sample& each : samples) {
    if (!std::isfinite(each.value) || each.value < 0) continue;
    if (each.name == "assent_requests_total") {
      add_requests(reading, each);
    } else if (each.name == "assent_decisions_total") {
      reading.routes[std::string(each.label("route"))].decisions += each.value;
    } else if (each.name == "assent_request_duration_seconds_bucket") {
      if (const auto bound = bound_of(each.label("le"))) {
        reading.routes[std::string(each.label("route"))].latencies.add(*bound, each.value);
      }
    } else if (each.name == "assent_request_duration_seconds_count") {
      if (const auto reason = each.label("reason"); !reason.empty()) reading.reasons[std::string(reason)] += each.value;
    } else if (each.name == "assent_ledger_entries") {
      reading.entries = reading.entries_least = each.value;
    } else if (each.name == "assent_index_up_to_date") {
      reading.behind = each.value == 0 ? 1 : 0;
    } else if (each.name == "assent_connections") {
      reading.connections = each.value;
    } else if (each.name == "assent_connections_refused_total") {
      reading.connections_refused = each.value;
    } else if (each.name == "assent_received_bytes_total") {
      reading.received_bytes = each.value;
    } else if (each.name == "assent_sent_bytes_total") {
      reading.sent_bytes = each.value;
    }
  }
  for (const auto& [id, route] : reading.routes) add_route(reading.all, route);
  return reading;
}

Reading together(const std::vector<Reading>& readings) {
  Reading sum;
  for (const Reading& each : readings) {
    for (const auto& [id, route] : each.routes) add_route(sum.routes[id], route);
    for (const auto& [reason, count] : each.reasons) sum.reasons[reason] += count;
    add_route(sum.all, each.all);
    sum.entries_least = sum.servers == 0 ? each.entries_least : std::min(sum.entries_least, each.entries_least);
    sum.entries = std::max(sum.entries, each.entries);
    sum.connections += each.connections;
    sum.connections_refused += each.connections_refused;
    sum.received_bytes += each.received_bytes;
    sum.sent_bytes += each.sent_bytes;
    sum.servers += each.servers;
    sum.behind += each.behind;
  }
  return sum;
}

Reading between(const Reading& earlier, const Reading& later) {
  Reading since = later;
  for (auto& [id, route] : since.routes) {
    if (const auto before = earlier.routes.find(id); before != earlier.routes.end()) {
      route = between_routes(before->second, route);
    }
  }
  for (auto& [reason, count] : since.reasons) {
    if (const auto before = earlier.reasons.find(reason); before != earlier.reasons.end()) {
      count = more(before->second, count);
    }
  }
  since.all = between_routes(earlier.all, later.all);
  since.connections_refused = more(earlier.connections_refused, later.connections_refused);
  since.received_bytes = more(earlier.received_bytes, later.received_bytes);
  since.sent_bytes = more(earlier.sent_bytes, later.sent_bytes);
  return since;
}

}  // namespace assent::watch
