#include "service/ledger_clock.hpp"

#include <algorithm>
#include <optional>

namespace assent {
namespace {

Result<std::optional<Entry>> entry_at(const Ledger& ledger, Position position) {
  Result<Entry> entry = Entry{};
  bool found = false;
  const auto scanned = ledger.scan(position, [&](Position, ByteView bytes) {
    entry = decode(bytes);
    found = true;
    return false;
  });
  if (!scanned) return tl::unexpected(scanned.error());
  if (!found) return std::nullopt;
  if (!entry) return tl::unexpected(entry.error());
  return *std::move(entry);
}

}  // namespace

Result<Instant> last_recorded(const Ledger& ledger) {
  const auto heads = ledger.heads();
  if (!heads) return tl::unexpected(heads.error());
  Instant last = kEarliest;
  for (const LogHead& head : *heads) {
    if (head.size == 0) continue;
    const auto entry = entry_at(ledger, {head.log, head.size - 1});
    if (!entry) return tl::unexpected(entry.error());
    if (*entry) last = std::max(last, (*entry)->recorded);
  }
  return last;
}

Result<Instant> recording_instant(const Ledger& ledger, Instant now) {
  return last_recorded(ledger).map([&](Instant last) { return std::max(last, now); });
}

Result<bool> is_simulation(const Ledger& ledger) {
  return entry_at(ledger, {}).map([](const std::optional<Entry>& first) {
    return first && first->kind() == EntryKind::simulation;
  });
}

}  // namespace assent
