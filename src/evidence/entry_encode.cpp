#include "base/require.hpp"
#include "evidence/cbor.hpp"
#include "evidence/entry.hpp"
#include "evidence/entry_layout.hpp"
#include "evidence/identity.hpp"

#include <cassert>
#include <type_traits>

namespace assent::evidence {
namespace {

using cbor::Major;
using cbor::Writer;

void put(Writer& out, const std::string& text) { out.text(text); }
void put(Writer& out, bool value) { out.boolean(value); }
void put(Writer& out, int value) { out.integer(value); }
void put(Writer& out, std::uint64_t value) { out.head(Major::positive, value); }
void put(Writer& out, Instant instant) { out.integer(microseconds_of(instant)); }

void put(Writer& out, Date date) {
  out.head(Major::tag, layout::kDayTag);
  out.integer(date.time_since_epoch().count());
}

template <class E>
  requires std::is_enum_v<E>
void put(Writer& out, E value) {
  out.integer(static_cast<std::int64_t>(value));
}

void put(Writer& out, const NoticeBlock& block);
void put(Writer& out, const NoticeText& text);
void put(Writer& out, const std::optional<SealedIdentity>& sealed);
void put(Writer& out, const Bytes& bytes) { out.bytes(bytes); }
void put(Writer& out, const NumberHash& hash) { out.bytes(hash); }

template <class T>
void put(Writer& out, const std::vector<T>& list) {
  out.head(Major::array, list.size());
  for (const T& each : list) put(out, each);
}

void put(Writer& out, const Coverage& coverage) {
  assert(!coverage.any || coverage.names.empty());
  if (coverage.any) out.boolean(true);
  else put(out, coverage.names);
}

void put(Writer& out, const Hash& hash) { out.bytes(hash); }
void put(Writer& out, const std::optional<Hash>& hash) { put(out, *hash); }
void put(Writer& out, const std::optional<QueryHash>& hash) { put(out, *hash); }
void put(Writer& out, const std::optional<Instant>& instant) { put(out, *instant); }
void put(Writer& out, const std::optional<Date>& date) { put(out, *date); }

void put(Writer& out, const std::variant<Instant, Date>& sent) {
  std::visit([&](auto each) { put(out, each); }, sent);
}

void put(Writer& out, const Position& position) {
  out.head(Major::array, 2);
  out.head(Major::positive, position.log);
  out.head(Major::positive, position.index);
}

void put(Writer& out, const NoticeBlock& block) {
  out.head(Major::array, 2);
  put(out, block.disclosure);
  put(out, block.text);
}

void put(Writer& out, const NoticeText& text) {
  out.head(Major::array, 3);
  put(out, text.language);
  put(out, text.subject);
  put(out, text.blocks);
}

template <class T>
  requires requires { layout::FieldTable<T>::all; }
void put(Writer& out, const T& value) {
  const std::size_t opened = out.open_map();
  std::uint8_t pairs = 0;
  layout::for_each_field<T>([&](const auto& field) {
    if (layout::omitted(field, value)) return;
    out.integer(field.key);
    put(out, value.*field.member);
    ++pairs;
  });
  out.close_map(opened, pairs);
}

void put(Writer& out, const std::optional<SealedIdentity>& sealed) { put(out, *sealed); }

}  // namespace

Bytes layout::encode_identity(const Identity& identity) {
  Bytes bytes;
  Writer out(bytes);
  put(out, identity);
  return bytes;
}

Bytes encode(const Entry& entry) {
  if (const auto* customer = std::get_if<CustomerRecorded>(&entry.body)) {
    require(customer->sealed || !identifies(*customer), "what identifies a customer is sealed before it is encoded");
  }
  if (const auto* document = std::get_if<PrivacyDocumentRecorded>(&entry.body)) {
    require(document->sealed || document->text.empty(), "a document is sealed before it is encoded");
  }
  Bytes bytes;
  bytes.reserve(160);
  Writer out(bytes);
  out.head(Major::array, layout::kEntryItems);
  out.integer(layout::kFormatVersion);
  put(out, entry.kind());
  put(out, entry.account);
  put(out, entry.effective);
  put(out, entry.recorded);
  put(out, entry.actor);
  put(out, entry.channel);
  put(out, entry.key);
  put(out, entry.run);
  std::visit([&](const auto& body) { put(out, body); }, entry.body);
  return bytes;
}

}  // namespace assent::evidence
