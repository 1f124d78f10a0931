#include "tmf644/delivery.hpp"

#include "tmf644/event.hpp"
#include "webhook/back_off.hpp"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

namespace assent::tmf644 {
namespace {

// Of one registration in one round, so that none waits for the others' many.
constexpr std::size_t kAtOnce = 64;
// Entries looked at in one round: most are no documents.
constexpr std::uint64_t kLookedAt = 100'000;

struct VersionAt {
  Position position;
  std::string account;
};

// Looked at without a message, until that is noted.
constexpr std::uint64_t kWorthNoting = 1'000'000;

// The next versions of documents, and how far the log was looked at.
struct NextVersions {
  std::vector<VersionAt> versions;
  std::uint64_t looked_to = 0;
};

Result<NextVersions> next_versions(const ledger::Ledger& ledger, Position from) {
  NextVersions next;
  next.looked_to = from.index;
  Result<void> read;
  TRY(ledger.scan(from, [&](Position at, evidence::ByteView bytes) {
    if (at.log != from.log) return false;
    const auto kind = evidence::decode_kind(bytes);
    if (!kind) {
      read = tl::make_unexpected(kind.error());
      return false;
    }
    if (*kind == evidence::EntryKind::privacy_document) {
      auto account = evidence::decode_account(bytes);
      if (!account) {
        read = tl::make_unexpected(account.error());
        return false;
      }
      next.versions.push_back({at, *std::move(account)});
    }
    next.looked_to = at.index + 1;
    return next.versions.size() < kAtOnce && next.looked_to - from.index < kLookedAt;
  }));
  TRY(std::move(read));
  return next;
}

}  // namespace

Result<bool> Delivery::round() {
  const auto subscriptions = TRY(hub_.subscriptions());
  std::set<std::string> known;
  bool more = false;
  for (const Subscription& each : subscriptions) {
    known.insert(each.id);
    const auto [at, is_new] = progress_.try_emplace(each.id);
    Progress& progress = at->second;
    if (is_new) {
      auto told = hub_.told_to(each);
      if (!told) {
        progress_.erase(at);
        return tl::make_unexpected(std::move(told.error()));
      }
      progress.told = *told;
      progress.noted = *told;
      progress.noted_at = clock_.now();
    }
    if (clock_.now() < progress.next_try) continue;
    const auto told = TRY(tell(each, progress));
    more = more || told;
    if (clock_.now() - progress.noted_at >= kNote) note(each, progress);
  }
  std::erase_if(progress_, [&](const auto& each) { return !known.contains(each.first); });
  return more;
}

// Whether there may be more for it now.
Result<bool> Delivery::tell(const Subscription& subscription, Progress& progress) {
  const ledger::Ledger& ledger = documents_.engine().ports().ledger;
  const auto heads = TRY(ledger.heads());
  bool more = false;
  for (const ledger::LogHead& head : heads) {
    std::uint64_t& next = progress.told[head.log];
    if (next >= head.size) continue;
    const auto found = TRY(next_versions(ledger, {head.log, next}));
    for (const VersionAt& each : found.versions) {
      const auto done = TRY(tell_version(subscription, progress, each.position, each.account));
      if (!done) return false;
      next = each.position.index + 1;
      progress.skip = 0;
    }
    next = std::max(next, found.looked_to);
    // A note is an entry, too: what was looked at alone is not worth one.
    if (next - progress.noted[head.log] > kWorthNoting) progress.worth_noting = true;
    more = more || next < head.size;
  }
  return more;
}

// Whether all of its events were told.
Result<bool> Delivery::tell_version(const Subscription& subscription, Progress& progress, Position at,
                                    const std::string& account) {
  const auto entries = TRY(documents_.engine().ports().ledger.entries_of(account));
  const auto events = events_at(at, entries, subscription.version, address_);
  for (std::size_t i = progress.skip; i < events.size(); ++i) {
    if (matches(events[i].whole, subscription.filters)) {
      const auto response = sender_.send({subscription.callback, "application/json", json::to_json(events[i].sent)});
      if (!response || response->status < 200 || response->status >= 300) {
        ++progress.failures;
        progress.next_try = clock_.now() + webhook::wait_after(progress.failures);
        // Not the address: it may hold a secret of the receiver's.
        json::Tree line = json::table_tree();
        line.set("time", json::text_tree(to_string(clock_.now())));
        line.set("event", json::text_tree("not_told"));
        line.set("registration", json::text_tree(subscription.id));
        line.set("failures", json::number_tree(std::to_string(progress.failures)));
        line.set("why",
                 json::text_tree(response ? "status " + std::to_string(response->status) : response.error().message));
        log_.write(json::to_json(line));
        return false;
      }
      progress.worth_noting = true;
      progress.failures = 0;
      progress.next_try = kEarliest;
    }
    progress.skip = i + 1;
  }
  return true;
}

void Delivery::note(const Subscription& subscription, Progress& progress) {
  progress.noted_at = clock_.now();
  if (!progress.worth_noting || progress.told == progress.noted) return;
  // If it cannot be noted, some are told again after a restart.
  if (!hub_.note(subscription, progress.told)) return;
  progress.noted = progress.told;
  progress.worth_noting = false;
}

void Delivery::note_all() {
  const auto subscriptions = hub_.subscriptions();
  if (!subscriptions) return;
  for (const Subscription& each : *subscriptions) {
    const auto at = progress_.find(each.id);
    if (at != progress_.end()) note(each, at->second);
  }
}

}  // namespace assent::tmf644
