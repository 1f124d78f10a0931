// Line: the events of one subscription that are on their way: which may be sent now, so that each customer's come in
// order and no customer holds up another. Pure; used by one thread at a time.
//
// A window of events is read ahead. What is behind it is settled: taken, or a dead letter. A dead letter that is sent
// again takes the customer's later events with it, before those of the window, so that the last word stays the last.
#pragma once

#include "base/instant.hpp"
#include "events/cursor.hpp"
#include "events/feed.hpp"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::events {

struct Waiting {
  EventAt at;
  unsigned tries = 0;
  Instant next_try = kEarliest;
  bool again = false;    // after it had been passed
  bool settled = false;  // in the window, behind one that is not
};

class Line {
 public:
  static constexpr std::size_t kWindow = 256;

  explicit Line(Cursor from) : next_(std::move(from)) {}

  // From there on the ledger has not been read.
  const Cursor& next() const { return next_; }
  std::size_t room() const { return kWindow - window_.size(); }
  // What was read of a log, in order, and how far. Precondition: as much as there is room for.
  void read(std::uint32_t log, const std::vector<EventAt>& events, std::uint64_t to);

  // Before it, everything is settled.
  Cursor acknowledged() const;

  // Events of one customer, in order, that are sent again before what waits in the window. Those that wait there, and
  // those that have not been read, are left out: they come in any case.
  void again(const std::vector<EventAt>& events);
  bool sends_again(std::string_view account) const { return again_.contains(account); }

  // The first event that may be sent now; null: none. It lives until settle(), read() or again().
  Waiting* due(Instant now);
  // It was taken, or given up.
  void settle(const Waiting& event);

 private:
  Cursor next_;
  std::map<Position, Waiting> window_;
  std::map<std::string, std::map<Position, Waiting>, std::less<>> again_;  // by account
};

}  // namespace assent::events
