// Reading: what servers have done until now, as their metrics say; and what they did between two readings. Pure.
#pragma once

#include "watch/metrics_text.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace assent::watch {

// How long requests took: how many did not take longer than each bound, in seconds. The last bound is infinite.
class Latencies {
 public:
  void add(double bound, double count) { up_to_[bound] += count; }
  void add(const Latencies& other);
  // Those that came since `earlier`. Nothing below nothing: a server that began anew.
  Latencies since(const Latencies& earlier) const;

  double count() const { return up_to_.empty() ? 0 : up_to_.rbegin()->second; }
  // A time that at least that part did not exceed, in seconds, evenly spread between two bounds. Nothing: there are
  // none. Beyond the last finite bound: that bound.
  std::optional<double> within(double part) const;

 private:
  std::map<double, double> up_to_;
};

struct RouteReading {
  double requests = 0;
  double errors = 0;   // status 500 and above
  double refused = 0;  // status 400 to 499
  double decisions = 0;
  Latencies latencies = {};
};

struct Reading {
  std::map<std::string, RouteReading> routes = {};  // by id
  std::map<std::string, double> reasons = {};  // single decisions by the reason's name; those of batches are not told
  RouteReading all = {};
  double entries = 0;      // in the ledger; of several servers: the most
  double connections = 0;  // open
  double connections_refused = 0;
  double received_bytes = 0;
  double sent_bytes = 0;
  unsigned servers = 0;
  unsigned behind = 0;       // servers whose index has not followed the ledger
  double entries_least = 0;  // of several servers: how far the last one is
};

Reading reading_of(const std::vector<Sample>& samples);
// Of several servers together.
Reading together(const std::vector<Reading>& readings);

// What was done between two readings of one server. If it began anew meanwhile, what it has done since then.
Reading between(const Reading& earlier, const Reading& later);

}  // namespace assent::watch
