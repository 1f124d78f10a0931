#include "api/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace assent::api {
namespace {

void add_head(std::string& out, std::string_view name, std::string_view kind, std::string_view help) {
  fmt::format_to(std::back_inserter(out), "# TYPE {0} {1}\n# HELP {0} {2}\n", name, kind, help);
}

}  // namespace

Metrics::OfRoute::~OfRoute() {
  for (auto& each : by_reason) delete each.load();
}

Metrics::Histogram& Metrics::OfRoute::histogram(std::size_t reason) {
  std::atomic<Histogram*>& place = by_reason.at(reason);
  if (Histogram* there = place.load(std::memory_order_acquire)) return *there;
  auto made = std::make_unique<Histogram>();
  Histogram* none = nullptr;
  if (place.compare_exchange_strong(none, made.get(), std::memory_order_acq_rel)) return *made.release();
  return *none;  // another thread made it
}

Metrics::Metrics(const Routes& routes) : routes_(routes) {
  for (std::size_t i = 0; i < routes.all().size(); ++i) of_routes_.push_back(std::make_unique<OfRoute>());
}

void Metrics::watch(std::string name, std::string kind, std::string help, std::function<double()> value) {
  watch_each(std::move(name), std::move(kind), std::move(help), {}, [value = std::move(value)] {
    return Labelled{{std::string(), value()}};
  });
}

void Metrics::watch_each(std::string name, std::string kind, std::string help, std::string label,
                         std::function<Labelled()> values) {
  watched_.push_back({std::move(name), std::move(kind), std::move(help), std::move(label), std::move(values)});
}

void Metrics::served(std::size_t route, unsigned status, std::optional<Reason> reason, std::uint64_t decisions,
                     std::chrono::nanoseconds took) {
  OfRoute& of_route = *of_routes_.at(route);
  of_route.by_status.at(std::min<std::size_t>(status, 599)).fetch_add(1, std::memory_order_relaxed);
  of_route.decisions.fetch_add(decisions, std::memory_order_relaxed);
  Histogram& histogram = of_route.histogram(reason ? static_cast<std::size_t>(*reason) : 0);
  const auto nanoseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(took.count(), 0));
  const auto bound = std::ranges::lower_bound(kBounds, (nanoseconds + 999) / 1000);
  histogram.counts.at(static_cast<std::size_t>(bound - kBounds.begin())).fetch_add(1, std::memory_order_relaxed);
  histogram.nanoseconds.fetch_add(nanoseconds, std::memory_order_relaxed);
}

void Metrics::refused(unsigned status) {
  refused_.at(std::min<std::size_t>(status, 599)).fetch_add(1, std::memory_order_relaxed);
}

std::string Metrics::text() const {
  std::string out;
  const auto to = std::back_inserter(out);
  add_head(out, "assent_requests", "counter", "Requests by route and status; route \"none\": they came to no route.");
  const auto add_statuses = [&](std::string_view id, const std::array<std::atomic<std::uint64_t>, 600>& by_status) {
    for (std::size_t status = 0; status < by_status.size(); ++status) {
      const std::uint64_t count = by_status[status].load(std::memory_order_relaxed);
      if (count > 0) fmt::format_to(to, "assent_requests_total{{route=\"{}\",status=\"{}\"}} {}\n", id, status, count);
    }
  };
  for (std::size_t i = 0; i < of_routes_.size(); ++i)
    add_statuses(routes_.all()[i].text().id, of_routes_[i]->by_status);
  add_statuses("none", refused_);

  add_head(out, "assent_decisions", "counter", "Decisions by route.");
  for (std::size_t i = 0; i < of_routes_.size(); ++i) {
    const std::uint64_t count = of_routes_[i]->decisions.load(std::memory_order_relaxed);
    if (count > 0) {
      fmt::format_to(to, "assent_decisions_total{{route=\"{}\"}} {}\n", routes_.all()[i].text().id, count);
    }
  }

  add_head(out, "assent_request_duration_seconds", "histogram",
           "Time from a request's head to its response, by route and by the reason of the decision that it asked for.");
  out += "# UNIT assent_request_duration_seconds seconds\n";
  for (std::size_t i = 0; i < of_routes_.size(); ++i) {
    const std::string& id = routes_.all()[i].text().id;
    for (std::size_t reason = 0; reason < kReasons; ++reason) {
      const Histogram* histogram = of_routes_[i]->by_reason[reason].load(std::memory_order_acquire);
      if (histogram == nullptr) continue;
      const std::string labels =
          fmt::format("route=\"{}\",reason=\"{}\"", id, reason == 0 ? "" : to_string(static_cast<Reason>(reason)));
      std::uint64_t sum = 0;
      for (std::size_t bound = 0; bound <= kBounds.size(); ++bound) {
        sum += histogram->counts[bound].load(std::memory_order_relaxed);
        const std::string edge =
            bound == kBounds.size() ? "+Inf" : fmt::format("{}", static_cast<double>(kBounds[bound]) / 1e6);
        fmt::format_to(to, "assent_request_duration_seconds_bucket{{{},le=\"{}\"}} {}\n", labels, edge, sum);
      }
      fmt::format_to(to, "assent_request_duration_seconds_count{{{}}} {}\n", labels, sum);
      fmt::format_to(to, "assent_request_duration_seconds_sum{{{}}} {}\n", labels,
                     static_cast<double>(histogram->nanoseconds.load(std::memory_order_relaxed)) / 1e9);
    }
  }

  for (const Watched& each : watched_) {
    add_head(out, each.name, each.kind, each.help);
    const std::string_view end = each.kind == "counter" ? "_total" : "";
    for (const auto& [name, value] : each.values()) {
      if (each.label.empty()) fmt::format_to(to, "{}{} {}\n", each.name, end, value);
      else fmt::format_to(to, "{}{}{{{}=\"{}\"}} {}\n", each.name, end, each.label, name, value);
    }
  }
  out += "# EOF\n";
  return out;
}

}  // namespace assent::api
