#include "service/ledger_clock.hpp"

#include <algorithm>
#include <optional>

namespace assent::service {
namespace {

Result<std::optional<evidence::Entry>> stored_entry(const ledger::Ledger& ledger, Position position) {
  Result<evidence::Entry> entry = evidence::Entry{};
  bool found = false;
  TRY(ledger.scan(position, [&](Position, evidence::ByteView bytes) {
    entry = evidence::decode(bytes);
    found = true;
    return false;
  }));
  if (!found) return std::nullopt;
  if (!entry) return tl::unexpected(entry.error());
  return *std::move(entry);
}

}  // namespace

Result<Instant> last_recorded(const ledger::Ledger& ledger) {
  const auto heads = TRY(ledger.heads());
  Instant last = kEarliest;
  for (const ledger::LogHead& head : heads) {
    if (head.size == 0) continue;
    const auto entry = TRY(stored_entry(ledger, {head.log, head.size - 1}));
    if (entry) last = std::max(last, entry->recorded);
  }
  return last;
}

Result<Instant> recording_instant(const ledger::Ledger& ledger, Instant now) {
  return last_recorded(ledger).map([&](Instant last) { return std::max(last, now); });
}

Result<bool> is_simulation(const ledger::Ledger& ledger) {
  return stored_entry(ledger, {}).map([](const std::optional<evidence::Entry>& first) {
    return first && first->kind() == evidence::EntryKind::simulation;
  });
}

}  // namespace assent::service
