// Delivery: sends each subscription its events, at least once, each customer's in order.
//
// Events are read from the ledger, from where the subscription's receiver last took them.
//
//   taken     on to the customer's next one
//   refused   tried a few times; then it is a dead letter, noted in the ledger, and the customer's next one is sent.
//             Meanwhile other customers' events go on, as far as the window (line.hpp)
//   wait      the whole subscription waits, longer each time, an hour at most, for ever: nothing is lost
//   gone      the subscription ends, and says so
//
// How far a subscription was served is noted in the ledger, now and then. After a stop without a note, the last
// minute's events come again, with the same ids. round() and note_all() are called by one thread at a time; the rest by
// any.
#pragma once

#include "api/request_log.hpp"
#include "base/clock.hpp"
#include "base/result.hpp"
#include "events/feed.hpp"
#include "events/line.hpp"
#include "events/outlet.hpp"
#include "events/subscriptions.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace assent::events {

// How a subscription stands, in this process.
struct Standing {
  Cursor acknowledged;
  std::uint64_t sent = 0;          // events that were taken
  std::uint64_t refused = 0;       // events that became dead letters
  std::uint64_t failures = 0;      // sendings that were not taken
  unsigned failures_in_a_row = 0;  // because of which it waits as a whole
  std::optional<Instant> failing_since;
  std::optional<Instant> next_try;  // nothing: it does not wait
  std::string why;                  // it waits; no address
  std::uint64_t dead_letters = 0;   // that are not delivered
};

class Delivery {
 public:
  // How often what was served is noted, at most.
  static constexpr std::chrono::seconds kNote{60};
  // How often an event is tried that is refused.
  static constexpr unsigned kTries = 5;

  // All outlive it.
  Delivery(const Feed& feed, Subscriptions& subscriptions, Outlet& outlet, const Clock& clock, api::LogSink& log)
      : feed_(feed), subscriptions_(subscriptions), outlet_(outlet), clock_(clock), log_(log) {}

  // Sends what is due now, to each subscription for two seconds at most. Whether there may be more at once.
  //
  //   unavailable, damaged  who subscribed cannot be read
  Result<bool> round();

  // Notes how far each was served. Call it before the end.
  void note_all();

  // Of a subscription that has had a round; nothing: it has not, or it is gone.
  std::optional<Standing> standing(std::string_view id) const;
  std::map<std::string, Standing> standings() const;

 private:
  struct Served {
    explicit Served(Cursor from) : line(std::move(from)) {}
    Line line;
    std::uint64_t replays = 0;
    std::optional<Position> newest_letter;
    std::map<Position, DeadLetter> letters;  // also those that were delivered
    std::set<Position> taken_again;          // dead letters; delivered when their customer's later events are, too
    Standing standing;
    Cursor noted;
    Instant noted_at = kEarliest;
    bool worth_noting = false;
  };

  Result<bool> serve(const Subscription& subscription, Served& served);
  Result<void> read_letters(const Subscription& subscription, Served& served);
  Result<bool> read_ahead(const Subscription& subscription, Served& served);
  // Whether the subscription goes on now.
  Result<bool> send(const Subscription& subscription, Served& served, Waiting& event);
  Result<void> taken(const Subscription& subscription, Served& served, const Waiting& event);
  Result<void> note_delivered(const Subscription& subscription, Served& served, const std::string& account);
  Result<bool> refused(const Subscription& subscription, Served& served, Waiting& event, const Sent& sent);
  void wait(const Subscription& subscription, Served& served, const Sent& sent);
  static bool is_dead(const Served& served, Position position);
  Result<void> note_letter(const Subscription& subscription, Served& served, DeadLetter letter);
  void note(const Subscription& subscription, Served& served);
  void tell(const Subscription& subscription, std::string_view event, const Sent& sent, unsigned failures);
  void publish(const std::string& id, Served& served);

  const Feed& feed_;
  Subscriptions& subscriptions_;
  Outlet& outlet_;
  const Clock& clock_;
  api::LogSink& log_;
  std::map<std::string, Served, std::less<>> served_;  // by subscription
  mutable std::mutex mutex_;                           // guards the next
  std::map<std::string, Standing, std::less<>> standings_;
};

}  // namespace assent::events
