// Subscriptions: who is sent events, how far each was served, and what was refused. All of it stands in the ledger,
// under accounts of the carrier's own, so it survives a restart. Thread-safe.
#pragma once

#include "app/engine.hpp"
#include "base/result.hpp"
#include "events/subscription.hpp"
#include "evidence/hash.hpp"
#include "webhook/receivers.hpp"

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assent::events {

// In the ledger, who notes what no person asked for.
inline constexpr std::string_view kOwnActor = "events";

class Subscriptions {
 public:
  static constexpr std::size_t kMost = 1'000;
  static constexpr std::size_t kMostDeadLetters = 1'000;  // of one subscription, that are not delivered

  // `seed`: drawn at random, once for each process. The engine outlives it.
  Subscriptions(app::Engine& engine, const evidence::Hash& seed, webhook::Receivers receivers)
      : engine_(engine), seed_(seed), receivers_(std::move(receivers)) {}

  const webhook::Receivers& receivers() const { return receivers_; }

  // A new one. `actor` asks for it; likewise below.
  //
  //   invalid      the address is none that may be called; there are kMost
  //   conflict     there is one with that address and these kinds
  //   unavailable, damaged  as the ledger; likewise below
  Result<Subscription> add(const std::string& address, std::vector<evidence::EntryKind> kinds, Cursor from,
                           const std::string& actor);

  // In the order in which they came, also those that have ended.
  Result<std::vector<Subscription>> all() const;
  // not_found  there is none of that id; likewise below
  Result<Subscription> find(std::string_view id) const;

  // conflict  it was changed at the same moment; likewise below
  Result<void> remove(std::string_view id, const std::string& actor);
  // Everything from there on is sent again.
  Result<Subscription> set_back(std::string_view id, Cursor from, const std::string& actor);
  // Its secret has a new generation.
  Result<Subscription> rotate(std::string_view id, const std::string& actor);
  // Nothing is sent any more.
  Result<void> end(std::string_view id, const std::string& why);

  // From where on its events have not all been settled, as last noted.
  Result<Cursor> acknowledged(const Subscription& subscription) const;
  Result<void> note(const Subscription& subscription, const Cursor& acknowledged);

  // In the order of their positions. Those that were delivered since are among them.
  Result<std::vector<DeadLetter>> dead_letters(std::string_view id) const;
  // The newest entry about them: another one says that they have changed.
  Result<std::optional<Position>> newest_dead_letter(std::string_view id) const;
  // Notes that state of the letter; gives it with its version.
  Result<DeadLetter> note_dead(std::string_view id, DeadLetter letter, const std::string& actor);
  // It will be sent again.
  //
  //   not_found  there is no such dead letter
  //   conflict   it was delivered; also as above
  Result<DeadLetter> retry(std::string_view id, std::string_view event, const std::string& actor);

 private:
  Result<Subscription> changed(Subscription subscription, const std::string& actor);
  Result<std::vector<Subscription>> read() const;
  std::string new_id();

  app::Engine& engine_;
  evidence::Hash seed_;
  std::atomic<std::uint64_t> drawn_ = 0;
  webhook::Receivers receivers_;
  std::mutex adding_;
  mutable std::mutex mutex_;  // guards the two below
  mutable std::optional<Position> newest_;
  mutable std::vector<Subscription> known_;
};

}  // namespace assent::events
