#include "events/delivery.hpp"

#include "json/tree.hpp"
#include "webhook/back_off.hpp"
#include "wire/event.hpp"

#include <algorithm>
#include <utility>

namespace assent::events {
namespace {

using evidence::EntryKind;

// Of one subscription in one round, so that none waits for the others' many.
constexpr std::chrono::seconds kSlice{2};
// Looked at without an event, until that is noted.
constexpr std::uint64_t kWorthNoting = 1'000'000;

bool is_delivered(const DeadLetter& letter) { return letter.state == DeadLetter::State::delivered; }

// The receiver is there.
void answers(Standing& standing) {
  standing.failures_in_a_row = 0;
  standing.failing_since.reset();
  standing.next_try.reset();
  standing.why.clear();
}

}  // namespace

Result<bool> Delivery::round() {
  const auto subscriptions = TRY(subscriptions_.all());
  std::set<std::string_view> known;
  bool more = false;
  for (const Subscription& each : subscriptions) {
    if (each.ended_at || !each.allowed) continue;
    known.insert(each.id);
    auto at = served_.find(each.id);
    if (at == served_.end() || at->second.replays != each.replays) {
      const auto from = TRY(subscriptions_.acknowledged(each));
      Standing before;
      if (at != served_.end()) {
        before = at->second.standing;
        served_.erase(at);
      }
      at = served_.try_emplace(each.id, from).first;
      at->second.replays = each.replays;
      at->second.noted = from;
      at->second.noted_at = clock_.now();
      at->second.standing = before;
      at->second.standing.next_try.reset();
    }
    Served& served = at->second;
    if (!served.standing.next_try || *served.standing.next_try <= clock_.now()) {
      const auto at_once = serve(each, served);
      // What cannot be read now for one subscription is no reason for the others to wait.
      if (!at_once) wait(each, served, {Outcome::wait, 0, at_once.error().message});
      publish(each.id, served);
      more = more || (at_once && *at_once);
    }
    if (clock_.now() - served.noted_at >= kNote) note(each, served);
  }
  std::erase_if(served_, [&](const auto& each) { return !known.contains(each.first); });
  const std::lock_guard lock(mutex_);
  std::erase_if(standings_, [&](const auto& each) { return !known.contains(each.first); });
  return more;
}

// Whether there may be more for it now.
Result<bool> Delivery::serve(const Subscription& subscription, Served& served) {
  const Instant until = clock_.now() + kSlice;
  TRY(read_letters(subscription, served));
  bool moved = true;
  while (moved) {
    moved = TRY(read_ahead(subscription, served));
    while (Waiting* const event = served.line.due(clock_.now())) {
      const bool goes_on = TRY(send(subscription, served, *event));
      if (!goes_on) return false;
      moved = true;
      if (clock_.now() >= until) return true;
    }
  }
  return false;
}

// What is to be sent again, by a person's word.
Result<void> Delivery::read_letters(const Subscription& subscription, Served& served) {
  const auto newest = TRY(subscriptions_.newest_dead_letter(subscription.id));
  if (newest == served.newest_letter) return {};
  auto letters = TRY(subscriptions_.dead_letters(subscription.id));
  served.letters.clear();
  served.standing.dead_letters = 0;
  for (DeadLetter& each : letters) {
    if (!is_delivered(each)) ++served.standing.dead_letters;
    const bool on_its_way = served.taken_again.contains(each.position) && served.line.sends_again(each.account);
    if (each.state == DeadLetter::State::retrying && !on_its_way) {
      served.taken_again.erase(each.position);
      const auto events = TRY(feed_.of_account(each.account, each.position, subscription.kinds));
      served.line.again(events);
    }
    served.letters.insert_or_assign(each.position, std::move(each));
  }
  served.newest_letter = newest;
  return {};
}

// Whether there may be more to read than there was room for, or than one look takes.
Result<bool> Delivery::read_ahead(const Subscription& subscription, Served& served) {
  const auto heads = TRY(feed_.engine().ports().ledger.heads());
  bool more = false;
  for (const ledger::LogHead& head : heads) {
    const auto at = served.line.next().find(head.log);
    const std::uint64_t next = at == served.line.next().end() ? 0 : at->second;
    if (next >= head.size) continue;
    if (served.line.room() > 0) {
      const auto found = TRY(feed_.next({head.log, next}, subscription.kinds, served.line.room()));
      served.line.read(head.log, found.events, found.looked_to);
      more = more || found.looked_to < head.size;
    }
    // A note is an entry, too: what was looked at alone is not worth one.
    const auto noted = served.noted.find(head.log);
    if (next - std::min(next, noted == served.noted.end() ? 0 : noted->second) > kWorthNoting)
      served.worth_noting = true;
  }
  return more;
}

Result<bool> Delivery::send(const Subscription& subscription, Served& served, Waiting& event) {
  const auto told = TRY(feed_.event(event.at));
  Sent sent = outlet_.send(subscription, told);
  if (sent.outcome == Outcome::refused && event.tries + 1 >= kTries &&
      served.standing.dead_letters >= Subscriptions::kMostDeadLetters && !is_dead(served, event.at.position)) {
    sent.outcome = Outcome::wait;
    sent.why = "there are 1000 dead letters (" + sent.why + ")";
  }
  switch (sent.outcome) {
    case Outcome::taken: {
      answers(served.standing);
      TRY(taken(subscription, served, event));
      return true;
    }
    case Outcome::refused: return refused(subscription, served, event, sent);
    case Outcome::wait: {
      wait(subscription, served, sent);
      return false;
    }
    case Outcome::gone: {
      TRY(subscriptions_.end(subscription.id, sent.why));
      tell(subscription, "subscription_ended", sent, 1);
      return false;
    }
  }
  return false;
}

Result<void> Delivery::taken(const Subscription& subscription, Served& served, const Waiting& event) {
  const EventAt at = event.at;
  ++served.standing.sent;
  served.worth_noting = true;
  served.line.settle(event);
  if (is_dead(served, at.position)) served.taken_again.insert(at.position);
  return note_delivered(subscription, served, at.account);
}

// Not before the customer's later events were sent again, too: else a stop in between would leave an earlier word as
// the last one.
Result<void> Delivery::note_delivered(const Subscription& subscription, Served& served, const std::string& account) {
  if (served.taken_again.empty() || served.line.sends_again(account)) return {};
  const std::set<Position> taken = served.taken_again;
  for (const Position& each : taken) {
    const auto letter = served.letters.find(each);
    if (letter == served.letters.end() || letter->second.account != account) continue;
    DeadLetter delivered = letter->second;
    delivered.state = DeadLetter::State::delivered;
    TRY(note_letter(subscription, served, std::move(delivered)));
    served.taken_again.erase(each);
  }
  return {};
}

// It is refused again and again before it is given up; its customer's later events wait for that.
Result<bool> Delivery::refused(const Subscription& subscription, Served& served, Waiting& event, const Sent& sent) {
  ++served.standing.failures;
  answers(served.standing);
  ++event.tries;
  event.next_try = clock_.now() + webhook::wait_after(event.tries);
  if (event.tries < kTries) {
    tell(subscription, "not_delivered", sent, event.tries);
    return true;
  }
  const auto known = served.letters.find(event.at.position);
  DeadLetter letter;
  if (known != served.letters.end()) letter = known->second;
  letter.position = event.at.position;
  letter.account = event.at.account;
  letter.kind = event.at.kind;
  letter.state = DeadLetter::State::open;
  letter.status = sent.status;
  letter.tries += event.tries;
  if (!is_dead(served, event.at.position)) letter.since = clock_.now();
  TRY(note_letter(subscription, served, std::move(letter)));
  tell(subscription, "dead_letter", sent, event.tries);
  ++served.standing.refused;
  served.worth_noting = true;
  const std::string account = event.at.account;
  served.taken_again.erase(event.at.position);
  served.line.settle(event);
  TRY(note_delivered(subscription, served, account));
  return true;
}

bool Delivery::is_dead(const Served& served, Position position) {
  const auto letter = served.letters.find(position);
  return letter != served.letters.end() && !is_delivered(letter->second);
}

Result<void> Delivery::note_letter(const Subscription& subscription, Served& served, DeadLetter letter) {
  const Position position = letter.position;
  auto noted = TRY(subscriptions_.note_dead(subscription.id, std::move(letter), std::string(kOwnActor)));
  const bool was_dead = is_dead(served, position);
  const bool dead = !is_delivered(noted);
  served.letters.insert_or_assign(position, std::move(noted));
  if (dead && !was_dead) ++served.standing.dead_letters;
  if (was_dead && !dead) --served.standing.dead_letters;
  return {};
}

void Delivery::wait(const Subscription& subscription, Served& served, const Sent& sent) {
  Standing& standing = served.standing;
  ++standing.failures;
  ++standing.failures_in_a_row;
  if (!standing.failing_since) standing.failing_since = clock_.now();
  constexpr std::chrono::seconds kMost = std::chrono::hours{1};
  const auto asked = std::min(kMost, sent.retry_after);
  standing.next_try = clock_.now() + std::max(webhook::wait_after(standing.failures_in_a_row), asked);
  standing.why = sent.why;
  tell(subscription, "not_delivered", sent, standing.failures_in_a_row);
}

// Neither the address, which may hold a secret of the receiver's, nor anything of the event.
void Delivery::tell(const Subscription& subscription, std::string_view event, const Sent& sent, unsigned failures) {
  json::Tree line = json::table_tree();
  line.set("time", json::text_tree(assent::to_string(clock_.now())));
  line.set("event", json::text_tree(event));
  line.set("subscription", json::text_tree(subscription.id));
  line.set("failures", json::number_tree(std::to_string(failures)));
  line.set("why", json::text_tree(sent.why));
  log_.write(json::to_json(line));
}

void Delivery::note(const Subscription& subscription, Served& served) {
  served.noted_at = clock_.now();
  const Cursor acknowledged = served.line.acknowledged();
  if (!served.worth_noting || acknowledged == served.noted) return;
  // If it cannot be noted, some are sent again after a restart.
  if (!subscriptions_.note(subscription, acknowledged)) return;
  served.noted = acknowledged;
  served.worth_noting = false;
}

void Delivery::note_all() {
  const auto subscriptions = subscriptions_.all();
  if (!subscriptions) return;
  for (const Subscription& each : *subscriptions) {
    const auto at = served_.find(each.id);
    if (at != served_.end() && at->second.replays == each.replays) note(each, at->second);
  }
}

void Delivery::publish(const std::string& id, Served& served) {
  served.standing.acknowledged = served.line.acknowledged();
  const std::lock_guard lock(mutex_);
  standings_.insert_or_assign(id, served.standing);
}

std::optional<Standing> Delivery::standing(std::string_view id) const {
  const std::lock_guard lock(mutex_);
  const auto at = standings_.find(id);
  if (at == standings_.end()) return std::nullopt;
  return at->second;
}

std::map<std::string, Standing> Delivery::standings() const {
  const std::lock_guard lock(mutex_);
  return {standings_.begin(), standings_.end()};
}

}  // namespace assent::events
