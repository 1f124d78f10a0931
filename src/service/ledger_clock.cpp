#include "service/ledger_clock.hpp"

#include <algorithm>
#include <optional>

namespace assent {
namespace {

Result<std::optional<Entry>> stored_entry(const Ledger& ledger, Position position) {
  Result<Entry> entry = Entry{};
  bool found = false;
  TRY(ledger.scan(position, [&](Position, ByteView bytes) {
    entry = decode(bytes);
    found = true;
    return false;
  }));
  if (!found) return std::nullopt;
  if (!entry) return tl::unexpected(entry.error());
  return *std::move(entry);
}

}  // namespace

Result<Instant> last_recorded(const Ledger& ledger) {
  const auto heads = TRY(ledger.heads());
  Instant last = kEarliest;
  for (const LogHead& head : heads) {
    if (head.size == 0) continue;
    const auto entry = TRY(stored_entry(ledger, {head.log, head.size - 1}));
    if (entry) last = std::max(last, entry->recorded);
  }
  return last;
}

Result<Instant> recording_instant(const Ledger& ledger, Instant now) {
  return last_recorded(ledger).map([&](Instant last) { return std::max(last, now); });
}

Result<bool> is_simulation(const Ledger& ledger) {
  return stored_entry(ledger, {}).map([](const std::optional<Entry>& first) {
    return first && first->kind() == EntryKind::simulation;
  });
}

}  // namespace assent
