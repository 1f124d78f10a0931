#include "events/subscriptions.hpp"

#include "consent/kept_books.hpp"
#include "service/record_document.hpp"
#include "wire/event.hpp"

#include <algorithm>
#include <utility>

namespace assent::events {
namespace {

using evidence::PrivacyDocumentRecorded;

constexpr std::string_view kSubscriptionType = "event_subscription";
constexpr std::string_view kProgressType = "event_progress";
constexpr std::string_view kDeadLetterType = "event_dead_letter";

const std::string kSubscriptions = std::string(kEventBooks) + "subscriptions";

std::string account_of_progress(std::string_view id) {
  return std::string(kEventBooks) + "progress/" + std::string(id);
}
std::string account_of_dead_letters(std::string_view id) {
  return std::string(kEventBooks) + "dead_letters/" + std::string(id);
}

service::DocumentVersion document_of(std::string_view type, std::string id, std::string text) {
  service::DocumentVersion version;
  version.document.type = type;
  version.document.id = std::move(id);
  if (text.empty()) version.document.state = PrivacyDocumentRecorded::State::deleted;
  version.document.text = std::move(text);
  return version;
}

// A key names the version, so that of two who change the same one, one gets a conflict.
service::Circumstances by(const std::string& actor, std::string key = {}) {
  return {std::nullopt, actor, "events", std::move(key)};
}

std::string key_of(std::string_view id, std::uint64_t version) {
  return std::string(id) + "/" + std::to_string(version);
}

tl::unexpected<Error> no_such_subscription() {
  return fail(ErrorCode::not_found, "there is no such subscription", "list those that there are");
}

}  // namespace

std::string Subscriptions::new_id() {
  const std::string drawn = evidence::to_hex(seed_) + ":event:" + std::to_string(drawn_.fetch_add(1));
  return evidence::to_hex(evidence::sha256(evidence::view_of(drawn))).substr(0, 32);
}

Result<std::vector<Subscription>> Subscriptions::read() const {
  const auto entries = TRY(engine_.ports().ledger.entries_of(kSubscriptions));
  std::vector<Subscription> all;
  for (const ledger::Recorded& each : entries) {
    const auto* document = std::get_if<PrivacyDocumentRecorded>(&each.entry.body);
    if (document == nullptr || document->type != kSubscriptionType) continue;
    const auto at = std::ranges::find(all, document->id, &Subscription::id);
    if (document->state == PrivacyDocumentRecorded::State::deleted) {
      if (at != all.end()) all.erase(at);
      continue;
    }
    auto read = subscription_in(document->id, document->text);
    if (!read) {
      return fail(ErrorCode::damaged, "a subscription in the ledger cannot be read", "delete it, and make a new one");
    }
    read->allowed = webhook::may_be_called(read->address, receivers_);
    if (at == all.end()) all.push_back(*std::move(read));
    else *at = *std::move(read);
  }
  return all;
}

Result<std::vector<Subscription>> Subscriptions::all() const {
  const std::lock_guard lock(mutex_);
  const auto newest = TRY(engine_.ports().ledger.newest_of(kSubscriptions));
  if (newest != newest_) {
    auto all = TRY(read());
    known_ = std::move(all);
    newest_ = newest;
  }
  return known_;
}

Result<Subscription> Subscriptions::find(std::string_view id) const {
  const auto known = TRY(all());
  const auto at = std::ranges::find(known, id, &Subscription::id);
  if (at == known.end()) return no_such_subscription();
  return *at;
}

Result<Subscription> Subscriptions::add(const std::string& address, std::vector<evidence::EntryKind> kinds, Cursor from,
                                        const std::string& actor) {
  if (!webhook::may_be_called(address, receivers_)) {
    return fail(ErrorCode::invalid, "`address` is none that the server may call",
                "have its beginning added to `receivers` of `[events]` in the server's configuration");
  }
  std::ranges::sort(kinds);
  kinds.erase(std::ranges::unique(kinds).begin(), kinds.end());
  const std::lock_guard lock(adding_);
  const auto known = TRY(all());
  for (const Subscription& each : known) {
    if (each.ended_at || each.address != address || each.kinds != kinds) continue;
    return fail(ErrorCode::conflict, "there is a subscription with that address and these types: " + each.id,
                "use it, or delete it first");
  }
  if (known.size() >= kMost) {
    return fail(ErrorCode::invalid, "there are 1000 subscriptions", "delete those that nobody needs");
  }
  Subscription made;
  made.id = new_id();
  made.address = address;
  made.kinds = std::move(kinds);
  made.from = std::move(from);
  made.created = engine_.now();
  made.rotated = made.created;
  made.allowed = true;
  TRY(engine_.record_document(kSubscriptions, document_of(kSubscriptionType, made.id, text_of(made)),
                              by(actor, key_of(made.id, made.version))));
  return made;
}

Result<Subscription> Subscriptions::changed(Subscription subscription, const std::string& actor) {
  ++subscription.version;
  TRY(engine_.record_document(kSubscriptions, document_of(kSubscriptionType, subscription.id, text_of(subscription)),
                              by(actor, key_of(subscription.id, subscription.version))));
  return subscription;
}

Result<void> Subscriptions::remove(std::string_view id, const std::string& actor) {
  const auto known = TRY(find(id));
  TRY(engine_.record_document(kSubscriptions, document_of(kSubscriptionType, known.id, {}),
                              by(actor, key_of(known.id, known.version + 1))));
  return {};
}

Result<Subscription> Subscriptions::set_back(std::string_view id, Cursor from, const std::string& actor) {
  auto known = TRY(find(id));
  known.from = std::move(from);
  ++known.replays;
  return changed(std::move(known), actor);
}

Result<Subscription> Subscriptions::rotate(std::string_view id, const std::string& actor) {
  auto known = TRY(find(id));
  ++known.generation;
  known.rotated = engine_.now();
  return changed(std::move(known), actor);
}

Result<void> Subscriptions::end(std::string_view id, const std::string& why) {
  auto known = TRY(find(id));
  if (known.ended_at) return {};
  known.ended = why;
  known.ended_at = engine_.now();
  TRY(changed(std::move(known), std::string(kOwnActor)));
  return {};
}

Result<Cursor> Subscriptions::acknowledged(const Subscription& subscription) const {
  const std::string account = account_of_progress(subscription.id);
  const std::string_view name = account;
  const auto latest = TRY(engine_.ports().ledger.latest({&name, 1}, evidence::EntryKind::privacy_document));
  if (!latest.front()) return subscription.from;
  const auto progress = progress_in(std::get<PrivacyDocumentRecorded>(latest.front()->entry.body).text);
  if (!progress || progress->replays != subscription.replays) return subscription.from;
  return progress->acknowledged;
}

Result<void> Subscriptions::note(const Subscription& subscription, const Cursor& acknowledged) {
  TRY(engine_.record_document(
      account_of_progress(subscription.id),
      document_of(kProgressType, subscription.id, text_of(Progress{subscription.replays, acknowledged})),
      by(std::string(kOwnActor))));
  return {};
}

Result<std::vector<DeadLetter>> Subscriptions::dead_letters(std::string_view id) const {
  const auto entries = TRY(engine_.ports().ledger.entries_of(account_of_dead_letters(id)));
  std::vector<DeadLetter> letters;
  for (const ledger::Recorded& each : entries) {
    const auto* document = std::get_if<PrivacyDocumentRecorded>(&each.entry.body);
    if (document == nullptr) continue;
    auto letter = dead_letter_in(document->id, document->text);
    if (!letter)
      return fail(ErrorCode::damaged, "a dead letter in the ledger cannot be read", "set the subscription back");
    const auto at = std::ranges::find(letters, letter->position, &DeadLetter::position);
    if (at == letters.end()) letters.push_back(*std::move(letter));
    else *at = *std::move(letter);
  }
  std::ranges::sort(letters, {}, &DeadLetter::position);
  return letters;
}

Result<std::optional<Position>> Subscriptions::newest_dead_letter(std::string_view id) const {
  return engine_.ports().ledger.newest_of(account_of_dead_letters(id));
}

Result<DeadLetter> Subscriptions::note_dead(std::string_view id, DeadLetter letter, const std::string& actor) {
  ++letter.version;
  const std::string name = wire::event_id(letter.position);
  TRY(engine_.record_document(account_of_dead_letters(id), document_of(kDeadLetterType, name, text_of(letter)),
                              by(actor, key_of(name, letter.version))));
  return letter;
}

Result<DeadLetter> Subscriptions::retry(std::string_view id, std::string_view event, const std::string& actor) {
  TRY(find(id));
  const auto letters = TRY(dead_letters(id));
  const auto position = wire::position_of_event(event);
  const auto at = std::ranges::find_if(letters, [&](const DeadLetter& each) { return each.position == position; });
  if (at == letters.end()) {
    return fail(ErrorCode::not_found, "there is no such dead letter", "list those that there are");
  }
  if (at->state == DeadLetter::State::delivered) {
    return fail(ErrorCode::conflict, "the dead letter was delivered since",
                "set the subscription back to send it again");
  }
  if (at->state == DeadLetter::State::retrying) return *at;
  DeadLetter letter = *at;
  letter.state = DeadLetter::State::retrying;
  return note_dead(id, std::move(letter), actor);
}

}  // namespace assent::events
