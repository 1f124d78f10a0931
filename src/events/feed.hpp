// Feed: which entries of the ledger are events, and what each of them says. As thread-safe as the engine.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "consent/position.hpp"
#include "events/cursor.hpp"
#include "service/customer_file.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::events {

// Whether an entry is an event. What was read, and the books of those who are told, are none; nor is the key of
// telephone numbers, which is a secret.
bool is_event(evidence::EntryKind kind, std::string_view account);

// An entry that is an event, before it is put into words.
struct EventAt {
  Position position;
  std::string account;  // empty: carrier-wide
  evidence::EntryKind kind{};
};

struct Event {
  Position position;
  std::string account;
  std::string id;
  std::string json;  // one object, structured mode of CloudEvents 1.0
};

struct Page {
  std::vector<Event> events;
  Cursor next;                  // behind the last entry that was looked at
  std::uint64_t customers = 0;  // that they are about
};

class Feed {
 public:
  // Entries that are looked at for one page: most may be no events.
  static constexpr std::uint64_t kLookedAt = 20'000;
  // Entries of accounts that are read for one page, but for the last account.
  static constexpr std::uint64_t kRead = 200'000;

  // `address`: under which others reach the server, without a slash at its end; empty: the events' source is a name
  // made from the ledger's first entry (urn:uuid, RFC 9562, version 8), and they name no schema. The engine outlives
  // it.
  Feed(const app::Engine& engine, std::string address) : engine_(engine), address_(std::move(address)) {}

  const app::Engine& engine() const { return engine_; }

  struct Found {
    std::vector<EventAt> events;
    std::uint64_t looked_to = 0;  // the index of the next entry to look at
  };
  // The next events of one log, at most so many, and at most kLookedAt entries on. No kinds: any.
  //
  //   unavailable, damaged  as the ledger; likewise below
  Result<Found> next(Position from, const std::vector<evidence::EntryKind>& kinds, std::size_t most) const;

  // All events of one customer from that entry on, in the same log.
  Result<std::vector<EventAt>> of_account(const std::string& account, Position from,
                                          const std::vector<evidence::EntryKind>& kinds) const;

  // damaged also: there is no such entry
  Result<Event> event(const EventAt& at) const;

  // The next events, log by log, in the ledger's order. Empty with a `next` that has moved: go on from there.
  Result<Page> page(const Cursor& from, const std::vector<evidence::EntryKind>& kinds, std::size_t most) const;

 private:
  using Entries = service::CustomerFile::Entries;
  Result<Entries> entries_of(const std::string& account) const;
  Result<Event> event_in(const EventAt& at, const Entries& entries, const std::string& source) const;
  Result<std::string> source() const;

  const app::Engine& engine_;
  std::string address_;
};

}  // namespace assent::events
