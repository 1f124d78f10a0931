// Tallies: what one reading thread counts. Any thread may read them; only their own adds.
#pragma once

#include "http_server/server.hpp"

#include <array>
#include <atomic>
#include <cstdint>

namespace assent::http {

// Added to by one thread.
class Tally {
 public:
  void add(std::uint64_t more = 1) {
    value_.store(value_.load(std::memory_order_relaxed) + more, std::memory_order_release);
  }
  std::uint64_t value() const { return value_.load(std::memory_order_acquire); }

 private:
  std::atomic<std::uint64_t> value_{0};
};

struct Tallies {
  Tally connections;
  Tally connections_ended;
  Tally connections_refused;
  Tally handshakes_failed;
  Tally requests;
  Tally requests_ended;
  Tally bytes_received;
  Tally bytes_sent;
  std::array<Tally, 6> faults;

  void add_to(Counts& counts) const;
};

}  // namespace assent::http
