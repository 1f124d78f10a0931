#include "events/feed.hpp"

#include "consent/kept_account.hpp"
#include "consent/kept_books.hpp"
#include "evidence/hash.hpp"
#include "service/changes.hpp"
#include "wire/event.hpp"

#include <boost/json/serialize.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <variant>

namespace assent::events {
namespace {

using evidence::EntryKind;
using ledger::Recorded;

// Kinds on which a decision about the customer can rest.
bool changes_decisions(EntryKind kind) {
  switch (kind) {
    case EntryKind::customer:
    case EntryKind::notice_given:
    case EntryKind::notice_delivery:
    case EntryKind::opt_out:
    case EntryKind::opt_in:
    case EntryKind::withdrawal:
    case EntryKind::one_time_consent:
    case EntryKind::verification:
    case EntryKind::email_permission:
    case EntryKind::correction:
    case EntryKind::review: return true;
    case EntryKind::notice_published:
    case EntryKind::agreement:
    case EntryKind::link:
    case EntryKind::simulation:
    case EntryKind::number_key:
    case EntryKind::notice_sending:
    case EntryKind::contact:
    case EntryKind::campaign_run:
    case EntryKind::partner:
    case EntryKind::erasure:
    case EntryKind::privacy_document:
    case EntryKind::reading: return false;
  }
  return false;
}

std::optional<Position> concerned_by(const evidence::Body& body) {
  if (const auto* correction = std::get_if<evidence::CorrectionRecorded>(&body)) return correction->corrected;
  if (const auto* review = std::get_if<evidence::ReviewRecorded>(&body)) return review->reviewed;
  if (const auto* delivery = std::get_if<evidence::NoticeDelivery>(&body)) return delivery->given;
  return std::nullopt;
}

const Recorded* entry_at(std::span<const Recorded> entries, Position position) {
  const auto at = std::ranges::lower_bound(entries, position, {}, &Recorded::position);
  return at == entries.end() || at->position != position ? nullptr : &*at;
}

bool is_asked(EntryKind kind, const std::vector<EntryKind>& kinds) {
  return kinds.empty() || std::ranges::find(kinds, kind) != kinds.end();
}

// RFC 9562, 5.8: a UUID of a form of our own, here the beginning of a hash.
std::string uuid_of(evidence::Hash hash) {
  hash[6] = static_cast<std::uint8_t>((hash[6] & 0x0FU) | 0x80U);
  hash[8] = static_cast<std::uint8_t>((hash[8] & 0x3FU) | 0x80U);
  std::string text = evidence::to_hex(hash).substr(0, 32);
  for (const std::size_t at : {8U, 13U, 18U, 23U}) text.insert(at, "-");
  return text;
}

}  // namespace

bool is_event(EntryKind kind, std::string_view account) {
  return kind != EntryKind::reading && kind != EntryKind::number_key && !is_book_of_the_told(account);
}

Result<Feed::Found> Feed::next(Position from, const std::vector<EntryKind>& kinds, std::size_t most) const {
  Found found;
  found.looked_to = from.index;
  Result<void> read;
  TRY(engine_.ports().ledger.scan(from, [&](Position at, evidence::ByteView bytes) {
    if (at.log != from.log || found.events.size() >= most || found.looked_to - from.index >= kLookedAt) return false;
    const auto kind = evidence::decode_kind(bytes);
    if (!kind) {
      read = tl::make_unexpected(kind.error());
      return false;
    }
    if (is_asked(*kind, kinds)) {
      auto account = evidence::decode_account(bytes);
      if (!account) {
        read = tl::make_unexpected(account.error());
        return false;
      }
      if (is_event(*kind, *account)) found.events.push_back({at, *std::move(account), *kind});
    }
    found.looked_to = at.index + 1;
    return true;
  }));
  TRY(std::move(read));
  return found;
}

Result<std::vector<EventAt>> Feed::of_account(const std::string& account, Position from,
                                              const std::vector<EntryKind>& kinds) const {
  const auto entries = TRY(entries_of(account));
  std::vector<EventAt> events;
  for (const Recorded& each : entries.own) {
    const EntryKind kind = each.entry.kind();
    if (each.position.log != from.log || each.position < from) continue;
    if (is_asked(kind, kinds) && is_event(kind, account)) events.push_back({each.position, account, kind});
  }
  return events;
}

// Closed: no event names what identifies a customer.
Result<Feed::Entries> Feed::entries_of(const std::string& account) const {
  if (is_customers_account(account)) return engine_.customers().entries(account);
  Entries entries;
  entries.own = TRY(engine_.ports().ledger.closed_entries_of(account));
  return entries;
}

Result<std::string> Feed::source() const {
  if (!address_.empty()) return address_;
  const auto heads = TRY(engine_.ports().ledger.heads());
  std::string name;
  for (const ledger::LogHead& each : heads) {
    if (each.size == 0 || !name.empty()) continue;
    TRY(engine_.ports().ledger.scan({each.log, 0}, [&](Position, evidence::ByteView bytes) {
      name = "urn:uuid:" + uuid_of(evidence::sha256(bytes));
      return false;
    }));
  }
  return name;
}

Result<Event> Feed::event_in(const EventAt& at, const Entries& entries, const std::string& source) const {
  const Recorded* const recorded = entry_at(entries.own, at.position);
  if (recorded == nullptr) {
    return fail(ErrorCode::damaged, "an entry is missing under its account",
                "verify the ledger (`assent ledger verify`)");
  }
  const auto concerns = concerned_by(recorded->entry.body);
  const Recorded* const concerned = concerns ? entry_at(entries.own, *concerns) : nullptr;
  std::optional<std::vector<service::StatusChange>> changes;
  if (!is_customers_account(at.account) || !changes_decisions(at.kind)) {
    changes.emplace();
  } else if (const auto regime = engine_.regime("", recorded->entry.recorded)) {
    changes = service::changes_by(engine_.customers(), entries, *recorded, **regime);
  }
  const std::string schema = address_.empty() ? "" : address_ + "/openapi.json#/components/schemas/event-data";
  const auto object = wire::event_json(*recorded, concerned, changes, {source, schema});
  return Event{at.position, at.account, wire::event_id(at.position), boost::json::serialize(object)};
}

Result<Event> Feed::event(const EventAt& at) const {
  const auto entries = TRY(entries_of(at.account));
  const auto from = TRY(source());
  return event_in(at, entries, from);
}

Result<Page> Feed::page(const Cursor& from, const std::vector<EntryKind>& kinds, std::size_t most) const {
  Page page;
  page.next = from;
  const auto heads = TRY(engine_.ports().ledger.heads());
  const auto source = TRY(this->source());
  std::map<std::string, Entries, std::less<>> read;
  std::set<std::string_view> customers;
  std::uint64_t read_entries = 0;
  std::uint64_t looked_at = 0;
  for (const ledger::LogHead& head : heads) {
    std::uint64_t& index = page.next[head.log];
    if (index >= head.size || page.events.size() >= most || looked_at >= kLookedAt) continue;
    const auto found = TRY(next({head.log, index}, kinds, most - page.events.size()));
    looked_at += found.looked_to - index;
    for (const EventAt& at : found.events) {
      if (read_entries >= kRead) return page;
      auto known = read.find(at.account);
      if (known == read.end() || entry_at(known->second.own, at.position) == nullptr) {
        auto entries = TRY(entries_of(at.account));
        read_entries += entries.own.size();
        known = read.insert_or_assign(at.account, std::move(entries)).first;
      }
      if (is_customers_account(known->first)) customers.insert(known->first);
      page.customers = customers.size();
      auto event = TRY(event_in(at, known->second, source));
      page.events.push_back(std::move(event));
      index = at.position.index + 1;
    }
    index = std::max(index, found.looked_to);
  }
  return page;
}

}  // namespace assent::events
