// Subscription: to whom events are sent, and DeadLetter: an event that its receiver refused for good; and how both
// stand in the ledger. Pure.
//
// Nothing secret is in them: a subscription's secret follows from the server's own key (signature.hpp).
#pragma once

#include "base/instant.hpp"
#include "events/cursor.hpp"
#include "evidence/entry.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::events {

struct Subscription {
  std::string id;                               // 32 hexadecimal figures
  std::string address;                          // that gets a POST for each event
  std::vector<evidence::EntryKind> kinds = {};  // of its events; none: all
  Cursor from = {};                             // where it began, or to which it was set back
  std::uint64_t replays = 0;                    // how often it was set back
  std::uint64_t generation = 1;                 // of its secret
  Instant rotated = kEarliest;                  // when that generation began
  Instant created = kEarliest;
  std::string ended = {};  // why it ended; empty: it goes on
  std::optional<Instant> ended_at = {};
  std::uint64_t version = 1;  // of what the ledger has about it
  bool allowed = true;        // whether the server may call the address now; not in the ledger

  friend bool operator==(const Subscription&, const Subscription&) = default;
};

std::string text_of(const Subscription& subscription);
// Nothing: it is no text of text_of().
std::optional<Subscription> subscription_in(std::string_view id, std::string_view text);

struct DeadLetter {
  enum class State : std::uint8_t {
    open,      // it waits for a person
    retrying,  // it is sent again, and then the later events of its customer
    delivered
  };
  Position position;
  std::string account = {};  // whom the event is about; empty: the carrier
  evidence::EntryKind kind{};
  State state = State::open;
  unsigned status = 0;  // with which it was refused the last time
  unsigned tries = 0;
  Instant since = kEarliest;  // when it was given up the first time
  std::uint64_t version = 0;  // of what the ledger has about it; 0: nothing yet

  friend bool operator==(const DeadLetter&, const DeadLetter&) = default;
};

std::string_view to_string(DeadLetter::State state);
std::string text_of(const DeadLetter& letter);
std::optional<DeadLetter> dead_letter_in(std::string_view id, std::string_view text);

// How far a subscription was served. It counts only if the subscription was not set back since.
struct Progress {
  std::uint64_t replays = 0;
  Cursor acknowledged;
};
std::string text_of(const Progress& progress);
std::optional<Progress> progress_in(std::string_view text);

}  // namespace assent::events
