#include "evidence/cbor.hpp"
#include "evidence/entry.hpp"
#include "evidence/entry_layout.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>
#include <utility>

namespace assent::evidence {
namespace {

using cbor::Major;
using cbor::Reader;

std::uint64_t at_most(Reader& in, std::uint64_t highest) {
  const std::uint64_t value = in.argument(Major::positive);
  if (value > highest) in.fault("a number is out of range");
  return in.good() ? value : 0;
}

std::int64_t between(Reader& in, std::int64_t lowest, std::int64_t highest) {
  const std::int64_t value = in.integer();
  if (value < lowest || value > highest) in.fault("a number is out of range");
  return in.good() ? value : 0;
}

void items(Reader& in, std::uint64_t wanted) {
  if (in.argument(Major::array) != wanted) in.fault("a list has the wrong length");
}

void take(Reader& in, std::string& text) { text = in.text(); }
void take(Reader& in, bool& value) { value = in.boolean(); }

void take(Reader& in, int& value) {
  value = static_cast<int>(between(in, std::numeric_limits<int>::min(), std::numeric_limits<int>::max()));
}

void take(Reader& in, std::uint64_t& value) { value = in.argument(Major::positive); }

void take(Reader& in, Instant& instant) {
  instant = instant_of(between(in, microseconds_of(kEarliest), microseconds_of(kNever)));
}

void take(Reader& in, Date& date) {
  if (in.argument(Major::tag) != layout::kDayTag) in.fault("a value is of the wrong kind");
  const std::int64_t first = layout::kFirstDay.time_since_epoch().count();
  const std::int64_t last = layout::kLastDay.time_since_epoch().count();
  date = Date{std::chrono::days{between(in, first, last)}};
}

template <class E>
  requires std::is_enum_v<E>
void take(Reader& in, E& value) {
  value = static_cast<E>(at_most(in, static_cast<std::uint64_t>(layout::highest(E{}))));
}

void take(Reader& in, NoticeBlock& block);
void take(Reader& in, NoticeText& text);
void take(Reader& in, std::optional<SealedIdentity>& sealed);

void take(Reader& in, Bytes& bytes) {
  const ByteView view = in.bytes();
  bytes.assign(view.begin(), view.end());
}

template <std::size_t kBytes>
void take(Reader& in, std::array<std::uint8_t, kBytes>& hash) {
  const ByteView bytes = in.bytes();
  if (bytes.size() != hash.size()) in.fault("a hash has the wrong length");
  else std::copy(bytes.begin(), bytes.end(), hash.begin());
}

template <class T>
void take(Reader& in, std::vector<T>& list) {
  list.clear();
  for (std::uint64_t left = in.count(Major::array); left != 0 && in.good(); --left) take(in, list.emplace_back());
}

void take(Reader& in, Coverage& coverage) {
  coverage = Coverage::everything();
  if (!in.next_is(Major::simple)) {
    coverage.any = false;
    take(in, coverage.names);
  } else if (!in.boolean()) {
    in.fault("a coverage is neither everything nor a list");
  }
}

void take(Reader& in, std::optional<Hash>& hash) { take(in, hash.emplace()); }
void take(Reader& in, std::optional<QueryHash>& hash) { take(in, hash.emplace()); }
void take(Reader& in, std::optional<Instant>& instant) { take(in, instant.emplace()); }

void take(Reader& in, std::optional<Date>& date) { take(in, date.emplace()); }

void take(Reader& in, std::variant<Instant, Date>& sent) {
  if (in.next_is(Major::tag)) take(in, sent.emplace<Date>());
  else take(in, sent.emplace<Instant>());
}

void take(Reader& in, Position& position) {
  items(in, 2);
  position.log = static_cast<std::uint32_t>(at_most(in, std::numeric_limits<std::uint32_t>::max()));
  position.index = in.argument(Major::positive);
}

void take(Reader& in, NoticeBlock& block) {
  items(in, 2);
  take(in, block.disclosure);
  take(in, block.text);
}

void take(Reader& in, NoticeText& text) {
  items(in, 3);
  take(in, text.language);
  take(in, text.subject);
  take(in, text.blocks);
}

// The pairs come in the order of the layout, so a key out of order, doubled or unknown matches no field.
template <class T>
  requires requires { layout::FieldTable<T>::all; }
void take(Reader& in, T& value) {
  std::uint64_t pairs = in.count(Major::map);
  std::uint64_t key = pairs != 0 ? in.argument(Major::positive) : 0;
  layout::for_each_field<T>([&](const auto& field) {
    if (!in.good()) return;
    if (pairs == 0 || key != field.key) {
      if (field.required) in.fault("a field is missing");
      return;
    }
    take(in, value.*field.member);
    if (in.good() && layout::omitted(field, std::as_const(value))) in.fault("a default is written out");
    if (--pairs != 0) key = in.argument(Major::positive);
  });
  if (pairs != 0) in.fault("a field is unknown, doubled or out of order");
  if (in.good() && !layout::each_once_sorted(std::as_const(value))) in.fault("a list is not in order");
  if (in.good() && !layout::goes_together(std::as_const(value))) in.fault("a permission is provisional");
}

void take(Reader& in, std::optional<SealedIdentity>& sealed) { take(in, sealed.emplace()); }

template <std::size_t... kIndex>
void take_body(Reader& in, std::uint64_t kind, Body& body, std::index_sequence<kIndex...>) {
  (void)((kind == kIndex + 1 && (take(in, body.emplace<kIndex>()), true)) || ...);
}

struct Front {
  bool first = false;  // of format 1: it has no run, and a customer one number and one address
  std::uint64_t kind = 0;
};

Front take_front(Reader& in) {
  Front front;
  const std::uint64_t length = in.argument(Major::array);
  front.first = length == layout::kEntryItemsOfFormat1;
  if (!front.first && length != layout::kEntryItems) in.fault("a list has the wrong length");
  const std::int64_t format = in.integer();
  if (format != (front.first ? 1 : layout::kFormatVersion)) in.fault("the format is not known");
  front.kind = at_most(in, front.first ? layout::kKindsOfFormat1 : std::variant_size_v<Body>);
  if (front.kind == 0) in.fault("the kind is not known");
  return front;
}

// A customer in format 1.
void take_of_format_1(Reader& in, CustomerRecorded& customer) {
  layout::CustomerOfFormat1 former;
  take(in, former);
  customer = {former.state, former.kind, former.language, former.time_zone, former.services, {}, {}, former.address};
  if (!former.telephone.empty()) customer.telephones = {former.telephone};
  if (!former.mail.empty()) customer.email_addresses = {former.mail};
  if (in.good() && !layout::each_once_sorted(std::as_const(customer))) in.fault("a list is not in order");
}

tl::unexpected<Error> damaged(const Reader& in) {
  return fail(ErrorCode::damaged, fmt::format("the entry's bytes are damaged at byte {}: {}", in.position(), in.what()),
              "restore the ledger from a copy that `assent ledger verify` finds intact");
}

}  // namespace

std::optional<layout::Identity> layout::decode_identity(ByteView bytes) {
  Reader in(bytes);
  Identity identity;
  take(in, identity);
  if (!in.good() || !in.at_end()) return std::nullopt;
  return identity;
}

Result<std::string> decode_account(ByteView bytes) {
  Reader in(bytes);
  take_front(in);
  std::string account = in.text();
  if (in.good()) return account;
  return damaged(in);
}

Result<EntryKind> decode_kind(ByteView bytes) {
  Reader in(bytes);
  const Front front = take_front(in);
  if (in.good()) return static_cast<EntryKind>(front.kind);
  return damaged(in);
}

Result<Entry> decode(ByteView bytes) {
  Reader in(bytes);
  Entry entry;
  const Front front = take_front(in);
  take(in, entry.account);
  take(in, entry.effective);
  take(in, entry.recorded);
  take(in, entry.actor);
  take(in, entry.channel);
  take(in, entry.key);
  if (!front.first) take(in, entry.run);
  const bool former_customer = front.first && front.kind == static_cast<std::uint64_t>(EntryKind::customer);
  if (in.good() && former_customer) take_of_format_1(in, entry.body.emplace<CustomerRecorded>());
  else if (in.good()) take_body(in, front.kind, entry.body, std::make_index_sequence<std::variant_size_v<Body>>{});
  if (in.good() && !in.at_end()) in.fault("bytes are left over");
  if (in.good() && !layout::account_fits(entry)) {
    in.fault("the account does not fit the kind");
  }
  if (in.good()) return entry;
  return damaged(in);
}

}  // namespace assent::evidence
